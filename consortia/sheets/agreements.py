"""The agreements in a spreadsheet, with their parties and signatories."""

import re
from dataclasses import replace
from functools import cache, partial

from django.utils.translation import gettext as _

from consortia.models import AgreementKind
from consortia.sheets.cell_values import Cell, read_date
from consortia.sheets.choices import guess_by_ending, read_choice
from consortia.sheets.columns import SheetColumns
from consortia.sheets.headings import HeadingWords, load_words
from consortia.sheets.listed_names import split_names
from consortia.sheets.record_rows import (
    RecordRow,
    RecordSheet,
    read_parts,
    read_records,
    read_title,
)
from consortia.sheets.remarks import SpreadsheetRemark
from consortia.sheets.workbook import Sheet, SheetRow, read_sheet, read_sheet_text

PARTY = "party"
CHOICE_COLUMNS = {"kind": "agreement_kind", "status": "agreement_status"}
TEXTS = ("promises", "promises_en")
LOOKUPS = ("signed_at",)
# A signatory with the post: 某某（院长）, 某某 院长
PERSON_AND_POST = re.compile(
    r"(?P<person>[^（()）]{2,40}?)\s*[（(](?P<post>[^（()）]+)[)）]"
    r"|(?P<name>[\u3400-\u9fff·]{2,8})\s+(?P<office>\S*(?:长|书记|经理|主任|总裁|主席|教授|总监|代表|处|会计师|工程师))"
)


def read_agreements(data: bytes, *, name: str = "") -> RecordSheet:
    """The agreements in a file called `name`; raises SheetRefused for one that cannot be read at all."""
    return _read(read_sheet(data, heading_score=agreement_words().score))


def read_agreements_text(text: str) -> RecordSheet:
    """The agreements in a table given as text; raises SheetRefused as `read_agreements` does."""
    return _read(read_sheet_text(text, heading_score=agreement_words().score))


def _read(sheet: Sheet) -> RecordSheet:
    return read_records(sheet, agreement_words(), _read_row)


@cache
def agreement_words() -> HeadingWords:
    """The headings of a list of agreements."""
    return HeadingWords.load("agreements")


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
        values["signed_on"] = collect("dated", read_date, cells["dated"])
    parts = (*_sided_parties(columns, row), *_listed_parties(columns, row, faults))
    return RecordRow(
        row.line,
        title,
        title_en,
        values={name: value for name, value in values.items() if value},
        defaults={"kind": guess_by_ending("agreement_kind", title) or AgreementKind.OTHER.value},
        lookups={
            column: cells[column].text
            for column in LOOKUPS
            if column in cells and cells[column].text
        },
        parts=parts,
        row_key=cells["row_key"].text if "row_key" in cells else "",
    )


def _sided_parties(columns: SheetColumns, row: SheetRow):
    """The parties of columns such as 甲方 and 乙方, each with its signatory."""
    cells = columns.cells(row)
    for side in load_words("agreements")["sides"]:
        if f"party {side}" not in cells:
            continue
        signatory = _text(cells, f"signatory {side}") or columns.text_behind(
            row, f"party {side}", "signatory"
        )
        post = _text(cells, f"post {side}") or columns.text_behind(row, f"party {side}", "post")
        person = {**_blanks(cells, side), **_person(signatory, post)}
        for place, part in enumerate(read_parts(cells[f"party {side}"], PARTY, side=side)):
            said = person if place == 0 else {}
            yield replace(part, values={**part.values, **said})


def _blanks(cells, side) -> dict[str, str]:
    """The fields of the signatory of which the cell is there and empty."""
    return {
        name: ""
        for column in ("signatory", "post")
        if f"{column} {side}" in cells and not cells[f"{column} {side}"].text
        for name in (column, f"{column}_en")
    }


def _listed_parties(columns: SheetColumns, row: SheetRow, faults):
    """The parties of a column that holds all of them, with the signatories of another, one for each."""
    cells = columns.cells(row)
    if "parties" not in cells:
        return
    parts = list(read_parts(cells["parties"], PARTY))
    has_sides = any(column.startswith("party ") for column in cells)
    signatories = [] if has_sides else _texts(cells.get("signatory", Cell("")))
    posts = [] if has_sides else _texts(cells.get("post", Cell("")))
    if signatories and len(signatories) != len(parts):
        faults.append(
            SpreadsheetRemark(
                _("%(signatories)d signatories stand beside %(parties)d parties.")
                % {"signatories": len(signatories), "parties": len(parts)},
                line=row.line,
            )
        )
        return
    for place, part in enumerate(parts):
        post = posts[place] if len(posts) == len(parts) else ""
        person = _person(signatories[place], post) if signatories else {}
        yield replace(part, values=person)


def _texts(cell: Cell) -> list[str]:
    return [name.text for name in split_names(cell)]


def _person(text: str, post: str) -> dict[str, str]:
    """Name and post of a signatory, in the language in which they are written."""
    match = PERSON_AND_POST.fullmatch(text)
    if match and not post:
        text, post = match["person"] or match["name"], match["post"] or match["office"]
    said = {"signatory": text.strip(), "post": post.strip()}
    return {
        f"{name}_en" if value.isascii() else name: value for name, value in said.items() if value
    }


def _text(cells, column) -> str:
    return cells[column].text if column in cells else ""
