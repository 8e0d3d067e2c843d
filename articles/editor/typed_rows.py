"""The rows of a formset of a form that is being filled in, as they are typed; nothing is stored by this."""

from collections.abc import Iterator

from django.db.models import Model
from django.http import QueryDict

MAX_ROWS = 200
MAX_DIGITS = 18
MAX_TEXT = 10_000  # characters of a field that is shown

TypedRow = dict[str, str]


def typed_rows(data: QueryDict, prefix: str) -> list[TypedRow]:
    """The values of each row of the formset, by the names of its fields."""
    rows = []
    for index in range(min(read_number(data.get(f"{prefix}-TOTAL_FORMS")), MAX_ROWS)):
        start = f"{prefix}-{index}-"
        names = [name for name in data if name.startswith(start)]
        rows.append({name.removeprefix(start): data[name][:MAX_TEXT] for name in names})
    return rows


def match_rows(
    rows: list[TypedRow], stored: dict[int, Model]
) -> Iterator[tuple[Model | None, TypedRow]]:
    """The stored records that the form does not tell, then each row with its record or None; none deleted."""
    told = {read_number(row.get("id")) for row in rows}
    for key, record in stored.items():
        if key not in told:
            yield record, {}
    for row in rows:
        if not row.get("DELETE"):
            yield stored.get(read_number(row.get("id"))), row


def read_number(text: str | None) -> int:
    """The number that a form sent; 0 for anything else."""
    if text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text)
    return 0
