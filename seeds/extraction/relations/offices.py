"""The offices in a consortium and the words for them."""

from seeds.extraction.rules.kind_tables import kind_table


def classify_office(text: str) -> str:
    """Return the office that the words name."""
    return kind_table("office").classify(text)


def names_office(text: str) -> bool:
    """Whether words name an office at all."""
    return any(pattern.search(text) for _code, pattern in kind_table("office").patterns)
