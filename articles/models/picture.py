"""Pictures of an article, and where their files are stored."""

import secrets
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.images import RENDITION_WIDTHS, SUFFIXES, resize_to_width
from portal.core.models import HistoryModel

SNAPSHOT_FIELDS = ("caption", "credit", "alt", "width", "height")


def picture_upload_path(picture, filename: str) -> str:
    """Build the storage path of an uploaded picture: a random name, which nobody can guess.

    Only the suffix of an accepted picture format is taken over from the upload.
    """
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix not in SUFFIXES.values():
        suffix = ""
    name = secrets.token_hex(16)
    return f"pictures/{name[:2]}/{name}{suffix}"


def rendition_name(name: str, width: int) -> str:
    """The storage path of a smaller rendition, in the folder of the original."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}{path.suffix}"))


def existing_rendition_name(name: str, width: int | None) -> str:
    """The storage path of a picture in that width; the original where it has no such rendition.

    Raises FileNotFoundError for a width that is not one of RENDITION_WIDTHS.
    """
    if width is None:
        return name
    if width not in RENDITION_WIDTHS:
        raise FileNotFoundError
    smaller = rendition_name(name, width)
    return smaller if default_storage.exists(smaller) else name


class Picture(HistoryModel):
    """A picture of an article, with its caption, credit and alternative text."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="pictures", verbose_name=_("article")
    )
    file = models.ImageField(
        _("file"), upload_to=picture_upload_path, width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who took or owns the picture. Needed before the text is submitted."),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the picture shows, for those who cannot see it. Needed before the text is submitted."
        ),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("position", "pk")

    def __str__(self):
        return self.caption or self.alt or gettext("picture without a caption")

    def make_renditions(self) -> None:
        """Store the smaller renditions of the stored file; call it whenever a new file is stored."""
        storage = self.file.storage
        with storage.open(self.file.name) as stored:
            data = stored.read()
        for width in RENDITION_WIDTHS:
            resized = resize_to_width(data, width)
            name = rendition_name(self.file.name, width)
            if resized and not storage.exists(name):
                storage.save(name, ContentFile(resized))

    def snapshot(self) -> dict:
        """The picture as plain data, for a version and its hash."""
        values = {name: getattr(self, name) for name in SNAPSHOT_FIELDS}
        return {"file": self.file.name, **values}
