"""The people of a page under the roles that it prints, and the labels that it leaves blank."""

from articles.printed_roles import PrintedRole
from seeds.pages.label_values import BLANK_LABEL
from seeds.pages.parsed_page import MetadataField, NameUnderRole
from seeds.reading.labels import EDITOR


def find_printed_roles(fields: tuple[MetadataField, ...]) -> tuple[PrintedRole, ...]:
    """Return each role as printed with its people, in the order of the page."""
    names: dict[str, dict[str, None]] = {}
    for person in _people(fields):
        names.setdefault(person.label, {})[person.name] = None
    return tuple(PrintedRole(label, tuple(people)) for label, people in names.items())


def find_blank_labels(fields: tuple[MetadataField, ...]) -> tuple[str, ...]:
    """Return the labels that are printed without a value, each once, and nowhere with one."""
    filled = {person.label for person in _people(fields)}
    blank = dict.fromkeys(str(label) for role, label in fields if role == BLANK_LABEL)
    return tuple(label for label in blank if label not in filled)


def _people(fields: tuple[MetadataField, ...]) -> list[NameUnderRole]:
    return [value for role, value in fields if role == EDITOR and isinstance(value, NameUnderRole)]
