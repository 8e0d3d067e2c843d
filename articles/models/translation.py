"""Translations: which version of its original a text follows, and whether that is still the present one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version


class TranslationModel(models.Model):
    """The version of the original that a translation follows: set when it is submitted or confirmed."""

    original_version = models.ForeignKey(
        Version,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("version of the original that it follows"),
    )

    class Meta:
        abstract = True

    def follow_original(self) -> None:
        """Follow the signed text of the original from now on; store it with the workflow's fields."""
        if self.translation_of_id:
            self.original_version = self.translation_of.signed

    def newer_original(self, *, at) -> Version | None:
        """The public version of the original, if it is newer than the one that this text follows."""
        if not self.translation_of_id or self.original_version_id is None:
            return None
        followed = self.original_version
        versions = Version.objects.public(at=at).filter(
            article=self.translation_of_id, number__gt=followed.number
        )
        return versions.exclude(text_hash=followed.text_hash).first()
