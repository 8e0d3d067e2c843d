"""Pictures: the uses of media items in articles, each with its own words and its place in the text."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.media import MediaItem, MediaLicence
from articles.models.media_storage import make_renditions, media_upload_path
from portal.core import html
from portal.core.models import HistoryModel

SNAPSHOT_FIELDS = ("caption", "credit", "alt", "width", "height")
# Left out of the snapshot while blank, so that the hashes of texts from before they came stay the same
OPTIONAL_SNAPSHOT_FIELDS = ("key", "licence")
KEY_BYTES = 6
# What a new use takes over from its media item, where it is blank
INHERITED_FIELDS = ("caption", "credit", "licence", "alt")


def new_key() -> str:
    """A key by which the text of an article names one of its pictures."""
    return secrets.token_hex(KEY_BYTES)


class Picture(HistoryModel):
    """A picture of an article. The body places it with a figure that names its key.

    A picture that the body does not name stands above the text. File and words are copies of those of
    the media item, so that a signature covers them and a later change of the item does not alter them.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="pictures", verbose_name=_("article")
    )
    media = models.ForeignKey(
        MediaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("media item"),
    )
    key = models.CharField(
        _("key in the text"),
        max_length=32,
        blank=True,
        validators=[html.validate_figure_key],
    )
    file = models.ImageField(
        _("file"), upload_to=media_upload_path, width_field="width", height_field="height"
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
    licence = models.CharField(_("licence"), max_length=20, choices=MediaLicence, blank=True)
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
        constraints = [
            models.UniqueConstraint(
                fields=["article", "key"],
                condition=~Q(key=""),
                name="articles_picture_key_once_in_article",
            )
        ]

    def __str__(self):
        return self.caption or self.alt or gettext("picture without a caption")

    def make_renditions(self) -> None:
        """Store the smaller renditions of the stored file; call it whenever a new file is stored."""
        make_renditions(self.file.name)

    def show(self, item: MediaItem) -> None:
        """Show the file of a media item, with its words where this picture has none."""
        self.media = item
        self.file = item.file.name
        self.width = item.width
        self.height = item.height
        for name in INHERITED_FIELDS:
            if not getattr(self, name):
                setattr(self, name, getattr(item, name))

    def snapshot(self) -> dict:
        """The picture as plain data, for a version and its hash."""
        values = {name: getattr(self, name) for name in SNAPSHOT_FIELDS}
        for name in OPTIONAL_SNAPSHOT_FIELDS:
            if getattr(self, name):
                values[name] = getattr(self, name)
        return {"file": self.file.name, **values}
