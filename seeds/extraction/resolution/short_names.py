"""Short forms of English names that an article uses beside the full ones."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from seeds.extraction.mentions.en_organisations import LEGAL_FORM
from seeds.extraction.model import CONSORTIUM, ORGANISATION, REFERENCE, Mention, Sentence
from seeds.extraction.rules.lexicon import chinese_places, english_places, lexicon

MIN_WORDS, MAX_PLACE_LENGTH = 2, 12
BRACKETED_TEXT = re.compile(r"\s\([^()]*\)")
SHORTENED_KINDS = frozenset({"school", "enterprise"})
FIRM_SUFFIXES = frozenset(
    {"Group", "Company", "Corporation", "Holdings", "Enterprise", "Industries"}
)
CONJUNCTIONS = tuple("与和同及")
CHINESE_SHORT_FORM = re.compile(
    "\\([^()]{0,6}(?:简称|下称|又称)[:为]?((?:[“”、或和及]|[\\u3400-\\u9fffA-Za-z]){2,40})\\)"
)
BRAND_LENGTH, MIN_FORM_LENGTH, MAX_FORM_LENGTH = 2, 4, 9
SHORT_FORM_SUFFIXES = {
    "school": tuple(lexicon("zh")["short_schools"]),
    "enterprise": tuple(lexicon("zh")["short_firms"]),
}
CHINESE_LEGAL_SUFFIX = re.compile("(?:股份|有限|责任|集团|公司)+$")
QUOTED_FORM = re.compile("“([^“”]{2,12})”")


def english_short_forms(names: Iterable[str]) -> dict[str, str]:
    """Return the short forms that stand for one of the names alone: without its place, its legal form, its head."""
    found: dict[str, set[str]] = {}
    for name in names:
        for form in _forms(name):
            found.setdefault(form, set()).add(name)
    return {
        form: next(iter(whole))
        for form, whole in found.items()
        if len(whole) == 1 and form not in names
    }


def _forms(name: str) -> set[str]:
    bare = BRACKETED_TEXT.sub("", LEGAL_FORM.sub("", name).strip(" ,"))
    words = bare.split()
    heads = lexicon("en").head_nouns
    headless = words[:-1] if words and words[-1] in heads else words
    forms = {
        " ".join(each)
        for each in (words, words[1:], headless, headless[1:])
        if len(each) >= MIN_WORDS
    }
    forms = {
        form
        for form in forms
        if form != name and len(form.split()) >= MIN_WORDS and not form.startswith(("of ", "and "))
    }
    return forms | _brands(name, words)


def _brands(name: str, words: list[str]) -> set[str]:
    """The first word of a name that is no place: for a firm alone or behind its place, else with the sort of body it is,
    "the Linjiang college".
    """
    heads = lexicon("en").head_nouns
    first = next((word for word in words if word not in english_places()), "")
    if (
        len(words) < MIN_WORDS
        or not first.isalpha()
        or first in heads
        or first in lexicon("en")["common"]
    ):
        return set()
    sorts = {word.lower() for word in words if heads.get(word) in SHORTENED_KINDS}
    placed = " ".join(words[: words.index(first) + 1])
    firm = {first, placed} if LEGAL_FORM.search(name) or words[-1] in FIRM_SUFFIXES else set()
    return firm | {f"{first} {sort}" for sort in sorts if words[0] == first or len(sorts) == 1}


def introduced_short_forms(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the short forms that a Chinese article explains behind a name: 「(以下简称“某某”)」."""
    found: dict[str, str] = {}
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION):
            said = CHINESE_SHORT_FORM.match(sentence.text, mention.end)
            for short in (QUOTED_FORM.findall(said[1]) or [said[1]]) if said else []:
                found.setdefault(short, mention.name)
    return found


