"""Short forms of Chinese names that an article uses beside the full ones."""

import re
from collections.abc import Iterable, Iterator

from seeds.extraction.annotation import ORGANISATION, Sentence
from seeds.extraction.languages import EN
from seeds.extraction.rules.lexicon import chinese_places, lexicon
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("zh_short_forms")

INTRODUCED_FORM = PATTERNS["introduced_form"]
QUOTED_FORM = re.compile("“([^“”]{2,12})”")
LEGAL_SUFFIX = PATTERNS["legal_suffix"]
MAX_PLACE_LENGTH = 12
PLACE_SUFFIXES = "省市区县"
BRAND_LENGTH = 2
MIN_FORM_LENGTH = 4
MAX_FORM_LENGTH = 9
MIN_NAME_LENGTH = 5
# What may follow a short form: a mark, a conjunction, the post of a person or a verb
FORM_END = re.compile(
    f"[,。;:、)”（(\\s]|$|[与和同的各则由又]|代表|签|愿意|{lexicon('zh').title_pattern}"
    "|人力|行政|市场|技术总|生产总|首席|常务"
)
FORM_WITHOUT_BRAND = re.compile(r".*[(（]")
SHORT_FORM_SUFFIXES = {
    "school": tuple(lexicon("zh")["short_schools"]),
    "enterprise": tuple(lexicon("zh")["short_firms"]),
}


def introduced_short_forms(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the short forms that an article introduces behind a name: 「(以下简称“某某”)」."""
    short_forms: dict[str, str] = {}
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION):
            introduction = INTRODUCED_FORM.match(sentence.text, mention.end)
            if not introduction:
                continue
            forms = QUOTED_FORM.findall(introduction[1]) or [introduction[1]]
            for form in forms:
                short_forms.setdefault(form, mention.name)
    return short_forms


def chinese_short_forms(sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the short forms that an article uses for exactly one name: a brand and parts of the rest."""
    chinese_sentences = [sentence for sentence in sentences if sentence.language != EN]
    text = "\n".join(sentence.text for sentence in chinese_sentences)
    kinds = _kinds_of_names(chinese_sentences)
    names_of_form: dict[str, set[str]] = {}
    for name in kinds:
        for form in _short_forms(name, kinds, text):
            names_of_form.setdefault(form, set()).add(name)
    return {form: next(iter(names)) for form, names in names_of_form.items() if len(names) == 1}


def _kinds_of_names(sentences: Iterable[Sentence]) -> dict[str, str]:
    """The recognised names that are long enough to be shortened, each with its kind of organisation."""
    kinds = {}
    for sentence in sentences:
        for mention in sentence.mentions_of(ORGANISATION):
            if mention.is_certain and len(mention.name) >= MIN_NAME_LENGTH:
                kinds[mention.name] = mention.subtype
    return kinds


def _short_forms(name: str, kinds: dict[str, str], text: str) -> Iterator[str]:
    """Yield the name without its legal form, and the forms of it that the text uses."""
    stem = LEGAL_SUFFIX.sub("", name)
    if len(stem) >= MIN_FORM_LENGTH and stem != name and stem not in kinds:
        yield stem
    suffixes = SHORT_FORM_SUFFIXES.get(kinds[name])
    if not suffixes:
        return
    local_name = _without_place(name)
    if kinds[name] == "enterprise":
        yield from _beginnings_in_text(local_name, kinds, text)
    is_school = kinds[name] == "school"
    for start in find_all(text, local_name[:BRAND_LENGTH]):
        form = _form_at(text, start, local_name, suffixes)
        if not form:
            continue
        is_ambiguous = is_school or form in kinds
        if not (is_ambiguous and local_name.startswith(form)):
            yield form


def _beginnings_in_text(name: str, kinds: dict[str, str], text: str) -> Iterator[str]:
    """Yield the beginnings of a firm's name that the text uses where a name may end."""
    for start in find_all(text, name[:BRAND_LENGTH]):
        length = BRAND_LENGTH
        while text[start : start + length + 1] == name[: length + 1] and length < len(name):
            length += 1
        form = name[:length]
        if length < MIN_FORM_LENGTH or form == name or form in kinds:
            continue
        if FORM_END.match(text, start + length) and not FORM_WITHOUT_BRAND.fullmatch(form):
            yield form


def _without_place(name: str) -> str:
    """The name without the places before its brand, as long as enough of it remains."""
    for length in range(MAX_PLACE_LENGTH, 1, -1):
        if name[:length] not in chinese_places():
            continue
        rest = name[length:].lstrip(PLACE_SUFFIXES)
        return rest if len(rest) >= MIN_NAME_LENGTH else name
    return name


def find_all(text: str, part: str) -> Iterator[int]:
    """Yield each position where a part begins in a text."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _form_at(text: str, start: int, name: str, suffixes: tuple[str, ...]) -> str:
    """The longest short form of a name at a position, empty if there is none or it is the name."""
    for length in range(MAX_FORM_LENGTH, MIN_FORM_LENGTH - 1, -1):
        form = text[start : start + length]
        if len(form) == length and form.endswith(suffixes) and _is_subsequence(form, name):
            return "" if form == name else form
    return ""


def _is_subsequence(form: str, name: str) -> bool:
    """Whether the characters of a form occur in a name in the same order."""
    rest = iter(name)
    return all(character in rest for character in form)
