"""On which day, and at which conference of the article, something happened."""

import re
from dataclasses import dataclass

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import ExtractedProposal, Sentence
from seeds.extraction.relations.meetings import find_sentence_date

EARLIER_TIME = re.compile(
    r"此前|早在|曾经|曾于|去年|前年|\d{1,2}月(?!\s?\d)|(?:19|20)\d\d年|\b(?:previously|earlier|last\syear|in\s(?:19|20)\d\d)\b"
)


@dataclass(frozen=True)
class MainConference:
    """The conference that an article is about: its name, its kind and its days."""

    name: str = ""
    kind: str = ""
    days: str | None = None

    def date_and_conference(
        self, document: AnnotatedArticle, sentence: Sentence
    ) -> tuple[str | None, str]:
        """Return the day of what a sentence tells, and the conference at which it happened, "" if none."""
        own = find_sentence_date(document, sentence)
        if own and own != self.days and not _is_within(own, self.days):
            return own, ""
        if own is None and EARLIER_TIME.search(sentence.text):
            return None, ""
        return own or (self.days if self.days and "/" not in self.days else None), self.name


def main_conference(proposals: list[ExtractedProposal]) -> MainConference:
    """Return the first of the conferences, or one that says nothing."""
    fields = proposals[0].fields if proposals else {}
    return MainConference(
        fields.get("name") or "", fields.get("conference_kind", ""), fields.get("starts_on")
    )


def _is_within(day: str, days: str | None) -> bool:
    """Whether a day is one of an interval."""
    first, _, last = (days or "").partition("/")
    return bool(last) and first <= day <= last
