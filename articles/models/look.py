"""Which text a reviewer saw last, so that the review page shows what changed since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewLookQuerySet(models.QuerySet):
    def record(self, article, *, by, text_hash: str, at) -> None:
        """Note that the person sees this text now."""
        self.update_or_create(
            article=article, person=by, text_hash=text_hash, defaults={"moment": at}
        )

    def last_of_other_text(self, article, *, by, text_hash: str):
        """The person's last look at another text of the article, or None."""
        looks = self.filter(article=article, person=by).exclude(text_hash=text_hash)
        return looks.order_by("moment").last()


class ReviewLook(models.Model):
    """A text of an article, by its hash, and when a person last saw it on the review page."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="looks", verbose_name=_("article")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    moment = models.DateTimeField(_("moment"))

    objects = ReviewLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at a text")
        verbose_name_plural = _("looks at texts")
        ordering = ("moment", "pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person", "text_hash"], name="articles_reviewlook_once"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.article}"
