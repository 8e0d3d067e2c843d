"""Mentions of short forms in a sentence, each with its full name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, REFERENCE, Mention, Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.resolution.zh_short_forms import find_all
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("short_form_mentions")

CHINESE_CONJUNCTIONS = tuple("与和同及")
ENGLISH_CONJUNCTION = " and "
ARTICLE = "the "
CAPITALISED_WORD_BEHIND = re.compile(r"[\s-][A-Z]|-")
CAPITALISED_WORD_BEFORE = re.compile(r"[A-Z][\w’'-]*[\s-]$")
PREPOSITION_OF_PLACE_BEFORE = PATTERNS["preposition_of_place_before"]


def mark_short_forms(sentence: Sentence, forms: dict[str, str]) -> Sentence:
    """Return the sentence with the short forms marked as names; `forms` gives each its full name."""
    mentions = [_split_joined_name(sentence, mention, forms) for mention in sentence.mentions]
    marked = _without_overlaps(_find_short_forms(sentence, forms, mentions))
    marked_starts = {mention.start for mention in marked}
    remaining = [
        mention
        for mention in mentions
        if mention.kind != REFERENCE or mention.start not in marked_starts
    ]
    return sentence.with_mentions([*remaining, *marked])


def _find_short_forms(
    sentence: Sentence, forms: dict[str, str], mentions: list[Mention]
) -> list[Mention]:
    """The short forms that no other name covers, the longest first."""
    blocking = [mention for mention in mentions if _blocks_short_forms(mention, forms)]
    short_forms = []
    for form, full_name in sorted(forms.items(), key=_longest_first):
        if form not in sentence.text:
            continue
        for start in _free_occurrences(sentence.text, form, full_name):
            end = start + len(form)
            if any(mention.overlaps_span(start, end) for mention in blocking):
                continue
            short_forms.append(
                Mention(start=start, end=end, kind=ORGANISATION, name=form, full_name=full_name)
            )
    return short_forms


def _longest_first(item: tuple[str, str]) -> tuple[int, str]:
    """The sort key of a short form with its full name; those of one length stand in alphabetical order."""
    form, _ = item
    return -len(form), form


def _free_occurrences(text: str, form: str, full_name: str) -> Iterator[int]:
    """Yield the positions where a short form stands for its full name."""
    is_single_word_of_name = " " not in form and form in full_name
    for start in _occurrences(text, form):
        if not is_single_word_of_name or _is_free(text, start, start + len(form)):
            yield start


def _blocks_short_forms(mention: Mention, forms: dict[str, str]) -> bool:
    """Whether no short form may be marked where a mention stands."""
    if mention.kind == REFERENCE:
        return mention.name not in forms
    return mention.kind in (ORGANISATION, CONSORTIUM)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The mentions that overlap none before them in the list."""
    separate: list[Mention] = []
    for mention in mentions:
        if not any(other.overlaps_span(mention.start, mention.end) for other in separate):
            separate.append(mention)
    return separate


def _occurrences(text: str, form: str) -> Iterator[int]:
    """Yield the positions of a short form.

    An English one is a word of its own, outside of the brackets that introduce it.
    """
    if not form.isascii():
        yield from find_all(text, form)
        return
    for match in re.finditer(rf"(?<![\w(]){re.escape(form)}(?!\w)", text):
        yield match.start()


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether a single word stands for a firm here, neither as part of another name nor as a place."""
    if CAPITALISED_WORD_BEHIND.match(text[end:]):
        return False
    before = text[:start]
    if CAPITALISED_WORD_BEFORE.search(before):
        return False
    return not PREPOSITION_OF_PLACE_BEFORE.search(before)


def _split_joined_name(sentence: Sentence, mention: Mention, forms: dict[str, str]) -> Mention:
    """The name with its full one if it is a short form, else without short forms joined by "and"."""
    if mention.kind != ORGANISATION:
        return mention
    return SPLITTERS[sentence.language](sentence, mention, forms)


def _split_chinese_name(_sentence: Sentence, mention: Mention, forms: dict[str, str]) -> Mention:
    mention = _without_leading_chinese_form(mention, forms)
    return _with_full_name(mention, forms)


def _split_english_name(sentence: Sentence, mention: Mention, forms: dict[str, str]) -> Mention:
    known = _with_full_name(mention, forms)
    return known if known.full_name else _without_joined_english_forms(sentence, mention, forms)


def _with_full_name(mention: Mention, forms: dict[str, str]) -> Mention:
    """The name with its full one if it is a short form."""
    full_name = forms.get(mention.name, mention.name)
    return mention if full_name == mention.name else replace(mention, full_name=full_name)


def _without_leading_chinese_form(mention: Mention, forms: dict[str, str]) -> Mention:
    """The name without a short form and a conjunction at its beginning."""
    for form in forms:
        if not mention.name.startswith(form):
            continue
        if mention.name.startswith(CHINESE_CONJUNCTIONS, len(form)):
            skipped = len(form) + 1
            return replace(mention, start=mention.start + skipped, name=mention.name[skipped:])
    return mention


def _without_joined_english_forms(
    sentence: Sentence, mention: Mention, forms: dict[str, str]
) -> Mention:
    """The name without the short forms joined to its beginning and its end."""
    beginning, ending = _joined_words(mention.name, forms)
    if not beginning and not ending:
        return mention
    start = mention.start + len(beginning)
    end = mention.end - len(ending)
    if sentence.text.startswith(ARTICLE, start):
        start += len(ARTICLE)
    if start >= end:
        return mention
    return replace(mention, start=start, end=end, name=sentence.text[start:end])


def _joined_words(name: str, forms: dict[str, str]) -> tuple[str, str]:
    """The first short form that is joined to the beginning of a name and to its end, each with its "and"."""
    beginning = ""
    ending = ""
    for form, full_name in forms.items():
        if full_name == name:
            continue
        if not beginning and name.startswith(form + ENGLISH_CONJUNCTION):
            beginning = form + ENGLISH_CONJUNCTION
        if not ending and name.endswith(ENGLISH_CONJUNCTION + form):
            ending = ENGLISH_CONJUNCTION + form
    return beginning, ending


SPLITTERS = {ZH: _split_chinese_name, EN: _split_english_name}
