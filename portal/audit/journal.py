"""The journal: who did what to which record, when and why; nothing alters an entry."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

KEY_SALT = "portal.audit.journal"


class JournalRefused(Exception):
    """An attempt to alter the journal."""


class JournalAction(models.TextChoices):
    STEP = "step", _("step of the chain")
    REFUSED = "refused", _("attempt refused")
    CONFIRMED = "confirmed", _("confirmed")
    DELETED = "deleted", _("deleted")
    RESTORED = "restored", _("brought back after its deletion")
    REVERTED = "reverted", _("brought back to an earlier version")
    MERGED = "merged", _("merged")
    FORGOTTEN = "forgotten", _("a person's name taken out")
    EXPORTED = "exported", _("exported")
    IMPORTED = "imported", _("imported from a spreadsheet")
    UNDONE = "undone", _("import from a spreadsheet undone")


class JournalQuerySet(models.QuerySet):
    """Entries to read and to add to; a method that would alter one raises JournalRefused."""

    def for_record(self, record: models.Model):
        """Return the entries about that record."""
        return self.filter(kind=record._meta.label_lower, number=record.pk)

    def update(self, **values):
        """Raise JournalRefused."""
        raise JournalRefused(IMMUTABLE_MESSAGE)

    def delete(self):
        """Raise JournalRefused."""
        raise JournalRefused(IMMUTABLE_MESSAGE)

    def bulk_update(self, *args, **options):
        """Raise JournalRefused."""
        raise JournalRefused(IMMUTABLE_MESSAGE)


IMMUTABLE_MESSAGE = "Nothing alters the journal."


class JournalEntry(models.Model):
    """One act; it names its record by kind and number alone, so that no erased name stays here."""

    moment = models.DateTimeField(_("moment"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
    )
    act = models.CharField(_("act"), max_length=10, choices=JournalAction)
    what = models.CharField(_("more exactly"), max_length=40, blank=True)
    kind = models.CharField(_("kind of record"), max_length=60, blank=True)
    number = models.CharField(_("number of the record"), max_length=40, blank=True)
    reason_hash = models.CharField(_("hash of the reason"), max_length=64, blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = JournalQuerySet.as_manager()

    class Meta:
        app_label = "core"
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ("-pk",)
        base_manager_name = "objects"
        default_permissions = ("view",)
        permissions = [
            ("export_journalentry", _("Can export the journal and histories")),
            ("forget_person", _("Can take a person's name out of everything")),
        ]
        indexes = [
            models.Index(fields=["kind", "number"], name="core_journal_of_record"),
            models.Index(fields=["person", "moment"], name="core_journal_of_person"),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.moment):%Y-%m-%d %H:%M} {self.get_act_display()}"

    def save(self, *args, **options):
        """Store a new entry; raise JournalRefused for one that is stored already."""
        if self.pk is not None:
            raise JournalRefused(IMMUTABLE_MESSAGE)
        super().save(*args, **options)

    def delete(self, *args, **options):
        """Raise JournalRefused."""
        raise JournalRefused(IMMUTABLE_MESSAGE)


class JournalReason(models.Model):
    """The text of an entry's reason: a name can be erased in it while the entry stays as written."""

    entry = models.OneToOneField(
        JournalEntry,
        models.PROTECT,
        primary_key=True,
        related_name="reason",
        verbose_name=_("entry"),
    )
    text = models.TextField(_("reason"))

    class Meta:
        app_label = "core"
        verbose_name = _("reason of a journal entry")
        verbose_name_plural = _("reasons of journal entries")
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self):
        return self.text

    @property
    def is_as_written(self) -> bool:
        """Whether the text is still the one that the entry was written with."""
        return reason_hash(self.text) == self.entry.reason_hash


def reason_hash(text: str) -> str:
    """Return the hash of a reason that an entry stores; it is keyed, so that nobody can guess a name."""
    return salted_hmac(KEY_SALT, text, algorithm="sha256").hexdigest()


def write(
    act: JournalAction,
    *,
    by,
    record: models.Model | None = None,
    what: str = "",
    reason: str = "",
    at=None,
    **details,
) -> JournalEntry:
    """Add an entry to the journal and return it; `details` are plain data without any person's name."""
    entry = JournalEntry.objects.create(
        moment=at or timezone.now(),
        person=by,
        act=act,
        what=what,
        kind=record._meta.label_lower if record else "",
        number=str(record.pk) if record else "",
        reason_hash=reason_hash(reason) if reason else "",
        details=details,
    )
    if reason:
        JournalReason.objects.create(entry=entry, text=reason)
    return entry
