"""Likely duplicates among the records, and the decision that a pair is distinct."""

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
    """A pair of likely duplicates (the primary keys, smaller first), with names and reason."""

    model: type[models.Model]
    one: int
    other: int
    names: tuple[str, str]
    reason: str

    @property
    def kind(self) -> str:
        """The model name of both records."""
        return self.model._meta.model_name


def find_duplicates() -> list[DuplicatePair]:
    """Find likely duplicate organisations and conferences, in a fixed number of queries."""
    return [
        *_undecided_pairs(Organisation, OrganisationLookup.load().duplicates()),
        *_undecided_pairs(Conference, ConferenceLookup.load().duplicates()),
    ]


def _undecided_pairs(model, duplicates) -> Iterator[DuplicatePair]:
    """Yield each pair of a record and a candidate once, without pairs marked as distinct."""
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
    (first_pk, first_name), (second_pk, second_name) = sorted(
        [(pk, name), (candidate.pk, candidate_name)]
    )
    return DuplicatePair(model, first_pk, second_pk, (first_name, second_name), candidate.reason)


def mark_distinct(first: models.Model, second: models.Model, *, by, why: str) -> DistinctPair:
    """Store the decision that two records are distinct; an existing decision is returned unchanged.

    Raises DistinctPairRefused for records of different models, the same record, or a blank reason.
    """
    if type(first) is not type(second) or first.pk == second.pk:
        raise DistinctPairRefused(_("Name two records of one kind."))
    if not why.strip():
        raise DistinctPairRefused(_("Give a reason."))
    first_pk, second_pk = sorted([first.pk, second.pk])
    kind = ContentType.objects.get_for_model(first)
    values = {"by": by, "at": timezone.now(), "why": why.strip()}
    pair, _created = DistinctPair.objects.get_or_create(
        content_type=kind, one_id=first_pk, other_id=second_pk, defaults=values
    )
    return pair
