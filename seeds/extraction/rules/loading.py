"""Rules as data: read once, checked, and known by a hash."""

import functools
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from seeds.extraction.rules.kind_tables import (
    ROLES_OF_RELATIONS,
    UnknownChoice,
    check_choice,
)
from seeds.extraction.rules.lexicon import RULES_DIR

REQUIRED_KEYS = frozenset({"id", "relation", "trigger"})
PATTERN_KEYS = ("trigger", "skip", "gap", "forbid")
PLAIN_KEYS = ("id", "relation", "slot", "role", "confidence", "people", "strict", "reads")
RULE_KEYS = frozenset({*PATTERN_KEYS, *PLAIN_KEYS, "examples"})
SLOTS = frozenset({"by", "before", "after", "under", "named", "none"})
PHRASES = "phrases"  # what a rule reads whose trigger speaks of noun phrases, not of words alone
ANAPHORIC_ROLE = "told"  # of rules for "the units above" or "this base", named before the trigger
CLAUSE_ROLE = "clause"  # of rules whose trigger calls the reader of whole clauses
TABLE_ROLE = "table"  # of rules whose trigger stands in the headings of a table
ROWS_ROLE = "rows"  # of rules whose trigger stands in the row of a table without headings
PHRASE_REFERENCE = re.compile(r"<<([\w.]+)>>")
# Words that other rules look for; they make no facts of their own.
GUARD_RELATIONS = frozenset({"held", "plan", "later", "witness"})
RELATIONS = GUARD_RELATIONS | {
    "agreement",
    "appointment",
    "attendance",
    "consortium",
    "document",
    "event",
    "figure",
    "lead",
    "membership",
    "part",
    "role",
    "session",
    "theme",
    "training_base",
    "venue",
}


class RuleRefused(Exception):
    """A rule that cannot be used; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class RuleExample:
    """A sentence and the names that the rule must extract; none in a negative example."""

    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A trigger, and the slot in which its names stand.

    Between them may stand what `gap` allows, and unless the rule is `strict` all that the general gap of the
    language does (`rules.gaps`).
    """

    id: str
    relation: str
    trigger: re.Pattern[str]
    slot: str = "none"
    role: str = ""
    skip: re.Pattern[str] | None = None
    gap: re.Pattern[str] | None = None
    forbid: re.Pattern[str] | None = None
    confidence: float = 0.6
    people: bool = False
    strict: bool = False
    reads: str = ""
    examples: tuple[RuleExample, ...] = field(default=())

    @functools.cached_property
    def language(self) -> str:
        """The language of the sentences that the rule reads."""
        return self.id.partition(".")[0]


@functools.cache
def load_rules(folder: Path = RULES_DIR) -> tuple[Rule, ...]:
    """Return the rules of a folder.

    Raise RuleRefused for a rule that cannot be used and for two rules of one id.
    """
    rules: list[Rule] = []
    for path in _rule_files(folder):
        rows = yaml.safe_load(path.read_text("utf-8"))
        rules += [parse_rule(row, path.name) for row in rows]
    counts = Counter(rule.id for rule in rules)
    duplicates = sorted(rule_id for rule_id, count in counts.items() if count > 1)
    if duplicates:
        raise RuleRefused(f"{', '.join(duplicates)}: named twice")
    return tuple(rules)


def rule_ids() -> frozenset[str]:
    """Return the ids of all rules; a proposal's rule is one of them."""
    return frozenset(rule.id for rule in load_rules())


@functools.cache
def extraction_rules() -> tuple[Rule, ...]:
    """Return the rules that make facts."""
    return tuple(rule for rule in load_rules() if rule.relation not in GUARD_RELATIONS)


@functools.cache
def rules_for_relation(relation: str, language: str) -> tuple[Rule, ...]:
    """Return the rules of a relation in a language."""
    return tuple(
        rule for rule in load_rules() if rule.relation == relation and rule.language == language
    )


@functools.cache
def trigger_pattern(relation: str, language: str) -> re.Pattern[str]:
    """Return the pattern that finds any trigger of a relation's rules in the words of a sentence."""
    rules = [rule for rule in rules_for_relation(relation, language) if not rule.reads]
    return re.compile("|".join(f"(?:{rule.trigger.pattern})" for rule in rules))


@functools.cache
def rules_hash(folder: Path = RULES_DIR) -> str:
    """Return the hash of all rules and word lists."""
    texts = [
        path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in {".yaml", ".csv"}
    ]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def parse_rule(row: dict, where: str) -> Rule:
    """Return the rule of a row of the file `where`; raise RuleRefused if it cannot be used."""
    name = f"{where}: {row.get('id', '?')}"
    _check_keys(row, name)
    examples = tuple(
        RuleExample(text=example["text"], expected=tuple(example["gives"]))
        for example in row.get("examples", ())
    )
    _check_examples(examples, name)
    patterns = {key: _compile_pattern(row[key], name) for key in PATTERN_KEYS if key in row}
    plain = {key: row[key] for key in PLAIN_KEYS if key in row}
    _check_role(row, name)
    return Rule(**plain, **patterns, examples=examples)


def _check_keys(row: dict, name: str) -> None:
    """Refuse a row with unknown or missing keys, or with an unknown relation or slot."""
    unknown = set(row) - RULE_KEYS
    if unknown:
        raise RuleRefused(f"{name}: unknown {', '.join(sorted(unknown))}")
    if not set(row) >= REQUIRED_KEYS:
        raise RuleRefused(f"{name}: id, relation and trigger needed")
    if row["relation"] not in RELATIONS:
        raise RuleRefused(f"{name}: no relation {row['relation']}")
    if row.get("slot", "none") not in SLOTS:
        raise RuleRefused(f"{name}: no slot {row['slot']}")
    if row.get("reads", PHRASES) != PHRASES:
        raise RuleRefused(f"{name}: reads {row['reads']}, which is nothing that can be read")


def _check_role(row: dict, name: str) -> None:
    """Refuse a role that is no choice of the model that the relation's facts fill."""
    choices = ROLES_OF_RELATIONS.get(row["relation"])
    role = row.get("role", "")
    if choices is None or not role:
        return
    try:
        check_choice(role, choices, name)
    except UnknownChoice as error:
        raise RuleRefused(str(error)) from error


def _check_examples(examples: tuple[RuleExample, ...], name: str) -> None:
    """Refuse a rule without a positive and a negative example."""
    positive = [example for example in examples if example.expected]
    if not positive or len(positive) == len(examples):
        raise RuleRefused(
            f"{name}: needs an example that gives something and one that gives nothing"
        )


def _compile_pattern(text: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(expand_phrases(text, load_phrases()))
    except KeyError as error:
        raise RuleRefused(f"{name}: no phrase {error.args[0]}") from error
    except re.error as error:
        raise RuleRefused(f"{name}: {error}") from error


@functools.cache
def load_phrases() -> dict[str, str]:
    """Return the patterns that rules share; `<<name>>` stands for one in a rule or in a later phrase."""
    phrases: dict[str, str] = {}
    rows = yaml.safe_load((RULES_DIR / "lexicon-phrases.yaml").read_text("utf-8"))
    for name, text in rows.items():
        phrases[name] = expand_phrases(text, phrases)
    return phrases


def expand_phrases(text: str, phrases: dict[str, str]) -> str:
    """Return the text with each `<<name>>` replaced by its pattern; raise KeyError for an unknown name."""
    return PHRASE_REFERENCE.sub(lambda match: f"(?:{phrases[match[1]]})", text)


def _rule_files(folder: Path) -> list[Path]:
    """The files with rules, without those of word lists."""
    return [path for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("lexicon-")]
