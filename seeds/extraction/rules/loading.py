"""Rules as data: read once, checked, and known by a hash."""

import functools
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from seeds.extraction.rules.lexicon import RULES_DIR

RULE_KEYS = frozenset(
    {
        "id",
        "relation",
        "trigger",
        "slot",
        "role",
        "skip",
        "gap",
        "forbid",
        "confidence",
        "people",
        "examples",
    }
)
SLOTS = frozenset({"by", "before", "after", "under", "none"})
PHRASE_REFERENCE = re.compile(r"<<([\w.]+)>>")
# Words that other rules ask for; they make no facts of their own.
GUARD_RELATIONS = frozenset({"held", "plan", "later", "witness"})
RELATIONS = GUARD_RELATIONS | {
    *(
        "lead",
        "membership",
        "role",
        "agreement",
        "training_base",
        "document",
        "appointment",
        "figure",
    ),
    *("part", "session", "event", "venue", "theme", "attendance", "consortium"),
}


class RuleRefused(Exception):
    """A rule that cannot be used; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class RuleExample:
    """A sentence and the names that the rule must read out of it; none for a negative one."""

    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A trigger, and where the names that it speaks of stand."""

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
    examples: tuple[RuleExample, ...] = field(default=())

    @functools.cached_property
    def is_english(self) -> bool:
        """Whether the rule reads English sentences."""
        return self.id.startswith("en.")


@functools.cache
def load_rules(folder: Path = RULES_DIR) -> tuple[Rule, ...]:
    """Return the rules of a folder; a rule without its two examples, or named twice, is refused."""
    read = tuple(
        parse_rule(row, path.name)
        for path in _files(folder)
        for row in yaml.safe_load(path.read_text("utf-8"))
    )
    twice = {rule.id for rule in read if sum(rule.id == other.id for other in read) > 1}
    if twice:
        raise RuleRefused(f"{', '.join(sorted(twice))}: named twice")
    return read


def rule_ids() -> frozenset[str]:
    """Return the names of all rules; a proposal's rule is one of them."""
    return frozenset(rule.id for rule in load_rules())


@functools.cache
def extraction_rules() -> tuple[Rule, ...]:
    """Return the rules that make facts."""
    return tuple(rule for rule in load_rules() if rule.relation not in GUARD_RELATIONS)


@functools.cache
def rules_for_relation(relation: str, *, english: bool) -> tuple[Rule, ...]:
    """Return the rules of a relation in a language."""
    return tuple(
        rule for rule in load_rules() if rule.relation == relation and rule.is_english is english
    )


@functools.cache
def trigger_pattern(relation: str, *, english: bool) -> re.Pattern[str]:
    """Return what finds any trigger of a relation's rules."""
    return re.compile(
        "|".join(
            f"(?:{rule.trigger.pattern})" for rule in rules_for_relation(relation, english=english)
        )
    )


@functools.cache
def rules_hash(folder: Path = RULES_DIR) -> str:
    """Return the hash of all rules and word lists."""
    texts = [
        path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in {".yaml", ".csv"}
    ]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def parse_rule(row: dict, where: str) -> Rule:
    """Return the rule that a row of a file states."""
    name = f"{where}: {row.get('id', '?')}"
    unknown = set(row) - RULE_KEYS
    if unknown or not {"id", "relation", "trigger"} <= set(row):
        raise RuleRefused(
            f"{name}: "
            + (
                f"unknown {', '.join(sorted(unknown))}"
                if unknown
                else "id, relation and trigger needed"
            )
        )
    if row["relation"] not in RELATIONS:
        raise RuleRefused(f"{name}: no relation {row['relation']}")
    if row.get("slot", "none") not in SLOTS:
        raise RuleRefused(f"{name}: no slot {row['slot']}")
    examples = tuple(
        RuleExample(text=each["text"], expected=tuple(each["gives"]))
        for each in row.get("examples", ())
    )
    if not any(each.expected for each in examples) or not any(
        not each.expected for each in examples
    ):
        raise RuleRefused(
            f"{name}: needs an example that gives something and one that gives nothing"
        )
    patterns = {
        key: _pattern(row[key], name) for key in ("trigger", "skip", "gap", "forbid") if key in row
    }
    plain = {
        key: row[key]
        for key in ("id", "relation", "slot", "role", "confidence", "people")
        if key in row
    }
    return Rule(**plain, **patterns, examples=examples)


def _pattern(text: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(_spelled_out(text, load_phrases()))
    except KeyError as error:
        raise RuleRefused(f"{name}: no phrase {error.args[0]}") from error
    except re.error as error:
        raise RuleRefused(f"{name}: {error}") from error


@functools.cache
def load_phrases() -> dict[str, str]:
    """Return the patterns that rules share: <<name>> stands for one of them, in a rule or in a later one of them."""
    known: dict[str, str] = {}
    for name, text in yaml.safe_load(
        (RULES_DIR / "lexicon-phrases.yaml").read_text("utf-8")
    ).items():
        known[name] = _spelled_out(text, known)
    return known


def _spelled_out(text: str, known: dict[str, str]) -> str:
    return PHRASE_REFERENCE.sub(lambda match: f"(?:{known[match[1]]})", text)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("lexicon-")]
