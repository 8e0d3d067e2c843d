"""Media items: pictures and files as records, with the rights to show them; each may be used many times."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.media_storage import media_upload_path
from portal.core.fields import HttpsURLField
from portal.core.models import HistoryModel

CENTRE = 50  # percent


def end_of_right(last_day: date | None) -> datetime | None:
    """The midnight after the last day of a right; None for a right without an end."""
    if last_day is None or last_day == date.max:
        return None
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))


class MediaKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    FILE = "file", _("file")


class MediaLicence(models.TextChoices):
    OWN = "own", _("own work")
    PERMISSION = "permission", _("used with permission")
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    CC0 = "cc0", "CC0 1.0"
    PUBLIC_DOMAIN = "public-domain", _("public domain")
    AGENCY = "agency", _("bought from an agency")


class MediaConsent(models.TextChoices):
    NOT_RECORDED = "", _("not recorded")
    NOT_NEEDED = "not-needed", _("not needed: nobody can be recognised")
    GIVEN = "given", _("given by those who are shown")
    WITHDRAWN = "withdrawn", _("withdrawn")


class MediaItemQuerySet(models.QuerySet):
    def hidden(self, *, on: date):
        """The items that the public may not see on that day."""
        return self.filter(Q(consent=MediaConsent.WITHDRAWN) | Q(rights_until__lt=on))

    def expiring(self, *, since: date, until: date):
        """The items whose right ends between the two days."""
        return self.filter(rights_until__gte=since, rights_until__lte=until)

    def public_documents(self, *, on: date | None = None):
        """The documents that texts may link to: marked public, and not hidden on that day."""
        documents = self.filter(kind=MediaKind.FILE, is_public=True)
        hidden = self.model.objects.hidden(on=on or timezone.localdate())
        return documents.exclude(pk__in=hidden.values("pk"))

    def pictures(self):
        """The items that are pictures."""
        return self.filter(kind=MediaKind.PICTURE)


class MediaItem(HistoryModel):
    """A picture or file of the media library.

    The words here are what a new use of it begins with; each use has words of its own, which the
    signatures of its article cover. Consent and expiry act at once, on every use.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=MediaKind, default=MediaKind.PICTURE)
    title = models.CharField(_("title"), max_length=200, help_text=_("By which you find it again."))
    file = models.FileField(_("file"), upload_to=media_upload_path, max_length=200)
    width = models.PositiveIntegerField(_("width"), editable=False, null=True)
    height = models.PositiveIntegerField(_("height"), editable=False, null=True)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False, default=0)
    digest = models.CharField("SHA-256", max_length=64, editable=False, blank=True, db_index=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took or owns the picture.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=MediaLicence, blank=True)
    licence_note = models.CharField(
        _("note on the licence"),
        max_length=300,
        blank=True,
        help_text=_("Contract, letter or message in which it was granted."),
    )
    source_address = HttpsURLField(_("source address"), max_length=500, blank=True)
    rights_until = models.DateField(
        _("right ends after"),
        null=True,
        blank=True,
        help_text=_("The last day on which readers may see it. Blank: the right has no end."),
    )
    consent = models.CharField(
        _("consent of those shown"), max_length=12, choices=MediaConsent, blank=True
    )
    consent_note = models.CharField(
        _("note on the consent"),
        max_length=300,
        blank=True,
        help_text=_("Who gave or withdrew it, when, and where that is kept."),
    )
    is_public = models.BooleanField(
        _("public document"),
        default=False,
        help_text=_(
            "Readers may download it from the address below, and public texts may link to it, until its "
            "right ends. It needs a licence. Pictures are shown by the articles that use them."
        ),
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focal point, from the left (%)"), default=CENTRE, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point, from the top (%)"), default=CENTRE, validators=[MaxValueValidator(100)]
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = MediaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("media item")
        verbose_name_plural = _("media library")
        ordering = ("-added_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="articles_mediaitem_focus_is_inside",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(kind=MediaKind.FILE) & ~Q(licence=""),
                name="articles_mediaitem_public_is_licensed_file",
            ),
        ]

    def __str__(self):
        return self.title or self.caption or self.alt or gettext("picture without a title")

    @property
    def focus(self) -> tuple[int, int]:
        """The focal point, in percent from the left and from the top."""
        return self.focus_x, self.focus_y

    @property
    def public_address(self) -> str:
        """Where readers download it as a public document."""
        return reverse("media-document", args=[self.pk])

    def link_refusal(self, *, on: date | None = None) -> str:
        """Why a public text may not link to it; blank where it may."""
        if self.kind != MediaKind.FILE:
            return gettext("It is a picture, which a text shows and does not link to.")
        if not self.is_public:
            return gettext("It is not marked as a public document in the media library.")
        return self.hidden_reason(on=on)

    def hidden_reason(self, *, on: date | None = None) -> str:
        """Why the public may not see it on that day (default: today); blank if it may."""
        if self.consent == MediaConsent.WITHDRAWN:
            return gettext("Those who are shown have withdrawn their consent.")
        if self.rights_until and self.rights_until < (on or timezone.localdate()):
            return gettext("The right to show it has ended.")
        return ""


@dataclass(frozen=True)
class PictureRight:
    """Whether a picture may be shown, and the moment at which that ends by itself."""

    is_withdrawn: bool
    ends_at: datetime | None

    def holds(self, *, at: datetime) -> bool:
        """Whether it may be shown at that moment."""
        return not self.is_withdrawn and (self.ends_at is None or at < self.ends_at)


class MediaFileQuerySet(models.QuerySet):
    def rights(self, names) -> dict[str, "PictureRight"]:
        """The right to show each of the stored files, of those that a media item has or had."""
        rows = self.filter(name__in=names).values_list(
            "name", "item__consent", "item__rights_until"
        )
        return {
            name: PictureRight(consent == MediaConsent.WITHDRAWN, end_of_right(last_day))
            for name, consent, last_day in rows
        }

    def hidden_names(self, names, *, on: date) -> set[str]:
        """Those of the stored files that the public may not see on that day."""
        if not names:
            return set()
        hidden = MediaItem.objects.hidden(on=on)
        return set(self.filter(name__in=names, item__in=hidden).values_list("name", flat=True))


class MediaFile(models.Model):
    """A file that a media item has or had. Nobody changes it: versions show former files."""

    item = models.ForeignKey(
        MediaItem, models.CASCADE, related_name="files", verbose_name=_("media item")
    )
    name = models.CharField(_("stored file"), max_length=200, unique=True)
    digest = models.CharField("SHA-256", max_length=64, editable=False, blank=True)
    stored_at = models.DateTimeField(_("stored at"), default=timezone.now)

    objects = MediaFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a media item")
        verbose_name_plural = _("files of media items")
        ordering = ("item", "-stored_at", "-pk")

    def __str__(self):
        return self.name
