"""What has to hold between the fields of a fact of a kind, beyond each by itself."""

from collections.abc import Callable

from seeds.extraction.relations.offices import classify_office
from seeds.second_reader.answer_parsing import ReadingRefused

MIN_PARTIES = 2


def is_filled(value: object) -> bool:
    """Whether a field, or anything in it, is known."""
    if isinstance(value, dict):
        return any(map(is_filled, value.values()))
    return value is not None and value not in ("", [])


def _check_office(fields: dict) -> None:
    """Refuse an office that its own words do not say; the code alone could be made up."""
    if fields["role"] == "lead":
        raise ReadingRefused("membership of a lead, which belongs to its consortium")
    if classify_office(fields["wording"]) != fields["role"]:
        raise ReadingRefused("membership whose wording is that of another office")


def _check_parties(fields: dict) -> None:
    """Refuse an agreement of one party; blank the body of a signatory that is no party."""
    if len(fields["parties"]) < MIN_PARTIES:
        raise ReadingRefused("agreement with a single party that stands in a quote")
    for signatory in fields["signatories"]:
        if signatory["organisation"] not in fields["parties"]:
            signatory["organisation"] = ""


def _add_hosts(fields: dict) -> None:
    """Make each host a partner too, and each partner in the role of a host a host."""
    hosts = fields["hosts"]
    rows = fields["partners"]
    named = [row["organisation"] for row in rows if row["role"] == "host"]
    fields["hosts"] = list(dict.fromkeys([*hosts, *named]))
    known = {row["organisation"] for row in rows}
    fields["partners"] = [
        *({"organisation": name, "role": "host"} for name in hosts if name not in known),
        *rows,
    ]


CHECKS_OF_KINDS: dict[str, Callable[[dict], None]] = {
    "membership": _check_office,
    "agreement": _check_parties,
    "training_base": _add_hosts,
}
