"""Topics: tags with names and introductions in both languages, and a page of their own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import GenericTaggedItemBase, TagBase

from portal.core.models import HistoryModel
from portal.core.names import localised


class Topic(TagBase, HistoryModel):
    """A tag; `name`, which the tag library requires, is the Chinese name, else the English one."""

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
        """Redirect the address of a former slug here; an entry for the present slug is removed."""
        TopicSlug.objects.filter(slug=self.slug).delete()
        TopicSlug.objects.update_or_create(slug=slug, defaults={"topic": self})


class TaggedArticle(GenericTaggedItemBase, HistoryModel):
    """A topic of a record; it has history, so that a deleted record is restored with its topics."""

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
    """A former slug of a topic: its address redirects to the present one for good."""

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
