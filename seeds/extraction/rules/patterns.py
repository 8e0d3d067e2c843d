"""Words and patterns of `seeds/rules/patterns/`, for the modules whose grammar uses them."""

import functools
import re
from pathlib import Path

import yaml

from seeds.extraction.rules.lexicon import RULES_DIR
from seeds.extraction.rules.loading import RuleRefused, expand_phrases, load_phrases

PATTERNS_DIR = RULES_DIR / "patterns"


@functools.cache
def load_patterns(name: str, folder: Path = PATTERNS_DIR) -> dict[str, re.Pattern[str]]:
    """Return the compiled patterns of the file `name`.yaml.

    A pattern is a regular expression, or a list of them that stand for alternatives. `<<name>>` stands for
    a phrase of `lexicon-phrases.yaml` or for a pattern further up in the same file. Raise RuleRefused for a
    pattern that cannot be used.
    """
    known = dict(load_phrases())
    patterns: dict[str, re.Pattern[str]] = {}
    rows = yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8"))
    for key, row in rows.items():
        where = f"{name}.yaml: {key}"
        known[key] = _expanded(row, known, where)
        patterns[key] = _compiled(known[key], where)
    return patterns


def _expanded(row: str | list[str], known: dict[str, str], where: str) -> str:
    """The expression of a row, with the patterns that it names in their places."""
    text = row if isinstance(row, str) else "|".join(row)
    try:
        return expand_phrases(text, known)
    except KeyError as error:
        raise RuleRefused(f"{where}: no pattern {error.args[0]}") from error


def _compiled(text: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise RuleRefused(f"{where}: {error}") from error
