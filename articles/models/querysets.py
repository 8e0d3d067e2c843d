"""Which articles: those that the public may see, and those that wait for somebody."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils import timezone

from articles.models.limits import ColumnLimit
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
from articles.models.version import NOT_CANCELLED, Version, public_at

EXPIRING_WITHIN = timedelta(days=7)


class ArticleQuerySet(models.QuerySet):
    # For the public

    def with_live(self, *, at=None):
        """Each with the version that is public at that moment (now) as `live`, for filters and select_related."""
        at = at or timezone.now()
        return self.annotate(
            live=FilteredRelation("versions", condition=public_at(at, path="versions__"))
        )

    def published(self, *, at=None):
        """What the public may see at that moment (now): signed off, gone live, not expired, not withdrawn."""
        return self.with_live(at=at).filter(signed__isnull=False, live__isnull=False)

    def published_in(self, language: str):
        """Each public work once: in that language where it exists, else in the other."""
        siblings = self.model.objects.published().filter(language=language, work=OuterRef("work"))
        return self.published().filter(Q(language=language) | ~Exists(siblings))

    def withdrawn(self, *, at=None):
        """What the public could see once and was then withdrawn, whatever the desk does with it since."""
        seen = Version.objects.filter(
            NOT_CANCELLED, article=OuterRef("pk"), public_from__lte=at or timezone.now()
        )
        return self.filter(Exists(seen), signed__isnull=True)

    def neighbours(self, article):
        """Of these, what stands before and after it in its column, in the order of the lists: the newer and the older one."""
        if article.column_id is None or article.listed_on is None:
            return None, None
        shelf = self.filter(column=article.column_id).exclude(work=article.work)
        day, same = article.listed_on, Q(listed_on=article.listed_on)
        newer = shelf.filter(Q(listed_on__gt=day) | same & Q(pk__gt=article.pk)).order_by(
            "listed_on", "pk"
        )
        older = shelf.filter(Q(listed_on__lt=day) | same & Q(pk__lt=article.pk)).order_by(
            "-listed_on", "-pk"
        )
        firsts = [Q(pk=models.Subquery(side.values("pk")[:1])) for side in (newer, older)]
        found = {
            (each.listed_on, each.pk) > (day, article.pk): each
            for each in self.filter(firsts[0] | firsts[1])
        }
        return found.get(True), found.get(False)

    def for_pages(self):
        """With what the page of an article shows of it, in one query."""
        return self.select_related("live__outlet", "column")

    def for_lists(self):
        """With what a card shows: the texts themselves and their pictures stay unread."""
        return self.for_pages().defer("body", "live__body", "live__pictures")

    # For the desk

    def with_status(self, *statuses: str):
        """The articles in one of these statuses, the one that has stood there longest first."""
        return self.filter(status__in=statuses).order_by("since", "pk")

    def awaiting_review(self):
        """The articles that wait for a review, the one that has waited longest first."""
        return self.with_status(*UNDER_REVIEW)

    def visible_to(self, person):
        """The articles in the columns of a person who is limited to some; else all."""
        return self.filter(ColumnLimit.objects.condition_for(person, path="column"))

    def written_by(self, person):
        """What the person wrote or changed in the present round."""
        return self.filter(Exists(_in_round(Contribution, person=person)))

    def in_progress_by(self, person):
        """What the person works on: written in this round, with its author or under review."""
        return self.written_by(person).with_status(*WITH_AUTHOR, *UNDER_REVIEW)

    def returned_to(self, person):
        """What came back to the person as one of its authors."""
        return self.written_by(person).with_status(ArticleStatus.RETURNED)

    def signable_by(self, person):
        """What waits for this person: a stage of their right, in their columns, neither written nor signed by them."""
        stages = [
            status
            for status, (_stage, right) in SIGNATURE_BY_STATUS.items()
            if person.has_perm(f"articles.{right}")
        ]
        wrote = Exists(_in_round(Contribution, person=person))
        signed = Exists(_in_round(Review, person=person, stage__in=SIGNATURE_STAGES, is_void=False))
        return self.visible_to(person).with_status(*stages).filter(~wrote, ~signed)

    def scheduled(self, *, at):
        """What is signed and waits for its moment, the next first."""
        waits = (
            Version.objects.scheduled(at=at).filter(article=OuterRef("pk")).order_by("public_from")
        )
        due = models.Subquery(waits.values("public_from")[:1])
        return (
            self.filter(signed__isnull=False)
            .annotate(due=due)
            .filter(due__isnull=False)
            .order_by("due", "pk")
        )

    def overdue(self, *, at):
        """What was to be public by that moment and is not signed, the oldest first."""
        late = self.with_status(*WITH_AUTHOR, *UNDER_REVIEW).filter(go_live__lte=at)
        return late.order_by("go_live", "pk")

    def changed_since_signed(self):
        """What was changed after somebody signed it: signatures void in this round, or a correction of a public text."""
        void = Exists(_in_round(Review, stage=ReviewStage.VOIDED))
        return self.with_status(*WITH_AUTHOR, *UNDER_REVIEW).filter(Q(signed__isnull=False) | void)

    def with_pending_list_date(self):
        """What stands in lists by the day of a text that another one replaces at its moment."""
        return self.filter(listed_next__isnull=False, signed__isnull=False).order_by(
            "listed_next", "pk"
        )

    def expiring_soon(self, *, at):
        """What is public and expires within a week, the next first."""
        ends = F("live__public_until")
        soon = self.published(at=at).filter(live__public_until__lte=at + EXPIRING_WITHIN)
        return soon.annotate(ends=ends).order_by("ends", "pk")


def _in_round(model, **conditions):
    """The rows that hang on the article of the outer query in its present round."""
    return model.objects.filter(article=OuterRef("pk"), round=OuterRef("round"), **conditions)
