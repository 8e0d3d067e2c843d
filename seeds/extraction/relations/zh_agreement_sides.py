"""The two sides of "with" in a Chinese sentence of signing."""

import re

from seeds.extraction.annotation import REFERENCE, Mention, Sentence
from seeds.extraction.relations.signing import has_signing_trigger
from seeds.extraction.relations.zh_signatories import RESPECTIVELY
from seeds.extraction.rules.slots import MentionGroup, mention_groups

WITH_BEFORE_PARTY = re.compile(
    r"""
    (?:分别|依次|先后|共同|也|还|就|并|同时|,)*
    (?:与|同|和|跟|及)(?:了)?
    (?:[^,。;:、与和同由]{0,10}?(?:单位|企业|院校|高校|龙头|巨头))?    # "the leading company"
    $
    """,
    re.VERBOSE,
)
WITH_BETWEEN_PARTIES = re.compile(r"(?:分别|,)*[与同跟](?:了)?|(?:分别|先后|共同)和")
WITH_IN_LIST = ("与", "同", "和", "分别与", "分别同")
SIGNING_WITH = re.compile(
    r"""
    [^,。;:、]{0,24}?
    (?:代表[^,。;:、]{0,8},)?
    (?:分别|先后|依次|还|也|又|同时|,)*
    [与同和跟](?![期时步样意])
    """,
    re.VERBOSE,
)
JOINTLY = re.compile("三方|四方|五方|多方|共同签|联合签|三家|四家")
# Several bodies counted by number that sign one by one
SEPARATE_SIGNING = re.compile(
    "[家所](?:单位|企业|院校|机构|学校|公司)?(?:先后|逐一|依次)?(?:分别|各自)签"
)
COUNTED_PARTNERS = re.compile(
    "([两三四五六])家(?:单位|企业|院校|机构|学校|公司|高校)?(?:共同|正式|现场)?(?:签|达成|订立)"
)
COUNT_VALUES = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
MIN_LENGTH_OF_PAIRS = 4
PAIR_SEPARATORS = ("、", ",", ";", "以及", "")
COUNTED_LIST_END = re.compile("等(?:\\d+|[数多几十两三四五六七八九]+)余?[家所个]")
SENTENCE_MARK = re.compile("[;。]")
CHINESE_WITH = re.compile("[与同跟]")
# Signs with others where the sentence names nobody who does.
UNKNOWN_PARTY = Mention(start=0, end=1, kind=REFERENCE, name="?")


def groups_around_with(
    sentence: Sentence, before: list[MentionGroup], text: str
) -> list[MentionGroup]:
    """Return the parties of each agreement among the lists before a trigger.

    `text` is the clause with the trigger; it tells whether the parties signed together.
    """
    pairs = pairs_of_list(sentence, before[-1])
    if pairs:
        return pairs
    left, right = _split_at_with(sentence, before)
    if not left or not right:
        return [before[-1]] if len(before[-1]) > 1 else []
    if _each_signs(sentence, left, right):
        return [(party, *right) for party in left]
    if _sign_separately(text, left, right):
        return [(*left, party) for party in right]
    return [(*left, *right)]


def pairs_of_list(sentence: Sentence, group: MentionGroup) -> list[MentionGroup]:
    """Return the pairs of a list that joins them one by one: "A with B, C with D"; none in others."""
    if len(group) < MIN_LENGTH_OF_PAIRS or len(group) % 2:
        return []
    for index in range(1, len(group)):
        between = sentence.text[group[index - 1].end : group[index].start].strip()
        separators = WITH_IN_LIST if index % 2 else PAIR_SEPARATORS
        if between not in separators:
            return []
    return [group[index : index + 2] for index in range(0, len(group), 2)]


def _each_signs(sentence: Sentence, left: MentionGroup, right: MentionGroup) -> bool:
    """Whether each of several parties before "respectively with" signed with the one behind it."""
    if len(left) < 2 or len(right) != 1:
        return False
    return bool(RESPECTIVELY.search(sentence.text[left[-1].end : right[0].start]))


def _sign_separately(text: str, left: MentionGroup, right: MentionGroup) -> bool:
    """Whether each of the parties behind "with" signed an agreement of its own."""
    if not any(mention.resolved_name for mention in left):
        return True
    if SEPARATE_SIGNING.search(text) or _counts_partners(text, right):
        return True
    if JOINTLY.search(text):
        return False
    return len(right) > 2 or bool(RESPECTIVELY.search(text) or COUNTED_LIST_END.search(text))


def _counts_partners(text: str, right: MentionGroup) -> bool:
    """Whether the text counts the parties behind "with" alone, as partners of one that signs with each."""
    counted = COUNTED_PARTNERS.search(text)
    if not counted or len(right) < 2:
        return False
    return COUNT_VALUES.get(counted[1]) == len(right)


def _split_at_with(
    sentence: Sentence, before: list[MentionGroup]
) -> tuple[MentionGroup, MentionGroup]:
    """The names before the word "with", empty where there is none, and those behind it."""
    last = before[-1]
    subject = _subject_of_with(sentence, before)
    if subject:
        return subject, last
    for index in range(1, len(last)):
        between = sentence.text[last[index - 1].end : last[index].start]
        if WITH_BETWEEN_PARTIES.fullmatch(between.rstrip("“(").strip()):
            return last[:index], last[index:]
    return (), last


def _subject_of_with(sentence: Sentence, before: list[MentionGroup]) -> MentionGroup:
    """The parties that sign with the last list, where "with" stands right before that."""
    place = before[-1][0].start
    text = sentence.text[:place].rstrip("“(")
    if not WITH_BEFORE_PARTY.search(text):
        return ()
    if len(before) > 1 and _shares_clause(sentence, before[-2], place):
        subject = before[-2]
        between = sentence.text[subject[-1].end : place]
        return subject[:1] if "," in between and is_joined(sentence, subject) else subject
    if CHINESE_WITH.search(text[-16:]) and text.strip() not in ("与", "同"):
        return _subject_of_sentence(sentence, place)
    return ()


def _shares_clause(sentence: Sentence, group: MentionGroup, place: int) -> bool:
    """Whether neither the end of a clause nor another signing parts a list from a place."""
    if SENTENCE_MARK.search(sentence.text[group[-1].end : place]):
        return False
    return not has_signing_trigger(sentence, group[-1].end, place)


def _subject_of_sentence(sentence: Sentence, place: int) -> MentionGroup:
    """The party that signs with others: the last named before "with", else "we", else an unknown one."""
    groups = _lists_without_with(sentence, place)
    for group in reversed(groups):
        if is_joined(sentence, group) or SIGNING_WITH.match(sentence.text, group[-1].end):
            return group[:1]
    for group in reversed(groups):
        if ":" in sentence.text[group[-1].end : place]:
            return group[:1]
    for reference in reversed(sentence.mentions_of(REFERENCE)):
        if reference.end <= place:
            return (reference,)
    return (UNKNOWN_PARTY,)


def _lists_without_with(sentence: Sentence, place: int) -> list[MentionGroup]:
    """The lists that begin before a place and do not stand behind "with"."""
    return [
        group
        for group in mention_groups(sentence)
        if group[0].start < place and not WITH_BEFORE_PARTY.search(sentence.text, 0, group[0].start)
    ]


def is_joined(sentence: Sentence, group: MentionGroup) -> bool:
    """Whether the first name of a list is joined with the others by "with"."""
    if len(group) < 2:
        return False
    return sentence.text[group[0].end : group[1].start].strip() in WITH_IN_LIST
