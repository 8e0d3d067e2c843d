"""Tags of our own: a topic has both names, an introduction and a page."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import GenericTaggedItemBase, TagBase

from portal.core.models import HistoryModel
from portal.core.names import localised


class Topic(TagBase, HistoryModel):
    """A tag; `name` is its Chinese name, as the tag library wants it filled, or the English one where there is no other."""

    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    introduction = models.TextField(_("introduction in Chinese"), blank=True)
    introduction_en = models.TextField(_("introduction in English"), blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def __str__(self):
        return localised(self)

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])

    def add_former_slug(self, slug: str) -> None:
        """Have the address of a former short name lead here; the present one needs no such entry."""
        TopicSlug.objects.filter(slug=self.slug).delete()
        TopicSlug.objects.update_or_create(slug=slug, defaults={"topic": self})


class TaggedArticle(GenericTaggedItemBase, HistoryModel):
    """That a record carries a topic; kept, so that a deleted record comes back with its topics."""

    tag = models.ForeignKey(Topic, models.CASCADE, related_name="items", verbose_name=_("topic"))

    class Meta:
        verbose_name = _("tagging")
        verbose_name_plural = _("taggings")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "tag"], name="articles_taggedarticle_once"
            )
        ]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"


class TopicSlug(models.Model):
    """A short name that a topic had: its address leads on to the present one for ever."""

    slug = models.SlugField(_("former short name"), max_length=100, unique=True, allow_unicode=True)
    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="former_slugs", verbose_name=_("topic")
    )

    class Meta:
        verbose_name = _("former short name of a topic")
        verbose_name_plural = _("former short names of topics")
        ordering = ("slug",)

    def __str__(self):
        return self.slug
