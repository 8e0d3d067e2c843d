"""The title of an agreement, near the words that tell of its signing."""

import re

from seeds.extraction.annotation import Sentence

TITLE_PREFIX = re.compile(
    r"""
    ^.*(?:签署了?|签订了?|签下|签约|达成|[与和同了就份项的在])(?=.{4})
  | ^(?:签[署订下]了?|[的是])(?=..)
    """,
    re.VERBOSE,
)
AGREEMENT_TITLE = re.compile(
    r"""
    # in quotation marks, with a noun for a contract
    [《“\"‘]
    ([^《》“”\"]{3,60}(?:协议|合同|项目|备忘录|协定|意向书|Agreement|班))
    [》”\"’]
    # Chinese without marks
  | ([\u3400-\u9fff“”]{0,30}(?:协议书?|合同|备忘录|协定|意向书))
    # English in capitals: "Framework Agreement on the Training of Nurses"
  | ((?:[A-Z][\w-]*\s(?:(?:of|on|for|and|the|in)\s)*){1,14}Agreements?)
    # English in small letters: "an agreement to train nurses"
  | ((?:[\w-]+\s){0,4}agreements?(?:\sto\s[^,.;]{5,90})?)
    # anything in quotation marks
  | [“‘]([^“”]{2,40})[”’]
    """,
    re.VERBOSE,
)
TITLE_PADDING = " “”"
TITLE_REACH_BEHIND = 120
TITLE_REACH_BEFORE = 60


def agreement_title(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the title behind a trigger, else the one before it, "" without one."""
    text = sentence.text
    end = min(len(text), match.end() + TITLE_REACH_BEHIND)
    title_match = AGREEMENT_TITLE.search(text, match.start(), end)
    if not title_match:
        start = max(0, match.start() - TITLE_REACH_BEFORE)
        title_match = AGREEMENT_TITLE.search(text, start, match.end())
    if not title_match:
        return ""
    title = next(part for part in title_match.groups() if part)
    return _without_padding(TITLE_PREFIX.sub("", title))


def _without_padding(title: str) -> str:
    """The title without blanks and the quotation marks around it, not without those of a name in it."""
    bare = title.strip()
    inner = bare.strip(TITLE_PADDING)
    opened, closed = inner.count("“"), inner.count("”")
    if opened < closed and bare.startswith("“"):
        return f"“{inner}"
    return f"{inner}”" if opened > closed and bare.endswith("”") else inner
