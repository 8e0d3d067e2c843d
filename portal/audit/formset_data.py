"""The rows of a form's list, as a browser sends them."""

from dataclasses import dataclass, field

from django.http import QueryDict

MAX_ROWS = 2000  # as many as a form's list ever takes


@dataclass
class FormsetRow:
    """One row: the name and value of its key (blank for a new row), where it stands, and what was sent for it."""

    key_name: str
    key: str
    index: int
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_deleted(self) -> bool:
        """Whether the person ticked its removal."""
        return bool(self.values.get("DELETE"))

    def without_key(self) -> "FormsetRow":
        """The same row without its key."""
        return FormsetRow(self.key_name, "", self.index, {**self.values, self.key_name: [""]})


def read_rows(
    data: QueryDict, prefix: str, *, key: str
) -> tuple[list[FormsetRow], list[FormsetRow]]:
    """The rows that were stored when the form was opened, and the new ones."""
    total, initial = (_count(data, f"{prefix}-{name}_FORMS") for name in ("TOTAL", "INITIAL"))
    rows = [FormsetRow(key, "", place) for place in range(total)]
    for name in data:
        place, _dash, field_name = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and field_name and _is_place(place, total):
            rows[int(place)].values[field_name] = data.getlist(name)
    for row in rows[:initial]:
        row.key = (row.values.get(key) or [""])[0]
    return rows[:initial], rows[initial:]


def write_rows(
    data: QueryDict, prefix: str, stored: list[FormsetRow], new: list[FormsetRow]
) -> None:
    """Put these rows into the data in place of those that were there."""
    for name in [name for name in data if _belongs(name, prefix)]:
        del data[name]
    for place, row in enumerate([*stored, *new]):
        values = {**row.values, row.key_name: [row.key]} if place < len(stored) else row.values
        for name, texts in values.items():
            data.setlist(f"{prefix}-{place}-{name}", texts)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))


def _belongs(name, prefix):
    place, dash, _field_name = name.removeprefix(f"{prefix}-").partition("-")
    return name.startswith(f"{prefix}-") and bool(dash) and place.isdecimal()


def _is_place(text, total):
    return text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < total


def _count(data, name):
    text = data.get(name, "")
    return min(int(text), MAX_ROWS) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
