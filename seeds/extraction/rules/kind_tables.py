"""The choices of the models and the words by which they are told, out of `seeds/rules/lexicon-kinds.yaml`."""

import functools
import re
from dataclasses import dataclass

import yaml
from django.db import models

from consortia.models import (
    AgreementKind,
    ConferenceKind,
    ConferenceRoleType,
    ConsortiumKind,
    DocumentAction,
    DocumentKind,
    FigureBound,
    FigureSubject,
    MembershipRole,
    PartAction,
    SessionKind,
    TrainingBaseKind,
)
from consortia.models.consortium import Level
from seeds.extraction.rules.lexicon import RULES_DIR

KINDS_FILE = "lexicon-kinds.yaml"
# The choices of each table, and what holds where none of its words occurs
TABLES: dict[str, tuple[type[models.TextChoices], str]] = {
    "consortium_kind": (ConsortiumKind, ConsortiumKind.OTHER),
    "level": (Level, ""),
    "conference_kind": (ConferenceKind, ConferenceKind.OTHER),
    "agreement_kind": (AgreementKind, AgreementKind.OTHER),
    "base_kind": (TrainingBaseKind, TrainingBaseKind.OTHER),
    "document_kind": (DocumentKind, DocumentKind.OTHER),
    "document_action": (DocumentAction, ""),
    "office": (MembershipRole, MembershipRole.MEMBER),
    "bound": (FigureBound, FigureBound.EXACTLY),
}
# Of which choices the role of a rule is one, by the relation of the rule
ROLES_OF_RELATIONS: dict[str, type[models.TextChoices]] = {
    "role": ConferenceRoleType,
    "session": SessionKind,
    "part": PartAction,
    "document": DocumentAction,
    "figure": FigureSubject,
}


class UnknownChoice(Exception):
    """A code that is no choice of its model; the message says where it stands and which there are."""


@dataclass(frozen=True, kw_only=True)
class KindTable:
    """The patterns of choices in the order in which they are tried."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    default: str

    def classify(self, text: str) -> str:
        """Return the first choice whose words occur in a text, else the default."""
        for code, pattern in self.patterns:
            if pattern.search(text):
                return code
        return self.default


def check_choice(code: str, choices: type[models.TextChoices], where: str) -> None:
    """Raise UnknownChoice for a code that is none of the choices."""
    if code not in choices.values:
        known = ", ".join(choices.values)
        raise UnknownChoice(f"{where}: {code!r} is no {choices.__name__}; there are {known}")


@functools.cache
def kind_table(name: str) -> KindTable:
    """Return a table of choices; raise UnknownChoice for one with a code that its model has not."""
    return read_kind_table(name, _load_tables()[name])


def read_kind_table(name: str, rows: dict[str, list[str]]) -> KindTable:
    """Return the table of that name out of the patterns of each code."""
    choices, default = TABLES[name]
    for code in rows:
        check_choice(code, choices, f"{KINDS_FILE}: {name}")
    patterns = tuple((code, re.compile("|".join(words))) for code, words in rows.items())
    return KindTable(patterns=patterns, default=str(default))


@functools.cache
def _load_tables() -> dict[str, dict[str, list[str]]]:
    return yaml.safe_load((RULES_DIR / KINDS_FILE).read_text("utf-8"))
