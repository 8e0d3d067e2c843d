"""Whether a sentence speaks of a plan or a hope instead of something that happened."""

from seeds.extraction.annotation import Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("planned_events")

CHINESE_CLAUSE_MARKS = (",", ";", ":")
ENGLISH_CLAUSE_MARKS = (";", ":", ". ", ", which ", ", who ")
PLAN_CONTINUATION = PATTERNS["plan_continuation"]


def is_planned(sentence: Sentence, place: int) -> bool:
    """Whether a place of the sentence speaks of a plan or a hope."""
    return READERS[sentence.language](sentence.masked_text, place)


def _is_planned_in_english(text: str, place: int) -> bool:
    start = _clause_start(text, place, ENGLISH_CLAUSE_MARKS)
    plan = trigger_pattern("plan", EN).search(text, start)
    return bool(plan) and plan.end() <= place


def _is_planned_in_chinese(text: str, place: int) -> bool:
    start = _clause_start(text, place, CHINESE_CLAUSE_MARKS)
    while start and PLAN_CONTINUATION.match(text, start):
        start = _clause_start(text, start - 1, CHINESE_CLAUSE_MARKS)
    if trigger_pattern("plan", ZH).search(text[start:place]):
        return True
    return bool(trigger_pattern("later", ZH).search(text, 0, max(place, 1)))


def _clause_start(text: str, place: int, marks: tuple[str, ...]) -> int:
    """The place behind the last mark, 0 without one."""
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


READERS = {ZH: _is_planned_in_chinese, EN: _is_planned_in_english}
