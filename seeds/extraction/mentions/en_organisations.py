"""Organisations and consortia in an English sentence, and references to them."""

import re
from collections.abc import Iterator

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, REFERENCE, Mention
from seeds.extraction.mentions.en_head_nouns import name_kind
from seeds.extraction.mentions.en_name_spans import find_name_spans
from seeds.extraction.rules.lexicon import lexicon

LOWERCASE_CONSORTIUM = re.compile(
    r"""
    \b(?:[Nn]ational|[Rr]egional|[Pp]rovincial|[Mm]unicipal|[Cc]ross-\w+)
    \s(?:[\w-]+\s){1,10}?(?:community|consortium|alliance)\b
    | \b(?:industry|production)[-\s][\w\s-]{0,40}?(?:community|consortium|alliance)
    \s(?:in|of|for)\sthe\s(?:[\w-]+\s){1,4}industry
    """,
    re.VERBOSE,
)
WORDS_BEFORE_CONSORTIUM = re.compile(r"^.*\b(?:the|a|an|of)\s(?=[\w-]+\s)")
EDUCATION_WORDS = re.compile(r"educat|vocational|teaching|school|college|talent|training", re.I)
# Consortia by other nouns: a group of schools, the branch of an association
EDUCATION_GROUP = re.compile(
    r"\b(?:Vocational|Production|Industry)[\s-](?:and\s)?Education\s(?:Integration\s)?(?:Group|Branch)\b",
    re.I,
)
ENGLISH_REFERENCE = re.compile(
    r"""
    \b(?:[Tt]he|[Oo]ur)\s(?:[A-Z][a-z]+\s)?
    (?:
        college|university|school|institute|institution|company|academy|polytechnic|firm|group
        |chamber|federation|association|society|bank|bureau|hospital
    )\b
    # "the Company" of a contract or a press release
  | \b(?:[Tt]he|[Oo]ur)\s
    (?:Association|Company|College|University|Polytechnic|Institute|Group|School|Academy)\b
    (?!\s(?:of|for)\s|\s?[A-Z(])
    # "the zone's management committee"
  | \b[Tt]he\s(?:[a-z]+[’']s\s)?(?:management|administrative)\scommittee\b(?!\sof\s)
    """,
    re.VERBOSE,
)
ATTRIBUTE_ENDING = re.compile(r"[’']?s?\s(?:students|level|enterprise)|-")
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
