"""Short forms of English names that an article uses beside the full ones."""

import re
from collections.abc import Collection, Iterable, Iterator

from seeds.extraction.annotation import ORGANISATION, Mention, Sentence
from seeds.extraction.mentions.en_head_nouns import (
    ACRONYM_AT_END,
    BRACKETED_ACRONYM,
    LEGAL_FORM,
)
from seeds.extraction.rules.lexicon import english_places, lexicon
from seeds.pages.person_names import PINYIN

MIN_WORDS = 2
BRACKETED_TEXT = re.compile(r"\s\([^()]*\)")
INCOMPLETE_ENDINGS = frozenset({"Vocational", "Technical", "Normal", "and", "of", "technical"})
INCOMPLETE_BEGINNINGS = ("of ", "and ")
SHORTENED_KINDS = frozenset({"school", "enterprise"})
FIRM_SUFFIXES = frozenset(
    {"Group", "Company", "Corporation", "Holdings", "Enterprise", "Industries"}
)


def english_short_forms(names: Collection[str]) -> dict[str, str]:
    """Return the short forms of exactly one of the names: without its place, legal form or head noun.

    They stand in an order that depends on the names alone.
    """
    names_of_form: dict[str, set[str]] = {}
    for name in sorted(names):
        for form in sorted(_short_forms(name)):
            names_of_form.setdefault(form, set()).add(name)
    short_forms = {}
    for form, full_names in names_of_form.items():
        if len(full_names) == 1 and form not in names:
            short_forms[form] = next(iter(full_names))
    return short_forms


def abbreviated_names(names: Collection[str]) -> dict[str, str]:
    """Return the names that leave out words inside of exactly one longer name of the same type."""
    abbreviated = {}
    for name in sorted(names):
        longer = [other for other in sorted(names) if _leaves_out_words(name, other)]
        if len(longer) == 1:
            abbreviated[name] = longer[0]
    return abbreviated


def _leaves_out_words(name: str, other: str) -> bool:
    """Whether a name has the first word of another, ends as that does, and else only some of its words."""
    words, other_words = _core_words(name), _core_words(other)
    if not MIN_WORDS < len(words) < len(other_words):
        return False
    if words[0] != other_words[0] or words[-1] != other_words[-1]:
        return False
    rest = iter(other_words)
    return all(word in rest for word in words)


def _core_words(name: str) -> list[str]:
    """The words of a name in small letters, without brackets and legal form."""
    text = BRACKETED_TEXT.sub("", LEGAL_FORM.sub("", name).strip(" ,"))
    return text.lower().split()


def acronyms(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the acronyms that stand in brackets behind a name or at its end, each with that name."""
    full_names = {}
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION):
            for acronym in _acronyms_of(sentence, mention):
                full_names[acronym] = mention.name
    return full_names


def _acronyms_of(sentence: Sentence, mention: Mention) -> Iterator[str]:
    matches = (
        BRACKETED_ACRONYM.match(sentence.text, mention.end),
        ACRONYM_AT_END.search(mention.name),
    )
    for match in matches:
        if match:
            yield match[1]


def _short_forms(name: str) -> set[str]:
    """The shorter forms of a name that has more than one word, and its brand."""
    without_legal_form = LEGAL_FORM.sub("", name).strip(" ,")
    words = BRACKETED_TEXT.sub("", without_legal_form).split()
    without_head = words
    if words and words[-1] in lexicon("en").head_nouns:
        without_head = words[:-1]
    forms = set()
    for form_words in (words, words[1:], without_head, without_head[1:]):
        if len(form_words) < MIN_WORDS or form_words[-1] in INCOMPLETE_ENDINGS:
            continue
        form = " ".join(form_words)
        if form != name and not form.startswith(INCOMPLETE_BEGINNINGS):
            forms.add(form)
    return forms | _brand_forms(name, words)


def _brand_forms(name: str, words: list[str]) -> set[str]:
    """The short forms with the brand of a name, which is its first word that is no place.

    A firm is called by the brand alone or with the place before it, any organisation by the brand and a noun
    for its type: "the Linjiang college".
    """
    brand = next((word for word in words if word not in english_places()), "")
    if len(words) < MIN_WORDS or not _is_distinctive(brand):
        return set()
    forms = set()
    place = words.index(brand)
    if LEGAL_FORM.search(name) or words[-1] in FIRM_SUFFIXES:
        forms = {brand, *(" ".join(words[:end]) for end in range(place + 1, len(words)))}
        forms |= {
            " ".join(words[start:end])
            for start in _brand_places(words, place)
            for end in range(start + 2, len(words))
        }
        forms -= {name, *(form for form in forms if form.split()[-1].islower())}
    elif place == 0 and not PINYIN.fullmatch(brand):
        forms = {brand}
    nouns = _type_nouns(words)
    if words[0] == brand or len(nouns) == 1:
        forms |= {f"{brand} {noun}" for noun in nouns}
    return forms


def _brand_places(words: list[str], place: int) -> list[int]:
    """Where the brand of a firm may stand: behind its province, and behind its town."""
    places = [place]
    if place and len(words) > place + 1 and PINYIN.fullmatch(words[place + 1]):
        places.append(place + 1)
    return places


def _type_nouns(words: list[str]) -> set[str]:
    """The nouns for a school or a firm among the words of a name, in lower case."""
    head_nouns = lexicon("en").head_nouns
    return {word.lower() for word in words if head_nouns.get(word) in SHORTENED_KINDS}


def _is_distinctive(word: str) -> bool:
    """Whether a word is neither a head noun nor a common word."""
    if not word.isalpha():
        return False
    return word not in lexicon("en").head_nouns and word not in lexicon("en")["common"]
