"""How Chinese lists names: 、 and 和, brackets with short forms, 等21家单位, items behind a colon."""

from seeds.extraction.lists.grammar import ListGrammar
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("zh_lists")
GRAMMAR = ListGrammar(
    separator=PATTERNS["separator"],
    open_separator=PATTERNS["open_separator"],
    goes_on=PATTERNS["goes_on"],
    item_separator=PATTERNS["item_separator"],
    item_end=PATTERNS["item_end"],
    item_marker=PATTERNS["item_marker"],
    clause_join=PATTERNS["clause_join"],
    department_may_follow_reference=True,
)
