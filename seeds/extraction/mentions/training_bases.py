"""Names of training bases and other institutions that get a plaque."""

import re

from consortia.models import TrainingBaseKind
from seeds.extraction.annotation import BASE, Mention, Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.mentions.en_training_bases import english_base_spans
from seeds.extraction.mentions.zh_training_bases import chinese_base_spans
from seeds.extraction.rules.kind_tables import kind_table

OTHER_KIND = TrainingBaseKind.OTHER
BASE_KIND_PATTERNS = kind_table("base_kind").patterns
# The same at the end of a name or before "of" and "for", where the word tells more than inside of a name
FINAL_KIND_PATTERNS = tuple(
    (kind, re.compile(rf"(?:{pattern.pattern})(?:[^\w]|$| of | for )"))
    for kind, pattern in BASE_KIND_PATTERNS
)
SPANS = {ZH: chinese_base_spans, EN: english_base_spans}
MIN_NAME_LENGTH = 5


def classify_base(name: str) -> str:
    """Return the kind of base that a name says it is."""
    for kind, pattern in (*FINAL_KIND_PATTERNS, *BASE_KIND_PATTERNS):
        if pattern.search(name):
            return kind
    return OTHER_KIND.value


def find_bases(sentence: Sentence) -> list[Mention]:
    """Return the mentions with a noun for a base; rules decide which of them a plaque was unveiled for."""
    mentions = []
    for start, end in sorted(set(SPANS[sentence.language](sentence.text))):
        if end - start < MIN_NAME_LENGTH:
            continue
        name = sentence.text[start:end]
        mentions.append(
            Mention(start=start, end=end, kind=BASE, name=name, subtype=classify_base(name))
        )
    return mentions
