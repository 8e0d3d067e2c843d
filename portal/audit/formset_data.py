"""The rows of a formset, as a browser submits them."""

from dataclasses import dataclass, field

from django.http import QueryDict

MAX_ROWS = 2000  # in a formset; more are cut off
MAX_NUMBER_LENGTH = 5  # digits of a count or an index


@dataclass
class FormsetRow:
    """One row: name and value of its key (blank for a new row), its index, and its submitted values."""

    key_name: str
    key: str
    index: int
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_deleted(self) -> bool:
        """Whether the person ticked its removal."""
        return bool(self.values.get("DELETE"))

    def without_key(self) -> "FormsetRow":
        """Return the same row without its key."""
        return FormsetRow(self.key_name, "", self.index, {**self.values, self.key_name: [""]})


def read_rows(
    data: QueryDict, prefix: str, *, key: str
) -> tuple[list[FormsetRow], list[FormsetRow]]:
    """Return the rows that were stored when the form was opened, and the new ones.

    `key` is the name of the key field.
    """
    total = _row_count(data, f"{prefix}-TOTAL_FORMS")
    initial = _row_count(data, f"{prefix}-INITIAL_FORMS")
    rows = [FormsetRow(key, "", index) for index in range(total)]
    for name in data:
        index, field_name = _split_name(name, prefix)
        if field_name and _is_number(index) and int(index) < total:
            rows[int(index)].values[field_name] = data.getlist(name)
    for row in rows[:initial]:
        submitted_keys = row.values.get(key) or [""]
        row.key = submitted_keys[0]
    return rows[:initial], rows[initial:]


def write_rows(
    data: QueryDict, prefix: str, stored: list[FormsetRow], new: list[FormsetRow]
) -> None:
    """Replace the rows of the formset in the form data by these."""
    for name in list(data):
        index, _field_name = _split_name(name, prefix)
        if index.isdecimal():
            del data[name]
    for index, row in enumerate([*stored, *new]):
        values = dict(row.values)
        if index < len(stored):
            values[row.key_name] = [row.key]
        for name, texts in values.items():
            data.setlist(f"{prefix}-{index}-{name}", texts)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))


def _split_name(name: str, prefix: str) -> tuple[str, str]:
    """Return index and field name of “prefix-index-field”; blank strings for any other name."""
    if not name.startswith(f"{prefix}-"):
        return "", ""
    index, dash, field_name = name.removeprefix(f"{prefix}-").partition("-")
    return (index, field_name) if dash else ("", "")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MAX_NUMBER_LENGTH


def _row_count(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return min(int(text), MAX_ROWS) if _is_number(text) else 0
