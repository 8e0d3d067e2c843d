"""What belongs to a text: its pictures and its key points."""

import secrets
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.images import RENDITION_WIDTHS, SUFFIXES, resize_to_width
from portal.core.models import HistoryModel


def picture_upload_path(picture, filename: str) -> str:
    """Where an uploaded picture is stored: under a name that says nothing and that nobody guesses."""
    suffix = PurePosixPath(filename).suffix.lower()
    name = secrets.token_hex(16)
    return f"pictures/{name[:2]}/{name}{suffix if suffix in SUFFIXES.values() else ''}"


def rendition_name(name: str, width: int) -> str:
    """Where the smaller picture of a stored one lies: beside it."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}{path.suffix}"))


def existing_rendition_name(name: str, width: int | None) -> str:
    """Where a stored picture lies in that width, the whole one where it has no smaller; FileNotFoundError for an odd width."""
    if width is None:
        return name
    if width not in RENDITION_WIDTHS:
        raise FileNotFoundError
    smaller = rendition_name(name, width)
    return smaller if default_storage.exists(smaller) else name


class Picture(HistoryModel):
    """A picture of an article, with what a reader needs who cannot see it."""

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
        """Store the smaller pictures beside the file, which is stored already; called where a file comes in."""
        with self.file.storage.open(self.file.name) as stored:
            data = stored.read()
        for width in RENDITION_WIDTHS:
            name = rendition_name(self.file.name, width)
            if (small := resize_to_width(data, width)) and not self.file.storage.exists(name):
                self.file.storage.save(name, ContentFile(small))

    def snapshot(self) -> dict:
        """What the reader of this picture gets, as plain data for a version and its hash."""
        names = ("caption", "credit", "alt", "width", "height")
        return {"file": self.file.name, **{name: getattr(self, name) for name in names}}


class KeyPoint(HistoryModel):
    """One point of a digest, under its group heading, with the paragraph that it rests on."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="key_points", verbose_name=_("article")
    )
    group = models.CharField(_("group heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    paragraph = models.PositiveIntegerField(
        _("paragraph"), null=True, blank=True, help_text=_("The paragraph that says so.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("key point")
        verbose_name_plural = _("key points")
        ordering = ("position", "pk")

    def __str__(self):
        return self.text

    def snapshot(self) -> dict:
        """The point as plain data for a version and its hash."""
        return {"group": self.group, "text": self.text, "paragraph": self.paragraph}
