"""The kinds of records that have several organisations each: their models and the names of their fields."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from consortia.models import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    BasePartner,
    SheetKind,
    TrainingBase,
    TrainingBaseStatus,
)
from consortia.sheets.agreements import PARTY
from consortia.sheets.headings import load_words
from consortia.sheets.training_bases import AWARDER, PARTNER


@dataclass(frozen=True)
class RecordKind:
    """How records of one kind and their parts are kept.

    `parts` is the relation to the part rows, `parent` the way back; `part_target` says which organisations
    of a row become parts; `part_identity` are the part's fields that tell two parts of one organisation
    apart. `columns` has the field of each column that is not called like it. `closed` is the status of a
    record that is over; `part_column` says in which column a part stands.
    """

    kind: str
    model: type[models.Model]
    part_model: type[models.Model]
    parts: str
    parent: str
    part_target: str
    titles: tuple[str, str]
    dated: str
    columns: dict[str, str]
    closed: str
    part_column: Callable[[models.Model], str]
    part_identity: tuple[str, ...] = ()
    body_fields: tuple[str, ...] = ()  # fields of the record itself that hold an organisation

    def field_of(self, column: str) -> str:
        """The field that a column fills."""
        return self.columns.get(column, column)

    @property
    def fields(self) -> frozenset[str]:
        """All fields of the record."""
        return frozenset(field.name for field in self.model._meta.concrete_fields)


def _column_of_partner(partner: BasePartner) -> str:
    return partner.role


def _column_of_party(party: AgreementParty) -> str:
    """The column of the party's side, or the one of all parties that are on none."""
    return f"party {party.side}" if party.side in load_words("agreements")["sides"] else "parties"


BASES = RecordKind(
    kind=SheetKind.TRAINING_BASES,
    model=TrainingBase,
    part_model=BasePartner,
    parts="partners",
    parent="base",
    part_target=PARTNER,
    titles=("name", "name_en"),
    dated="unveiled_on",
    columns={
        "title": "name",
        "title_en": "name_en",
        "dated": "unveiled_on",
        "region_code": "region",
        "signed_at": "unveiled_at",
    },
    closed=TrainingBaseStatus.CLOSED,
    part_column=_column_of_partner,
    part_identity=("role",),
    body_fields=(AWARDER,),
)
AGREEMENTS = RecordKind(
    kind=SheetKind.AGREEMENTS,
    model=Agreement,
    part_model=AgreementParty,
    parts="parties",
    parent="agreement",
    part_target=PARTY,
    titles=("title", "title_en"),
    dated="signed_on",
    columns={"dated": "signed_on", "signed_at": "conference"},
    closed=AgreementStatus.ENDED,
    part_column=_column_of_party,
)
