"""Names of organisations that one sentence shows clearly, marked where another one hides them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from seeds.extraction.annotation import (
    CONSORTIUM,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.languages import EN, ZH, in_language
from seeds.extraction.resolution.zh_short_forms import find_all
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("known_names")

MIN_KNOWN_LENGTH = 5
MIN_HIDDEN_LENGTH = 6
LEGAL_FORMS = ("有限公司", "有限责任公司")
JOINED_WORDS = PATTERNS["joined_words"]
BLOCKING_KINDS = (ORGANISATION, CONSORTIUM, PERSON)


def mark_known_organisations(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences with the names that only others show, and without words joined to names."""
    known, counts = _known_organisations(sentences)
    return [MARKERS[sentence.language](sentence, known, counts) for sentence in sentences]


def _mark_chinese(sentence: Sentence, known: dict[str, Mention], counts: Counter[str]) -> Sentence:
    cleared = _without_joined_words(sentence, known, counts)
    return _with_known_names(cleared, known)


def _leave_english(
    sentence: Sentence, _known: dict[str, Mention], _counts: Counter[str]
) -> Sentence:
    """The sentence as it is: spaces part English words from names."""
    return sentence


MARKERS = {ZH: _mark_chinese, EN: _leave_english}


def _known_organisations(
    sentences: list[Sentence],
) -> tuple[dict[str, Mention], Counter[str]]:
    """The recognised Chinese names of organisations, and how often each is recognised."""
    known: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    for sentence in in_language(sentences, ZH):
        for mention in sentence.mentions_of(ORGANISATION):
            counts[mention.name] += 1
            is_sure = mention.is_certain or mention.name.endswith(LEGAL_FORMS)
            if is_sure and len(mention.name) >= MIN_KNOWN_LENGTH:
                known.setdefault(mention.name, mention)
    return known, counts


def _without_joined_words(
    sentence: Sentence, known: dict[str, Mention], counts: Counter[str]
) -> Sentence:
    """The sentence where a name used once ends with a known one and other words: the known one alone."""
    mentions = [_known_part(mention, known, counts) for mention in sentence.mentions]
    if mentions == list(sentence.mentions):
        return sentence
    return sentence.with_mentions(mentions)


def _known_part(mention: Mention, known: dict[str, Mention], counts: Counter[str]) -> Mention:
    """The known name at the end of a mention that joins it to other words, else the mention."""
    if mention.kind != ORGANISATION or counts[mention.name] > 1:
        return mention
    for name, example in known.items():
        if len(name) < MIN_HIDDEN_LENGTH or len(name) >= len(mention.name):
            continue
        before = mention.name.removesuffix(name)
        if before != mention.name and JOINED_WORDS.search(before):
            start = mention.end - len(name)
            return replace(mention, start=start, name=name, subtype=example.subtype)
    return mention


def _with_known_names(sentence: Sentence, known: dict[str, Mention]) -> Sentence:
    """The sentence with the known names that stand in it unmarked, the longest first."""
    added: list[Mention] = []
    blocking = list(sentence.mentions_of(*BLOCKING_KINDS))
    for name in sorted(known, key=_longest_first):
        if name not in sentence.text:
            continue
        added += list(_unmarked(sentence, known[name], [*blocking, *added]))
    if not added:
        return sentence
    kept = [
        mention
        for mention in sentence.mentions
        if mention.kind != REFERENCE
        or not any(other.overlaps_span(mention.start, mention.end) for other in added)
    ]
    return sentence.with_mentions([*kept, *added])


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _unmarked(sentence: Sentence, known: Mention, blocking: list[Mention]) -> Iterator[Mention]:
    """Yield the occurrences of a known name that no other name overlaps."""
    for start in find_all(sentence.text, known.name):
        end = start + len(known.name)
        if not any(mention.overlaps_span(start, end) for mention in blocking):
            yield replace(known, start=start, end=end, full_name="")
