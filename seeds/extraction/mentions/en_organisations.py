"""Organisations and consortia in an English sentence, and references to them."""

import re
from collections.abc import Iterator

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, REFERENCE, Mention
from seeds.extraction.mentions.en_head_nouns import name_kind
from seeds.extraction.mentions.en_name_spans import find_name_spans
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_organisations")

LOWERCASE_CONSORTIUM = PATTERNS["lowercase_consortium"]
WORDS_BEFORE_CONSORTIUM = PATTERNS["words_before_consortium"]
EDUCATION_WORDS = PATTERNS["education_words"]
EDUCATION_GROUP = PATTERNS["education_group"]
ENGLISH_REFERENCE = PATTERNS["english_reference"]
ATTRIBUTE_ENDING = PATTERNS["attribute_ending"]
WORD = re.compile(r"[a-z]+")


def find_organisations(text: str) -> list[Mention]:
    """Return the organisations and consortia that the sentence names."""
    mentions = [_organisation(text, start, end) for start, end in find_name_spans(text)]
    lowercase = [
        consortium
        for consortium in _lowercase_consortia(text)
        if not consortium.overlaps_any(mentions)
    ]
    return sorted([*mentions, *lowercase], key=lambda mention: mention.start)


def find_references(text: str) -> list[Mention]:
    """Return the references such as "the college"."""
    references = []
    for match in ENGLISH_REFERENCE.finditer(text):
        if ATTRIBUTE_ENDING.match(text, match.end()):
            continue
        noun = match[0].split()[-1].lower()
        reference = Mention(
            start=match.start(), end=match.end(), kind=REFERENCE, name=match[0], subtype=noun
        )
        references.append(reference)
    return references


def distinctive_words(name: str) -> frozenset[str]:
    """Return the words of a consortium's name that identify it, without the general ones."""
    return frozenset(WORD.findall(name.lower())) - lexicon("en")["generic"]


def _organisation(text: str, start: int, end: int) -> Mention:
    name = text[start:end]
    kind = "consortium" if EDUCATION_GROUP.search(name) else name_kind(name)
    is_consortium = kind == "consortium" and EDUCATION_WORDS.search(name)
    return Mention(
        start=start,
        end=end,
        kind=CONSORTIUM if is_consortium else ORGANISATION,
        name=name,
        subtype=kind,
    )


def _lowercase_consortia(text: str) -> Iterator[Mention]:
    """Yield the consortia whose names are written in lower case."""
    for match in LOWERCASE_CONSORTIUM.finditer(text):
        name = match[0]
        if " in the " not in name:
            name = WORDS_BEFORE_CONSORTIUM.sub("", name)
        if EDUCATION_WORDS.search(name) or "integration" in name:
            yield Mention(
                start=match.end() - len(name),
                end=match.end(),
                kind=CONSORTIUM,
                name=name,
                subtype="consortium",
            )
