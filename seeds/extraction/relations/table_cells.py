"""The cells of tables: which are names of organisations, and how many names stand in one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from seeds.extraction.annotation import Sentence
from seeds.extraction.mentions.en_head_nouns import LEGAL_FORM, ends_with_head_noun
from seeds.extraction.mentions.training_bases import OTHER_KIND, classify_base
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.spans import Span
from seeds.pages.person_names import is_only_names

PATTERNS = load_patterns("table_cells")

HAN = re.compile("[\u3400-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
NUMBER = PATTERNS["number"]
ITEM_NUMBER = re.compile(r"\s*(?:[(]?\d{1,3}(?:[.)、](?!\d)|\s)\s*)?")  # before a name in its cell
VOID = PATTERNS["void"]
FOOTER = PATTERNS["footer"]
SENTENCE_MARK = re.compile(r"[。;!?:]")
REMARK = PATTERNS["remark"]
SEPARATOR = re.compile(r"[、;]|,(?=[\u3400-\u9fff])")
WEAK_SEPARATOR = PATTERNS["weak_separator"]
BLANK_IN_NAME = re.compile(r"(?<=[\u3400-\u9fff()（）])\s+(?=[\u3400-\u9fff(（])")
AND_OTHERS = PATTERNS["and_others"]
OUTER_MARKS = " \t\u3000,，、;；"
MIN_NAME_LENGTH = 2
MIN_BASE_LENGTH = 6
MAX_PARTS = 4  # pieces between blanks or "and" that may make one name
MIN_STEM_LENGTH = 2  # characters before the head noun of a Chinese name


def is_number(cell: str) -> bool:
    """Whether a cell is the number of a row."""
    return bool(NUMBER.fullmatch(cell.strip()))


def is_void(cell: str) -> bool:
    """Whether a cell says that nothing stands in it."""
    return bool(VOID.fullmatch(cell.strip()))


def is_footer(cell: str) -> bool:
    """Whether a row that begins with the cell is a total or a remark below the list."""
    return bool(FOOTER.match(cell.strip()))


def is_person(cell: str) -> bool:
    """Whether a cell holds the name of a person."""
    return is_only_names(cell) and not is_organisation(cell)


def is_organisation(cell: str) -> bool:
    """Whether a cell holds nothing but names that end as those of organisations do."""
    parts = [part.strip() for part in SEPARATOR.split(cell)]
    return all(_is_whole_organisation(part) for part in parts if part)


def _is_whole_organisation(text: str) -> bool:
    """Whether a text is one name with a head noun, or several with blanks or "and" between them."""
    bare = AND_OTHERS.sub("", REMARK.sub("", text.strip()))
    bare = bare[ITEM_NUMBER.match(bare).end() :]
    if is_number(bare) or is_void(bare) or SENTENCE_MARK.search(bare):
        return False
    if not HAN.search(bare):
        return bool(LEGAL_FORM.search(bare)) or _ends_as_english_name(bare)
    return _has_stem(BLANK_IN_NAME.sub("", bare))


def _ends_as_english_name(text: str) -> bool:
    return " " in text and text[:1].isupper() and ends_with_head_noun(text)


def _has_stem(name: str) -> bool:
    """Whether enough stands before the head noun that ends a Chinese name, perhaps before a bracket."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", name)
    nouns = [noun for noun in lexicon("zh").name_suffixes if bare.endswith(noun)]
    return bool(nouns) and len(bare) - max(map(len, nouns)) >= MIN_STEM_LENGTH


@dataclass(frozen=True)
class CellName:
    """A name in a cell as printed, and the remark in brackets behind it."""

    name: str
    remark: str = ""


def is_named_base(cell: str) -> bool:
    """Whether a cell holds a name that says what kind of base it is."""
    return len(cell) >= MIN_BASE_LENGTH and classify_base(cell) != OTHER_KIND


def is_school(text: str) -> bool:
    """Whether a text is the name of a school, perhaps with a remark in brackets."""
    name = REMARK.sub("", text.strip())
    kinds = lexicon("zh").head_nouns
    nouns = [noun for noun in kinds if name.endswith(noun)]
    return _is_whole_organisation(name) and "school" in {kinds[noun] for noun in nouns}


def names_in_cell(sentence: Sentence, cell: Span) -> list[CellName]:
    """Return the names of organisations in a cell."""
    names = []
    for start, end in _name_spans(sentence.text, cell):
        remark = REMARK.search(sentence.text, start, end)
        last = remark.start() if remark else end
        name = strip_invisible(sentence.quote(start, last)).strip(OUTER_MARKS)
        names.append(CellName(BLANK_IN_NAME.sub("", name), remark[1] if remark else ""))
    return [each for each in names if _can_be_name(each.name)]


def _can_be_name(name: str) -> bool:
    if len(name) < MIN_NAME_LENGTH or is_number(name) or is_void(name):
        return False
    return bool(LETTER.search(name)) and not SENTENCE_MARK.search(name)


def _name_spans(text: str, cell: Span) -> Iterator[Span]:
    """Yield the spans of the names in a cell, with the remarks behind them."""
    for start, end in _split(text, cell, SEPARATOR):
        name_start = ITEM_NUMBER.match(text, start, end).end()
        others = AND_OTHERS.search(text, name_start, end)
        name_end = others.start() if others and HAN.search(text, start, end) else end
        yield from _split_where_whole(text, (name_start, name_end))


def _split(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start, end = span
    for match in separator.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _split_where_whole(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts between blanks, slashes or "and" where all of them are whole names, else the span."""
    start, end = span
    for match in WEAK_SEPARATOR.finditer(text, *span):
        before = text[start : match.start()]
        behind = text[match.end() : end]
        if _is_whole_organisation(before) and _begins_with_name(behind):
            yield start, match.start()
            start = match.end()
    yield start, end


def _begins_with_name(text: str) -> bool:
    """Whether a text is a name, or a name with others behind it."""
    ends = [match.start() for match in islice(WEAK_SEPARATOR.finditer(text), MAX_PARTS)]
    return any(_is_whole_organisation(text[:end]) for end in (*ends, len(text)))