def chinese_short_forms(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the short forms that a Chinese article uses for one name alone: a brand and some of the rest."""
    said = [sentence for sentence in sentences if not sentence.is_english]
    text = "\n".join(sentence.text for sentence in said)
    names = {
        m.name: m.subtype
        for s in said
        for m in s.mentions_of(ORGANISATION)
        if m.is_certain and len(m.name) > MAX_FORM_LENGTH // 2
    }
    found: dict[str, set[str]] = {}
    for name, head in names.items():
        bare, stem = _placeless(name), CHINESE_LEGAL_SUFFIX.sub("", name)
        if len(stem) >= MIN_FORM_LENGTH and stem != name and stem not in names:
            found.setdefault(stem, set()).add(name)
        for place in _places_of(text, bare[:BRAND_LENGTH]):
            form = _form_at(text, place, bare, SHORT_FORM_SUFFIXES.get(head))
            if form and not (bare.startswith(form) and (head == "school" or form in names)):
                found.setdefault(form, set()).add(name)
    return {form: next(iter(whole)) for form, whole in found.items() if len(whole) == 1}


def _placeless(name: str) -> str:
    """A name without the places before its brand."""
    place = next(
        (name[:size] for size in range(MAX_PLACE_LENGTH, 1, -1) if name[:size] in chinese_places()),
        "",
    )
    rest = name[len(place) :].lstrip("省市区县") if place else name
    return rest if len(rest) > MAX_FORM_LENGTH // 2 else name


def _places_of(text: str, brand: str) -> Iterator[int]:
    place = text.find(brand)
    while place >= 0:
        yield place
        place = text.find(brand, place + 1)


def _form_at(text: str, place: int, name: str, tails: tuple[str, ...] | None) -> str:
    """The longest short form of a name that begins at a place, "" if none does."""
    for length in range(MAX_FORM_LENGTH, MIN_FORM_LENGTH - 1, -1):
        form = text[place : place + length]
        if tails and form.endswith(tails) and len(form) == length and _is_drawn(form, name):
            return "" if name.startswith(form) and len(form) == len(name) else form
    return ""


def _is_drawn(form: str, name: str) -> bool:
    """Whether the characters of a form stand in a name in the same order."""
    rest = iter(name)
    return all(character in rest for character in form)


def mark_short_forms(sentence: Sentence, forms: dict[str, str]) -> Sentence:
    """Return the sentence with the short forms marked as names."""
    mentions = [_parted(sentence, mention, forms) for mention in sentence.mentions]
    taken = [
        m
        for m in mentions
        if m.kind in (ORGANISATION, CONSORTIUM) or (m.kind == REFERENCE and m.name not in forms)
    ]
    found = [
        Mention(start=start, end=start + len(short), kind=ORGANISATION, name=short, full_name=long)
        for short, long in sorted(forms.items(), key=lambda each: -len(each[0]))
        if short in sentence.text
        for start in _alone(sentence.text, short)
        if " " in short or short not in long or _is_free(sentence.text, start, start + len(short))
        if not any(start < t.end and t.start < start + len(short) for t in taken)
    ]
    kept: list[Mention] = []
    for mention in found:
        if not any(mention.start < each.end and each.start < mention.end for each in kept):
            kept.append(mention)
    mentions = [
        m for m in mentions if m.kind != REFERENCE or not any(k.start == m.start for k in kept)
    ]
    return replace(
        sentence,
        mentions=tuple(sorted([*mentions, *kept], key=lambda each: (each.start, -each.end))),
    )


def _alone(text: str, short: str) -> Iterator[int]:
    """Where a short form stands: in English as a word of its own, and not in the brackets that explain it."""
    if not short.isascii():
        return _places_of(text, short)
    return (m.start() for m in re.finditer(rf"(?<![\w(]){re.escape(short)}(?!\w)", text))


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether a single word stands for a firm here: no part of another name, and no place."""
    is_part = re.match(r"[\s-][A-Z]|-", text[end:]) or re.search(
        r"[A-Z][\w’'-]*[\s-]$", text[:start]
    )
    return not is_part and not re.search(r"\b(?:in|near|to)\s$", text[:start])


def _parted(sentence: Sentence, mention: Mention, forms: dict[str, str]) -> Mention:
    """The name, led back to the full one if it is a short form, without the short form of another one joined to it."""
    if not sentence.is_english and mention.kind == ORGANISATION:
        before = next(
            (
                form
                for form in forms
                if mention.name.startswith(form) and mention.name[len(form) :][:1] in CONJUNCTIONS
            ),
            "",
        )
        begin = len(before) + 1
        mention = (
            replace(mention, start=mention.start + begin, name=mention.name[begin:])
            if before
            else mention
        )
    if mention.kind == ORGANISATION and forms.get(mention.name, mention.name) != mention.name:
        return replace(mention, full_name=forms[mention.name])
    if not sentence.is_english or mention.kind != ORGANISATION:
        return mention
    joined = next((form for form in forms if mention.name.endswith(f" and {form}")), None)
    first = next((form for form in forms if mention.name.startswith(f"{form} and ")), None)
    start = mention.start + len(f"{first} and ") if first else mention.start
    start += 4 if sentence.text.startswith("the ", start) else 0
    end = mention.end - len(f" and {joined}") if joined else mention.end
    is_parted = (first or joined) and start < end
    return (
        replace(mention, start=start, end=end, name=sentence.text[start:end])
        if is_parted
        else mention
    )
