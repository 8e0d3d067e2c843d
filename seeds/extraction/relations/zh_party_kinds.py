"""Which of several parties a post or a mere word such as "the firm" belongs to."""

from collections.abc import Iterable

from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("zh_agreements")
KINDS = ("school", "firm", "association", "institute", "authority")


def party_of_word(word: str, names: Iterable[str]) -> str:
    """Return the only one of some bodies that a word such as "the firm" may stand for, "" without one."""
    return _only_fitting("word", word, names)


def party_of_post(post: str, names: Iterable[str]) -> str:
    """Return the only one of some bodies that may have somebody with a post, "" without one."""
    return _only_fitting("post", post, names)


def _only_fitting(what: str, text: str, names: Iterable[str]) -> str:
    if not text:
        return ""
    kinds = [kind for kind in KINDS if PATTERNS[f"{kind}_{what}"].search(text)]
    fitting = {name for name in names for kind in kinds if PATTERNS[f"{kind}_name"].search(name)}
    return fitting.pop() if len(fitting) == 1 else ""
