"""Canonical names of the consortia of an article."""

from collections import Counter
from collections.abc import Iterable

from seeds.extraction.annotation import CONSORTIUM, Sentence
from seeds.extraction.mentions import en_organisations, zh_organisations
from seeds.extraction.rules.lexicon import chinese_places

TITLE_WEIGHT = 3
NATIONAL_PREFIXES = ("全国", "国家", "中国")


def find_canonical_names(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return each printed name of a consortium with the one that stands for all of its spellings."""
    counts = _count_names(sentences)
    longest_spellings = _longest_spellings(sorted(counts, key=lambda name: (-len(name), name)))
    groups: dict[str, list[str]] = {}
    for name, longest in longest_spellings.items():
        groups.setdefault(longest, []).append(name)
    prefixes = (*NATIONAL_PREFIXES, *chinese_places())

    def preference(name: str) -> tuple[bool, bool, int]:
        return (name.startswith(prefixes), counts[name] > 1, len(name))

    best_names = {longest: max(group, key=preference) for longest, group in groups.items()}
    return {name: best_names[longest] for name, longest in longest_spellings.items()}


def _count_names(sentences: Iterable[Sentence]) -> Counter[str]:
    """Weighted counts of the names; the title counts more, an English name of general words not at all."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        weight = 1 if sentence.paragraph else TITLE_WEIGHT
        for mention in sentence.mentions_of(CONSORTIUM):
            is_english = " " in mention.name
            if is_english and not en_organisations.distinctive_words(mention.name):
                continue
            counts[mention.name] += weight
    return counts


def _longest_spellings(names: list[str]) -> dict[str, str]:
    """Each name with the longest spelling of its consortium; `names` begins with the longest."""
    longest_spellings: dict[str, str] = {}
    for name in names:
        same = next(
            (other for other in longest_spellings if _is_same_consortium(name, other)), name
        )
        longest_spellings[name] = longest_spellings.get(same, name)
    return longest_spellings


def _is_same_consortium(name: str, longer: str) -> bool:
    """Whether two spellings mean one consortium: one ends the other, or only general words differ."""
    if " " in name and " " in longer:
        words = en_organisations.distinctive_words(name)
        longer_words = en_organisations.distinctive_words(longer)
        return words == longer_words or (len(words) > 1 and words < longer_words)
    if longer.endswith(name):
        return True
    distinctive = zh_organisations.distinctive_text(name)
    return distinctive != "" and distinctive == zh_organisations.distinctive_text(longer)
