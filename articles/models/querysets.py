"""Querysets of articles: what the public may see, and the work lists of the editors."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils import timezone

from articles.models.review import (
    SIGNATURE_BY_STATUS,
    SIGNATURE_STAGES,
    UNDER_REVIEW,
    WITH_AUTHOR,
    ArticleStatus,
    Contribution,
    Review,
    ReviewStage,
)
from articles.models.user_limits import ColumnLimit
from articles.models.version import NOT_CANCELLED, Version, public_at

EXPIRING_WITHIN = timedelta(days=7)


class ArticleQuerySet(models.QuerySet):
    # For the public

    def with_live(self, *, at=None):
        """Join the version that is public at that moment (default: now) as `public_version`.

        The join serves filters, ordering and select_related, which also fills `Article.live`.
        """
        at = at or timezone.now()
        condition = public_at(at, path="versions__")
        return self.annotate(public_version=FilteredRelation("versions", condition=condition))

    def published(self, *, at=None):
        """The articles that the public may see at that moment (default: now).

        They are signed off, past their go-live moment, not expired and not withdrawn.
        """
        return self.with_live(at=at).filter(signed__isnull=False, public_version__isnull=False)

    def published_in(self, language: str, *, at=None):
        """Each work that is public at that moment once, in that language where it exists."""
        at = at or timezone.now()
        siblings = self.model.objects.published(at=at)
        siblings = siblings.filter(language=language, work=OuterRef("work"))
        return self.published(at=at).filter(Q(language=language) | ~Exists(siblings))

    def withdrawn(self, *, at=None):
        """The articles that were public once and then withdrawn, whatever their status is since."""
        once_public = Version.objects.filter(
            NOT_CANCELLED, article=OuterRef("pk"), public_from__lte=at or timezone.now()
        )
        return self.filter(Exists(once_public), signed__isnull=True)

    def neighbours(self, article):
        """The next newer and the next older article of its column (or None for each), in one query."""
        if article.column_id is None or article.listed_on is None:
            return None, None
        in_column = self.filter(column=article.column_id).exclude(work=article.work)
        same_day = Q(listed_on=article.listed_on)
        after = Q(listed_on__gt=article.listed_on) | same_day & Q(pk__gt=article.pk)
        before = Q(listed_on__lt=article.listed_on) | same_day & Q(pk__lt=article.pk)
        next_newer = in_column.filter(after).order_by("listed_on", "pk")
        next_older = in_column.filter(before).order_by("-listed_on", "-pk")
        newer = older = None
        for row in self.filter(_is_first_of(next_newer) | _is_first_of(next_older)):
            if (row.listed_on, row.pk) > (article.listed_on, article.pk):
                newer = row
            else:
                older = row
        return newer, older

    def for_pages(self):
        """Join what the page of an article shows of it."""
        return self.select_related("public_version__outlet", "column")

    def for_lists(self):
        """Join what a card shows; bodies and pictures are not loaded."""
        return self.for_pages().defer("body", "public_version__body", "public_version__pictures")

    # For the editors

    def with_status(self, *statuses: str):
        """The articles in one of these statuses, the longest in its status first."""
        return self.filter(status__in=statuses).order_by("since", "pk")

    def awaiting_review(self):
        """The articles that wait for a review, the longest waiting first."""
        return self.with_status(*UNDER_REVIEW)

    def visible_to(self, person):
        """The articles that the person may work on: in their columns if they are limited, else all."""
        return self.filter(ColumnLimit.objects.condition_for_model(person, self.model))

    def written_by(self, person):
        """The articles that the person wrote or changed in the present round."""
        return self.filter(Exists(_in_round(Contribution, person=person)))

    def in_progress_by(self, person):
        """The articles that the person wrote in this round and that are not signed off yet."""
        return self.written_by(person).with_status(*WITH_AUTHOR, *UNDER_REVIEW)

    def returned_to(self, person):
        """The articles that were returned to the person as one of their authors."""
        return self.written_by(person).with_status(ArticleStatus.RETURNED)

    def signable_by(self, person):
        """The articles that wait for this person's signature.

        The person has the right to sign their stage, may work in their column, and has neither
        written nor signed them in this round.
        """
        statuses = [
            status
            for status, (_stage, permission) in SIGNATURE_BY_STATUS.items()
            if person.has_perm(f"articles.{permission}")
        ]
        wrote = Exists(_in_round(Contribution, person=person))
        signed = Exists(_in_round(Review, person=person, stage__in=SIGNATURE_STAGES, is_void=False))
        return self.visible_to(person).with_status(*statuses).filter(~wrote, ~signed)

    def scheduled(self, *, at):
        """The signed articles whose go-live moment is still to come, the next first; annotated with `due`."""
        versions = Version.objects.scheduled(at=at).filter(article=OuterRef("pk"))
        moments = versions.order_by("public_from").values("public_from")
        signed = self.filter(signed__isnull=False).annotate(due=models.Subquery(moments[:1]))
        return signed.filter(due__isnull=False).order_by("due", "pk")

    def overdue(self, *, at):
        """The unsigned articles whose go-live moment has passed, the oldest moment first."""
        unsigned = self.with_status(*WITH_AUTHOR, *UNDER_REVIEW)
        return unsigned.filter(go_live__lte=at).order_by("go_live", "pk")

    def changed_since_signed(self):
        """The articles that were changed after a signature, and the corrections of public ones."""
        has_void_signatures = Exists(_in_round(Review, stage=ReviewStage.VOIDED))
        unsigned = self.with_status(*WITH_AUTHOR, *UNDER_REVIEW)
        return unsigned.filter(Q(signed__isnull=False) | has_void_signatures)

    def behind_original(self, *, at):
        """The public translations whose original was corrected since the version that they follow."""
        corrected = (
            Version.objects.public(at=at)
            .filter(
                article=OuterRef("translation_of"),
                number__gt=OuterRef("original_version__number"),
            )
            .exclude(text_hash=OuterRef("original_version__text_hash"))
        )
        return self.published(at=at).filter(Exists(corrected)).order_by("pk")

    def with_pending_list_date(self):
        """The articles whose list date changes when their signed version becomes public."""
        pending = self.filter(listed_next__isnull=False, signed__isnull=False)
        return pending.order_by("listed_next", "pk")

    def expiring_soon(self, *, at):
        """The public articles that expire within a week, the next first; annotated with `ends`."""
        soon = self.published(at=at).filter(public_version__public_until__lte=at + EXPIRING_WITHIN)
        return soon.annotate(ends=F("public_version__public_until")).order_by("ends", "pk")


def _is_first_of(queryset) -> Q:
    """The condition to be the first row of the queryset, as a subquery."""
    return Q(pk=models.Subquery(queryset.values("pk")[:1]))


def _in_round(model, **conditions):
    """The rows of the outer query's article in its present round."""
    return model.objects.filter(article=OuterRef("pk"), round=OuterRef("round"), **conditions)
