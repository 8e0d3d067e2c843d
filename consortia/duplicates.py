"""Likely duplicates: proposed with a reason, decided by a person, not proposed again once distinct."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from consortia.matching import OrganisationLookup
from consortia.matching.conferences import ConferenceLookup
from consortia.models import Conference, DistinctPair, Organisation


class DistinctPairRefused(Exception):
    """Raised for a decision that cannot be stored; the message is the reason for the user."""


@dataclass(frozen=True)
class DuplicatePair:
    """Two records of a model that may be one, the older first, and why."""

    model: type[models.Model]
    one: int
    other: int
    names: tuple[str, str]
    reason: str

    @property
    def kind(self) -> str:
        """The name of their model."""
        return self.model._meta.model_name


def find_duplicates() -> list[DuplicatePair]:
    """The organisations and conferences that may be one, in a fixed number of queries."""
    return [
        *_undecided_pairs(Organisation, OrganisationLookup.load().duplicates()),
        *_undecided_pairs(Conference, ConferenceLookup.load().duplicates()),
    ]


def _undecided_pairs(model, duplicates) -> Iterator[DuplicatePair]:
    """Each pair of a record and one of its candidates once, without those marked as distinct."""
    skipped = set(DistinctPair.objects.pairs(model))
    for pk, name, candidates in duplicates:
        for candidate in candidates:
            pair = frozenset({pk, candidate.pk})
            if len(pair) < 2 or pair in skipped:
                continue
            skipped.add(pair)
            yield _build_pair(model, pk, name, candidate)


def _build_pair(model, pk, name, candidate) -> DuplicatePair:
    candidate_name = candidate.name or candidate.name_en
    (one, one_name), (other, other_name) = sorted([(pk, name), (candidate.pk, candidate_name)])
    return DuplicatePair(model, one, other, (one_name, other_name), candidate.reason)


def mark_distinct(one: models.Model, other: models.Model, *, by, why: str) -> DistinctPair:
    """Record that the two are distinct; an earlier decision on the pair stays as it is."""
    if type(one) is not type(other) or one.pk == other.pk:
        raise DistinctPairRefused(_("Name two records of one kind."))
    if not why.strip():
        raise DistinctPairRefused(_("Give a reason."))
    first, second = sorted([one.pk, other.pk])
    kind = ContentType.objects.get_for_model(one)
    values = {"by": by, "at": timezone.now(), "why": why.strip()}
    pair, _created = DistinctPair.objects.get_or_create(
        content_type=kind, one_id=first, other_id=second, defaults=values
    )
    return pair
