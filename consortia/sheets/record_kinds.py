"""The kinds of records that have several organisations each: their models and the names of their fields."""

from dataclasses import dataclass

from django.db import models

from consortia.models import Agreement, AgreementParty, BasePartner, SheetKind, TrainingBase
from consortia.sheets.agreements import PARTY
from consortia.sheets.training_bases import AWARDER, PARTNER


@dataclass(frozen=True)
class RecordKind:
    """How records of one kind and their parts are kept.

    `parts` is the relation to the part rows, `parent` the way back; `part_target` says which organisations
    of a row become parts; `part_identity` are the part's fields that tell two parts of one organisation
    apart. `columns` has the field of each column that is not called like it.
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
    part_identity: tuple[str, ...] = ()
    body_fields: tuple[str, ...] = ()  # fields of the record itself that hold an organisation

    def field_of(self, column: str) -> str:
        """The field that a column fills."""
        return self.columns.get(column, column)

    @property
    def fields(self) -> frozenset[str]:
        """All fields of the record."""
        return frozenset(field.name for field in self.model._meta.concrete_fields)


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
)
