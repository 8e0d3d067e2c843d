"""What accepting a proposal would write: rows, the paragraphs that they rest on, and what is remembered of names."""

from dataclasses import dataclass, field

from django.db import models


@dataclass(frozen=True)
class PlannedRef:
    """A row of the same plan, by its key."""

    key: str


@dataclass(frozen=True, kw_only=True)
class PlannedEvidence:
    """Words of the article, for or against a field; a blank field means the row as a whole."""

    field: str
    paragraph: int | None
    quote: str
    supports: bool = True


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """A row to make, or one on record to complete; `turned` are the fields whose former sources now speak against them."""

    key: str
    model: type[models.Model]
    pk: int | None = None
    values: dict[str, object] = field(default_factory=dict)
    sources: tuple[PlannedEvidence, ...] = ()
    contradicted_fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedNameDecision:
    """That a name means an organisation, or does not; remembered with who said so and why."""

    name: str
    organisation: int
    is_same: bool


@dataclass(frozen=True, kw_only=True)
class AcceptancePlan:
    """Everything that one decision writes; `record` is the key of the row that the proposal is about."""

    record: str
    rows: tuple[PlannedRow, ...]
    name_decisions: tuple[PlannedNameDecision, ...] = ()
