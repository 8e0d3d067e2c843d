"""What shows that a text is no whole name: cut words, pieces of sentences, departments without their body."""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator

from seeds.extraction.rules.lexicon import chinese_place_prefixes, lexicon
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.folding import fold_with_offsets
from seeds.extraction.text.zh_words import tokenize
from seeds.schema.fields import NameSort

PATTERNS = load_patterns("name_faults")

# Faults, as a log or an explanation prints them
UNBALANCED = "a bracket or quotation mark without its other half"
EDGE_MARK = "begins or ends with a mark"
NO_LETTERS = "holds no letters"
TOO_LONG = "longer than any name"
SENTENCE_PIECE = "holds a piece of a sentence"
LEADING_WORD = "begins with a word that no name begins with"
TRAILING_WORD = "ends with a word that no name ends with"
BARE_DEPARTMENT = "a department without the body that it belongs to"
CUT_WORD = "begins or ends inside a word"
PAIRS = {
    ")": "(",
    "）": "（",
    "]": "[",
    "】": "【",
    "》": "《",
    "」": "「",
    "』": "『",
    "”": "“",
    "〉": "〈",
}
OPENING = frozenset(PAIRS.values())
HALF_OF_EITHER_WIDTH = {"）": "(", ")": "（"}
# Marks that stand inside of names, never before or behind them
EDGE = re.compile(r"^[,，、.。;；:：!！?？·•\-—–/|&]|[,，、。;；:：!！?？·•\-—–/|&]$")
LETTER = re.compile(r"[^\W\d_]")
HAN = re.compile("[\u3400-\u9fff]")
ZH_MARK = re.compile(r"[。；;！!？?，,：:\n]")
ZH_SENTENCE_WORD = PATTERNS["zh_sentence_word"]
ZH_LEADING = PATTERNS["zh_leading"]
ZH_TRAILING = PATTERNS["zh_trailing"]
EN_SENTENCE_WORD = PATTERNS["en_sentence_word"]
EN_SENTENCE_END = PATTERNS["en_sentence_end"]
EN_LEADING = PATTERNS["en_leading"]
EN_TRAILING = PATTERNS["en_trailing"]
ZH_DEPARTMENT = PATTERNS["zh_department"]
DEPARTMENT_SUFFIXES = ("处", "科", "办公室", "办公厅")
MAX_DEPARTMENT_LENGTH = 9
BODY_WORD = PATTERNS["body_word"]
_EN_DEPARTMENTS = (
    "general party committee office offices department section division academic affairs teaching student "
    "students human resources organization publicity personnel finance financial research international "
    "cooperation exchange exchanges admission admissions employment of the and for administration "
    "secretariat administrative"
)
EN_DEPARTMENT_WORDS = frozenset(_EN_DEPARTMENTS.split())
MAX_ZH_LENGTH = 60
MAX_EN_LENGTH = 160
# Words of one character that stand before names, and that the segmenter joins with a name it does not know
WORDS_BEFORE_NAMES = frozenset("与同和由及在对向跟将把被为给从到是让请邀赴以至于")
PASSAGE_END = "\x1e"  # stands in no name
KEPT_TEXTS = 256  # sentences whose words are remembered
# Tags of the segmenter for common nouns, places, bodies and other names
NOUN_TAGS = frozenset({"n", "ns", "nt", "nz"})


