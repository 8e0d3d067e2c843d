"""Records that may be one: proposed with the reason, decided by a person, and not proposed again where they are two."""

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
    """A decision that cannot be remembered; the message says why."""


@dataclass(frozen=True)
class DuplicatePair:
    """Two records of a kind that may be one, the older first, and why."""

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
    """The organisations and conferences that may be one; a fixed number of queries, each name looked at once."""
    return [
        *_undecided(Organisation, OrganisationLookup.load().duplicates()),
        *_undecided(Conference, ConferenceLookup.load().duplicates()),
    ]


def _undecided(model, candidates) -> Iterator[DuplicatePair]:
    """The pairs out of each record's candidates that nobody said are two."""
    decided, seen = DistinctPair.objects.pairs(model), set()
    for pk, name, found in candidates:
        for other in found:
            pair = frozenset({pk, other.pk})
            if len(pair) == 2 and pair not in decided and pair not in seen:
                seen.add(pair)
                sides = sorted([(pk, name), (other.pk, other.name or other.name_en)])
                yield DuplicatePair(
                    model, sides[0][0], sides[1][0], (sides[0][1], sides[1][1]), other.reason
                )


def mark_distinct(one: models.Model, other: models.Model, *, by, why: str) -> DistinctPair:
    """Remember that the two are two; whoever said so first stays."""
    if type(one) is not type(other) or one.pk == other.pk:
        raise DistinctPairRefused(_("Name two records of one kind."))
    if not why.strip():
        raise DistinctPairRefused(_("Give a reason."))
    first, second = sorted([one.pk, other.pk])
    kind = ContentType.objects.get_for_model(one)
    values = {"by": by, "at": timezone.now(), "why": why.strip()}
    return DistinctPair.objects.get_or_create(
        content_type=kind, one_id=first, other_id=second, defaults=values
    )[0]
