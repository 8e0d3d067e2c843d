"""What a clerk decided on an uploaded sheet: whom names mean, which changes to take, what else to do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

# The choices for a name besides the key of an organisation
NEW = "new"
OUT = "out"
# The choices for a row that differs from what stands
KEEP = "keep"
CHANGE = "change"
ADD = "add"
# The choices for a record that the sheet does not have, besides KEEP
END = "end"
REMOVE = "remove"
CLOSE = "close"

NAME_PREFIX = "name-"
CHANGE_PREFIX = "change-"
MISSING_PREFIX = "missing-"


@dataclass(frozen=True)
class SheetDecisions:
    """The choices by the key of a name, the key of a row, and the key of a missing record.

    `ended_on` is the day for all records that end; `without_faulty` says that the rest goes in without
    the rows that have faults.
    """

    names: dict[str, str] = field(default_factory=dict)
    changes: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    ended_on: str = ""
    without_faulty: bool = False

    @classmethod
    def from_post(cls, data: Mapping[str, str]) -> "SheetDecisions":
        """The choices of the posted form; a NUL, which PostgreSQL does not store, is dropped."""
        data = {name.replace("\0", ""): value.replace("\0", "") for name, value in data.items()}
        return cls(
            names=_with_prefix(data, NAME_PREFIX),
            changes=_with_prefix(data, CHANGE_PREFIX),
            missing=_with_prefix(data, MISSING_PREFIX),
            ended_on=data.get("ended_on", "").strip(),
            without_faulty=bool(data.get("without_faulty")),
        )

    @classmethod
    def from_json(cls, data: Mapping) -> "SheetDecisions":
        """The choices as an import stores them."""
        return cls(**data)

    def as_json(self) -> dict:
        """The choices for an import to store."""
        return asdict(self)


def _with_prefix(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value for name, value in data.items() if name.startswith(prefix)
    }