class Passages:
    """The normalised passages in which names are looked for, joined so that each search is one."""

    def __init__(self, texts: Iterable[str]):
        self._texts = tuple(texts)
        self._joined = PASSAGE_END.join(self._texts)
        self._starts = [0]
        for text in self._texts[:-1]:
            self._starts.append(self._starts[-1] + len(text) + len(PASSAGE_END))

    def find(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield each passage that has the name, with the place where it stands there."""
        place = self._joined.find(name) if name else -1
        while place >= 0:
            number = bisect.bisect_right(self._starts, place) - 1
            yield self._texts[number], place - self._starts[number]
            place = self._joined.find(name, place + 1)


def find_name_fault(name: str, sort: NameSort, texts: Iterable[str] | Passages = ()) -> str:
    """Return why a text is no whole name of a sort, "" for one that may be one.

    `texts` are the normalised passages that may have it: where it always begins or ends inside a word there,
    it is cut.
    """
    checks = FAULT_CHECKS[sort]
    for check in checks:
        fault = check(name)
        if fault:
            return fault
    if sort not in CUT_SORTS:
        return ""
    passages = texts if isinstance(texts, Passages) else Passages(texts)
    return CUT_WORD if _is_cut(name, passages) else ""


def is_whole_name(name: str, sort: NameSort, texts: Iterable[str] = ()) -> bool:
    """Whether a text may be a whole name of a sort."""
    return not find_name_fault(name, sort, texts)


def _mark_fault(name: str) -> str:
    """The fault of a name without letters, with a mark at its edge or a bracket without its other half."""
    if not LETTER.search(name):
        return NO_LETTERS
    if not _is_balanced(name):
        return UNBALANCED
    return EDGE_MARK if EDGE.search(name.strip()) else ""


def _is_balanced(name: str) -> bool:
    """Whether each bracket and quotation mark has its other half, in order."""
    open_marks: list[str] = []
    for character in name:
        if character in OPENING:
            open_marks.append(character)
        elif character in PAIRS:
            halves = (PAIRS[character], HALF_OF_EITHER_WIDTH.get(character))
            if not open_marks or open_marks.pop() not in halves:
                return False
    return not open_marks and name.count('"') % 2 == 0


def _length_fault(name: str) -> str:
    limit = MAX_ZH_LENGTH if HAN.search(name) else MAX_EN_LENGTH
    return TOO_LONG if len(name) > limit else ""


def _sentence_fault(name: str) -> str:
    """The fault of a name with words or marks that only sentences have."""
    if HAN.search(name):
        is_piece = ZH_MARK.search(_outside_brackets(name)) or ZH_SENTENCE_WORD.search(name)
        leading, trailing = ZH_LEADING.match(name), ZH_TRAILING.search(name)
    else:
        is_piece = EN_SENTENCE_WORD.search(name) or EN_SENTENCE_END.search(name)
        leading, trailing = EN_LEADING.match(name), EN_TRAILING.search(name)
    if is_piece:
        return SENTENCE_PIECE
    if leading:
        return LEADING_WORD
    return TRAILING_WORD if trailing else ""


def _outside_brackets(name: str) -> str:
    return re.sub(r"[(（“《][^()（）“”《》]*[)）”》]", "", name)


def _department_fault(name: str) -> str:
    return BARE_DEPARTMENT if is_bare_department(name) else ""


def is_bare_department(name: str) -> bool:
    """Whether a name says no more than which department of some body it is: 教务处, 党委办公室."""
    if not HAN.search(name):
        words = name.lower().split()
        return bool(words) and EN_DEPARTMENT_WORDS.issuperset(words)
    if ZH_DEPARTMENT.fullmatch(name):
        return True
    if len(name) > MAX_DEPARTMENT_LENGTH or not name.endswith(DEPARTMENT_SUFFIXES):
        return False
    if BODY_WORD.search(name) or name.startswith(chinese_place_prefixes()):
        return False
    return not name.startswith(lexicon("zh").name_prefixes)


def _is_cut(name: str, passages: Passages) -> bool:
    """Whether every place where the passages have a name cuts a word, at its beginning or its end."""
    name, _ = fold_with_offsets(name, traditional=True)
    is_found = False
    for text, place in passages.find(name):
        is_found = True
        if not _cuts_word(text, name, place):
            return False
    return is_found


@functools.lru_cache(maxsize=KEPT_TEXTS)
def _places_inside_words(text: str) -> frozenset[int]:
    """The places of a text inside of a Chinese noun or the name of a place."""
    tokenized = tokenize(text)
    places: set[int] = set()
    for token, tag, start in zip(tokenized.tokens, tokenized.tags, tokenized.starts, strict=True):
        # What is taken for a person is often the beginning of a name with the word before it.
        if tag in NOUN_TAGS and HAN.search(token):
            first = start + 2 if token[0] in WORDS_BEFORE_NAMES else start + 1
            places.update(range(first, start + len(token)))
    return frozenset(places)


def _cuts_word(text: str, name: str, start: int) -> bool:
    """Whether a name at a place of a text begins or ends inside a word."""
    end = start + len(name)
    if _cuts_latin_word(text, start) or _cuts_latin_word(text, end):
        return True
    if not HAN.search(name):
        return False
    inside = _places_inside_words(text)
    # Behind a noun for a body the word that goes on is that of an office: 大学校长.
    return start in inside or (end in inside and not name.endswith(lexicon("zh").name_suffixes))


def _cuts_latin_word(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return 0 < place < len(text) and around.isascii() and around.isalpha()


NAME_CHECKS = (_mark_fault, _length_fault, _sentence_fault)
FAULT_CHECKS = {
    NameSort.BODY: (*NAME_CHECKS, _department_fault),
    NameSort.BASE: NAME_CHECKS,
    NameSort.TITLE: (_mark_fault,),
    NameSort.PERSON: (_mark_fault,),
}
CUT_SORTS = frozenset({NameSort.BODY, NameSort.BASE})
