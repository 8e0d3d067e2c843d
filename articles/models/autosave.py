"""Autosaves: the unsaved content of an article's form, kept for each person and open form."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=14)
MAX_FORMS = 50  # kept for a person; of more, the oldest go
KEY_LENGTH = 32  # hex digits of a UUID


class AutosaveQuerySet(models.QuerySet):
    def of_form(self, article, *, by):
        """The person's autosaves of the form of that article, or of new articles for None."""
        return self.filter(person=by, article=article)

    def keep(self, *, by, key: str, at, revision: int, **content) -> bool:
        """Store the content of an open form; false for one that is older than what is stored.

        Autosaves that nobody came back for are deleted.
        """
        with transaction.atomic():
            autosaves = self.filter(person=by).select_for_update()
            stored = autosaves.filter(key=key).first()
            if stored and stored.revision >= revision:
                return False
            values = {"revision": revision, "saved_at": at, **content}
            self.update_or_create(person=by, key=key, defaults=values)
            self._delete_old(by, at)
        return True

    def _delete_old(self, person, at):
        own = self.filter(person=person)
        own.filter(saved_at__lt=at - KEPT_FOR).delete()
        surplus = own.order_by("-saved_at").values_list("pk", flat=True)[MAX_FORMS:]
        self.filter(pk__in=list(surplus)).delete()


class Autosave(models.Model):
    """The content of an article's form that is not saved yet: no part of the text, and for its writer alone.

    `key` tells open forms apart, `revision` counts the changes of each; `shown_change` is the
    moment of the article's last change that the form showed.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="autosaves",
        verbose_name=_("person"),
    )
    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="autosaves",
        verbose_name=_("article"),
    )
    key = models.CharField(_("key of the open form"), max_length=KEY_LENGTH)
    revision = models.PositiveBigIntegerField(_("revision"))
    shown_change = models.CharField(
        _("last change that the form showed"), max_length=40, blank=True
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    values = models.JSONField(_("values of the form"))
    saved_at = models.DateTimeField(_("saved at"))

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        ordering = ("-saved_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="articles_autosave_once_per_form"
            ),
        ]

    def __str__(self):
        return self.title or self.key
