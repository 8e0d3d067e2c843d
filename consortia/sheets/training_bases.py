"""The training bases in a spreadsheet, with their partners."""

from functools import cache, partial

from consortia.models import BasePartnerRole, TrainingBaseKind, TrainingBaseNature
from consortia.sheets.cell_values import read_date, read_term
from consortia.sheets.choices import guess_by_ending, read_choice
from consortia.sheets.columns import SheetColumns
from consortia.sheets.headings import HeadingWords
from consortia.sheets.record_rows import (
    RecordPart,
    RecordRow,
    RecordSheet,
    read_parts,
    read_records,
    read_title,
)
from consortia.sheets.workbook import SheetRow, read_sheet, read_sheet_text

PARTNER = "partner"
AWARDER = "awarded_by"
# The columns of choices, and which choice each is
CHOICE_COLUMNS = {
    "kind": "training_base_kind",
    "nature": "training_base_nature",
    "status": "training_base_status",
    "level": "level",
}
LOOKUPS = ("region", "region_code", "industry", "signed_at")
TEXTS = ("contact", "contact_en")


def read_training_bases(data: bytes, *, name: str = "") -> RecordSheet:
    """The bases in a file called `name`; raises SheetRefused for one that cannot be read at all."""
    return read_records(read_sheet(data, heading_score=base_words().score), base_words(), _read_row)


def read_training_bases_text(text: str) -> RecordSheet:
    """The bases in a table given as text; raises SheetRefused as `read_training_bases` does."""
    sheet = read_sheet_text(text, heading_score=base_words().score)
    return read_records(sheet, base_words(), _read_row)


@cache
def base_words() -> HeadingWords:
    """The headings of a list of bases."""
    return HeadingWords.load("training_bases")


def _read_row(columns: SheetColumns, row: SheetRow, faults) -> RecordRow:
    cells = columns.cells(row)
    collect = partial(columns.collect, faults, row)
    title, title_en = read_title(cells, row, faults)
    values = {
        column: collect(column, read_choice, choice, cells[column].text)
        for column, choice in CHOICE_COLUMNS.items()
        if column in cells
    }
    values.update({column: cells[column].text for column in TEXTS if column in cells})
    if "dated" in cells:
        values["unveiled_on"] = collect("dated", read_date, cells["dated"])
    if "valid_until" in cells:
        first, last = collect("valid_until", read_term, cells["valid_until"]) or ("", "")
        values["valid_until"] = last or first
    parts = tuple(_parts(cells))
    return RecordRow(
        row.line,
        title,
        title_en,
        values={name: value for name, value in values.items() if value},
        defaults=_defaults(title or title_en, parts),
        lookups={
            column: cells[column].text
            for column in LOOKUPS
            if column in cells and cells[column].text
        },
        parts=parts,
        row_key=cells["row_key"].text if "row_key" in cells else "",
    )


def _parts(cells):
    for role in BasePartnerRole.values:
        if role in cells:
            yield from read_parts(cells[role], PARTNER, role=role)
    if AWARDER in cells:
        yield from read_parts(cells[AWARDER], AWARDER)


def _defaults(name: str, parts: tuple[RecordPart, ...]) -> dict[str, str]:
    """Kind and nature of a new base whose row says neither: by the end of its name and by its awarder."""
    is_awarded = any(part.target == AWARDER for part in parts)
    nature = TrainingBaseNature.TITLE if is_awarded else TrainingBaseNature.BODY
    return {
        "kind": guess_by_ending("training_base_kind", name) or TrainingBaseKind.OTHER.value,
        "nature": nature.value,
    }
