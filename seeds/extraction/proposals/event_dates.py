"""On which day, and at which conference of the article, something happened."""

from dataclasses import dataclass

from seeds.extraction.annotation import ExtractedProposal, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.event_days import find_sentence_date
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("event_dates")

EARLIER_TIME = PATTERNS["earlier_time"]


@dataclass(frozen=True)
class MainConference:
    """The conference that an article is about: its name, its kind and its days."""

    name: str = ""
    kind: str = ""
    days: str | None = None

    def date_and_conference(
        self, document: AnnotatedArticle, sentence: Sentence
    ) -> tuple[str | None, str]:
        """Return the day of what a sentence reports and the conference at which it happened.

        The day is None where the sentence gives no usable date, the conference "" where it was none.
        """
        day = find_sentence_date(document, sentence)
        if sentence.table and day is not None:
            # In a row it is unknown what the day is that of.
            return None, ""
        if day is None:
            if EARLIER_TIME.search(sentence.text):
                return None, ""
            return self._single_day(), self.name
        if day == self.days or _is_within(day, self.days):
            return day, self.name
        return day, ""

    def _single_day(self) -> str | None:
        """The day of the conference, None for one of several days."""
        return None if self.days is None or "/" in self.days else self.days


def main_conference(proposals: list[ExtractedProposal]) -> MainConference:
    """Return the first of the conferences, or an empty one."""
    if not proposals:
        return MainConference()
    values = proposals[0].values
    return MainConference(values.name or "", values.conference_kind, values.starts_on)


def _is_within(day: str, days: str | None) -> bool:
    """Whether a day is one of an interval."""
    first, _, last = (days or "").partition("/")
    return bool(last) and first <= day <= last
