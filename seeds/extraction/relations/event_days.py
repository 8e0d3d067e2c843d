"""Days of events that a sentence does not state by itself, and dates that are of something else."""

import re

from seeds.extraction.annotation import Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN
from seeds.extraction.mentions.dates import DateMention, find_dates, is_after_publication

UNRELATED_DATE = re.compile(
    r"[Ii]naugurated\son\s?$|founded\s(?:on|in)\s?$|成立于$|始建于$|创建于$|截至$|as\sof\s?$"
)
SAME_DAY = re.compile("^(?:当[天日]|同日|这天)|在(?:此|这里)(?:举行|召开|举办|进行|开幕)")
SAME_DAY_WINDOW = 3  # sentences
UNRELATED_WINDOW = 14


def find_same_day(document: AnnotatedArticle, sentence: Sentence) -> str | None:
    """Return the day that "that day" or "here" takes up from the sentences before in its paragraph."""
    if sentence.language == EN or not SAME_DAY.search(sentence.text):
        return None
    for previous in document.preceding_sentences(sentence)[:SAME_DAY_WINDOW]:
        if previous.paragraph != sentence.paragraph:
            return None
        for date in find_dates(
            previous.text, english=False, published=document.published, years=document.years
        ):
            if is_date_of_event(document, previous, date):
                return date.edtf
    return None


def is_date_of_event(document: AnnotatedArticle, sentence: Sentence, date: DateMention) -> bool:
    """Return whether a date is past, and not that of a founding or of a document."""
    if is_after_publication(date.edtf, document.published):
        return False
    start = max(0, date.start - UNRELATED_WINDOW)
    return not UNRELATED_DATE.search(sentence.text[start : date.start])
