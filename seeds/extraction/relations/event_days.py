"""Days of events: those that a sentence tells or takes up, and dates that are of something else."""

import datetime
import re
from collections.abc import Sequence

from seeds.extraction.annotation import EVENT, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.mentions.dates import DateMention, find_dates, is_after_publication
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("event_days")
UNRELATED_DATE = PATTERNS["unrelated_date"]
SAME_DAY = PATTERNS["same_day"]
DATED_ACTION = PATTERNS["dated_action"]
YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SAME_DAY_WINDOW = 12  # sentences
UNRELATED_WINDOW = 14
MAX_DAYS_BEFORE_PUBLICATION = 60


def find_sentence_date(document: AnnotatedArticle, sentence: Sentence) -> str | None:
    """Return the day, as EDTF, of the event that a sentence reports; None without one."""
    held = trigger_pattern("held", sentence.language)
    if not _reports_event(sentence, held):
        return None
    dates = find_dates(
        sentence.text,
        language=sentence.language,
        published=document.published,
        years=_event_years(sentence) or document.years,
    )
    dates = [date for date in dates if is_date_of_event(document, sentence, date)]
    if not dates:
        return find_same_day(document, sentence)
    places = _event_places(sentence, held)

    def distance(date: DateMention) -> int:
        return min(abs(date.start - place) for place in places)

    return min(dates, key=distance).edtf


def _reports_event(sentence: Sentence, held: re.Pattern[str]) -> bool:
    """Whether a sentence names a meeting or something else that happens on one day."""
    if sentence.mentions_of(EVENT) or held.search(sentence.text):
        return True
    return bool(DATED_ACTION.search(sentence.text))


def _event_years(sentence: Sentence) -> tuple[int, ...]:
    """The years in the names of meetings, each once."""
    years: dict[int, None] = {}
    for event in sentence.mentions_of(EVENT):
        years.update(dict.fromkeys(map(int, YEAR.findall(event.name))))
    return tuple(years)


def _event_places(sentence: Sentence, held: re.Pattern[str]) -> list[int]:
    """Where a sentence tells that something was held, else where it names a meeting, else its start."""
    places = [match.start() for match in held.finditer(sentence.text)]
    if not places:
        places = [event.start for event in sentence.mentions_of(EVENT)]
    return places or [0]


def find_same_day(document: AnnotatedArticle, sentence: Sentence) -> str | None:
    """Return the day that "that day" or "here" takes up from the sentences before."""
    if not SAME_DAY.search(sentence.text):
        return None
    return _last_day_in(document, document.sentences[: sentence.number])


def find_day_of_paragraph(document: AnnotatedArticle, sentence: Sentence) -> str | None:
    """Return the last day named before a sentence in its paragraph, shortly before the publication."""
    earlier = [
        other
        for other in document.sentences[: sentence.number]
        if other.paragraph == sentence.paragraph
    ]
    day = _last_day_in(document, earlier)
    return day if day and _is_recent(document, day) else None


def _last_day_in(document: AnnotatedArticle, earlier: Sequence[Sentence]) -> str | None:
    """The first day in the nearest of the earlier sentences that names one."""
    for previous in reversed(earlier[-SAME_DAY_WINDOW:]):
        days = days_of(document, previous)
        if days:
            return days[0]
    return None


def days_of(document: AnnotatedArticle, sentence: Sentence) -> list[str]:
    """Return the days in a sentence that may be those of events, in order."""
    dates = find_dates(
        sentence.text,
        language=sentence.language,
        published=document.published,
        years=_event_years(sentence) or document.years,
    )
    return [date.edtf for date in dates if is_date_of_event(document, sentence, date)]


def _is_recent(document: AnnotatedArticle, day: str) -> bool:
    """Whether a day lies within some weeks before the publication, if both are known."""
    published = document.published[:10]
    if not (WHOLE_DAY.fullmatch(published) and WHOLE_DAY.match(day)):
        return False
    distance = datetime.date.fromisoformat(published) - datetime.date.fromisoformat(day[:10])
    return 0 <= distance.days <= MAX_DAYS_BEFORE_PUBLICATION


def is_date_of_event(document: AnnotatedArticle, sentence: Sentence, date: DateMention) -> bool:
    """Return whether a date is past, and not that of a founding or of a document."""
    if is_after_publication(date.edtf, document.published):
        return False
    start = max(0, date.start - UNRELATED_WINDOW)
    return not UNRELATED_DATE.search(sentence.text[start : date.start])
