"""A plan of what accepting a proposal writes: rows, the paragraphs they rest on, decisions on names."""

from dataclasses import dataclass, field

from django.db import models

RECORD_KEY = "record"  # of the row that the proposal is about


@dataclass(frozen=True)
class PlannedRef:
    """A row of the same plan, by its key."""

    key: str


@dataclass(frozen=True, kw_only=True)
class PlannedEvidence:
    """A quote of the article, for or against a field; a blank field means the row as a whole."""

    field: str
    paragraph: int | None
    quote: str
    supports: bool = True


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """A row to create, or one on record to complete.

    The evidence of `contradicted_fields` that supported the replaced value contradicts the new one.
    """

    key: str
    model: type[models.Model]
    pk: int | None = None
    values: dict[str, object] = field(default_factory=dict)
    sources: tuple[PlannedEvidence, ...] = ()
    contradicted_fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedNameDecision:
    """That a name means an organisation, or does not; stored with who decided so and why."""

    name: str
    organisation: int
    is_same: bool


@dataclass(frozen=True, kw_only=True)
class AcceptancePlan:
    """Everything that one decision writes; `record` is the key of the row that the proposal is about."""

    record: str
    rows: tuple[PlannedRow, ...]
    name_decisions: tuple[PlannedNameDecision, ...] = ()
