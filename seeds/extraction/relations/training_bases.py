"""Training bases: what a plaque was unveiled for, or what was founded, awarded or built."""

import re

from seeds.extraction.annotation import BASE, EVENT, ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.training_base_partners import find_awarder, find_base_partners
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import ANAPHORIC_ROLE, Rule
from seeds.extraction.rules.planned_events import is_planned
from seeds.extraction.text.folding import strip_invisible
from seeds.schema import TrainingBaseFact

COLLEGE_BASE = re.compile(
    "产业学院|工程师学院|工匠学院|企业学院|友好学校|订单学院|行业学院|现代学院"
)
SCHOOL_SUFFIXES = ("学院", "学校", "Institute")
# An English college is a school of its own where its name tells the type; else partners set it up.
ENGLISH_SCHOOL_NAME = re.compile(
    r"""
    \b(?:
        Vocational|Technical|Technicians?|Technology|Community|Normal|Medical|Polytechnic|Teachers
      | Agricultural|Union|University
    )\b.*College\b
  | College\sof\b
    """,
    re.VERBOSE,
)
GENERIC_NAME = re.compile(
    r"""
    (?:20\d\d年度?)?(?:[省市州县区校国家]{1,2}级)?
    (?:校企合作|产教融合)?(?:实践|实训|实习|培训|教学)?基地
  | [一-鿿]{0,3}(?:中心|学院|学校|基地)
  | (?:一批|各类|相关|等).*
    """,
    re.VERBOSE,
)
LOCATION_PREPOSITION = re.compile("(?<!存)(?:在|于|到|赴|位于|落户)$")
LIST_CONJUNCTION_BEFORE_QUOTE = re.compile("[、和与及]“")
# Behind the name of a base: it is only talked about; there are many of its type.
INTENTION = re.compile('[”"]?[^,。;]{0,10}(?:意向(?!书)|洽谈|探讨|磋商|商讨)')
COUNT_AFTER = re.compile("(?:等)?(?:共)?(?:\\d+|[一二两三四五六七八九十百]+)(?:余|多)?[个家所座处]")
OPENING_QUOTE = "“"
PROPER_NAME_ROLE = "named"  # of rules that count only bases with a name of their own
MAX_SLOT_DISTANCE = 4
MIN_DISTINCTIVE_LENGTH = 2


def extract_training_bases(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the bases in the slot of a trigger."""
    if rule.role == ANAPHORIC_ROLE:
        return _facts_of_antecedent(document, sentence, rule, match)
    return [
        _base_fact(document, sentence, rule, base)
        for base in sentence.mentions_of(BASE)
        if _is_reported(sentence, rule, match, base)
    ]


def _is_reported(sentence: Sentence, rule: Rule, match: re.Match[str], base: Mention) -> bool:
    """Whether a base fills the slot of a trigger and is more than a plan or a mere type."""
    if not _is_base(base) or not _is_in_slot(sentence, rule, match, base):
        return False
    if INTENTION.match(sentence.text, base.end) or is_planned(sentence, base.start):
        return False
    if rule.role == PROPER_NAME_ROLE and not _has_proper_name(sentence, base):
        return False
    is_after = rule.slot == "after" and sentence.language != EN
    return not is_after or not _receives_title(sentence, base)


def _facts_of_antecedent(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The base that "this base" speaks of: the last one with that noun in the sentence before."""
    for previous in document.preceding_sentences(sentence)[:1]:
        for base in reversed(previous.mentions_of(BASE)):
            if not base.name.endswith(match["noun"]):
                continue
            if _is_base(base) and _has_proper_name(previous, base):
                return [_base_fact(document, previous, rule, base)]
    return []


def _base_fact(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, base: Mention
) -> ExtractedFact:
    name = strip_invisible(base.name)
    values = TrainingBaseFact(
        name=name,
        partners=find_base_partners(document, sentence, base),
        awarded_by=find_awarder(sentence),
    )
    return build_fact(rule, sentence, values, [name])


def _is_base(base: Mention) -> bool:
    """Whether the name is that of a base, not of a school or of a mere type."""
    if GENERIC_NAME.fullmatch(base.name):
        return False
    if base.subtype != "other" or COLLEGE_BASE.search(base.name):
        return True
    is_school = base.name.endswith(SCHOOL_SUFFIXES) or ENGLISH_SCHOOL_NAME.search(base.name)
    return not is_school


def _is_quoted(sentence: Sentence, base: Mention) -> bool:
    return sentence.text.endswith(OPENING_QUOTE, 0, base.start)


def _receives_title(sentence: Sentence, base: Mention) -> bool:
    """Whether a base gets a title that stands in quotes behind it, and is not one of a quoted list."""
    if _is_quoted(sentence, base):
        return False
    for title in sentence.mentions_of(BASE):
        if title.start >= base.end and _is_quoted(sentence, title):
            between = sentence.text[base.end : title.start]
            return not LIST_CONJUNCTION_BEFORE_QUOTE.fullmatch(between)
    return False


def _has_proper_name(sentence: Sentence, base: Mention) -> bool:
    """Whether a base has a name of its own: one in quotes, or one with a distinctive word.

    A count behind the name means several bases of one type.
    """
    if COUNT_AFTER.match(sentence.text, base.end):
        return False
    if _is_quoted(sentence, base):
        return True
    rest = base.name
    for word in sorted(lexicon("zh")["base_words"], key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) >= MIN_DISTINCTIVE_LENGTH


def _is_in_slot(sentence: Sentence, rule: Rule, match: re.Match[str], base: Mention) -> bool:
    """Whether a base stands in the slot of a trigger, with nothing but names or a gap between them."""
    if LOCATION_PREPOSITION.search(sentence.text[: base.start]):
        return False
    if rule.slot == "before" and base.end <= match.start():
        between = _text_without_names(sentence, base.end, match.start())
    elif rule.slot != "before" and base.start >= match.end():
        between = _text_without_names(sentence, match.end(), base.start)
    else:
        return rule.slot == "none" and base.start < match.start() < base.end
    if rule.gap:
        return bool(rule.gap.fullmatch(between))
    return len(between) <= MAX_SLOT_DISTANCE


def _text_without_names(sentence: Sentence, start: int, end: int) -> str:
    """The words between two places, without the bases there and the names that the sentence holds."""
    text = sentence.text[start:end]
    for base in sentence.mentions_of(BASE):
        if start <= base.start and base.end <= end:
            text = text.replace(sentence.text[base.start : base.end], "")
    names = [
        sentence.text[mention.start : mention.end]
        for mention in sentence.mentions
        if mention.kind not in (BASE, EVENT) and len(mention.name) > 1
    ]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
