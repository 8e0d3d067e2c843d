"""How English lists names: commas and "and", appositions, acronyms in brackets, items behind a colon."""

import re

from seeds.extraction.lists.grammar import ListGrammar
from seeds.extraction.mentions.en_descriptors import DESCRIPTION
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_lists")


def _before_description(name: str) -> re.Pattern[str]:
    """The pattern of that name, with what a body is behind it: "and the insurance broker"."""
    return re.compile(rf"(?:{PATTERNS[name].pattern})(?:{DESCRIPTION})?")


GRAMMAR = ListGrammar(
    separator=_before_description("separator"),
    open_separator=PATTERNS["open_separator"],
    goes_on=PATTERNS["goes_on"],
    item_separator=_before_description("item_separator"),
    item_end=PATTERNS["item_end"],
    item_marker=PATTERNS["item_marker"],
    clause_join=PATTERNS["clause_join"],
    department_may_follow_reference=False,
)
