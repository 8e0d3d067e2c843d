"""The people who sign an agreement in Chinese, and the organisations that they stand for."""

import re

from seeds.extraction.annotation import ORGANISATION, PERSON, REFERENCE, Mention, Sentence
from seeds.extraction.mentions.zh_organisations import CHINESE_REFERENCE
from seeds.extraction.relations.signing import (
    has_signing_trigger,
    is_witnessing,
    mention_groups_between,
    text_without_bodies,
)
from seeds.extraction.resolution.representatives import find_representatives
from seeds.extraction.rules.slots import MentionGroup, mention_groups

RESPECTIVELY = re.compile("分别|依次|先后|逐一|各自|两两")
RESPECTIVELY_WITH = re.compile("(?:分别|先后|依次|逐一)[与同和]")
# What may stand between a person and the verb of signing where nothing else is reported of the person.
SIGNING_ONLY = re.compile(
    r"""
    (?:院长|校长|先生|女士)?
    (?:
        , | 、 | 等
      | 在.{0,12}上 | 在[^,。;]{1,40}[上中] | 就[^,。;]{2,40}      # where, and on what
      | 也 | 还 | 均 | 共同 | 分别 | 双方 | 一起 | 一同 | 各自 | 先后 | 依次 | 随后 | 并
      | 现场 | 当场 | 正式 | 郑重 | 进行
      | [上登]台 | 走[上到][^,]{1,6} | 落座 | 起身 | 握手
      | 提笔 | 执笔 | 挥笔 | 敲定
      | 作为.{0,8} | 代表.{0,10}
    )*
    """,
    re.VERBOSE,
)
SIGNING = re.compile("代表|签|上台|分别|依次|笔|款|[交互]换")
REPRESENTATION = "代表"
NOT_SIGNED_BY_PEOPLE = ("人", "方")  # behind the trigger: "the signatory", "the signing party"
PARENTHESIS = re.compile(r"\([^()]{0,60}\)")
BETWEEN_SIGNATORIES = re.compile(r"[\s,、和与及:的]*.{0,14}")
SEMICOLON = re.compile(";")
WITH_AT_END = re.compile("[与同和]$")
LIST_ITEM_START = re.compile("[与同和:;]$")
MAX_TAIL_LENGTH = 60  # characters between the last name and the trigger


def find_signatories(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> list[Mention]:
    """Return the people who sign: those right before the trigger, not those who attended or watched."""
    people = [
        person
        for person in sentence.mentions_of(PERSON)
        if clause[0] <= person.start and person.end <= match.start()
    ]
    if not people or sentence.text.startswith(NOT_SIGNED_BY_PEOPLE, match.end()):
        return []
    tail = sentence.text[people[-1].end : match.start()]
    if len(tail) > MAX_TAIL_LENGTH or is_witnessing(sentence, tail):
        return []
    signatories = _listed_with_last(sentence, people)
    return signatories if _do_sign(sentence, signatories, match, tail) else []


def _do_sign(sentence: Sentence, people: list[Mention], match: re.Match[str], tail: str) -> bool:
    """Whether people represent somebody, or nothing but signing is reported of them."""
    if not SIGNING.search(tail + match[0]):
        return False
    if REPRESENTATION in sentence.text[people[0].start : match.start()]:
        return True
    return bool(SIGNING_ONLY.fullmatch(sentence.text[people[-1].end : match.start()]))


def _listed_with_last(sentence: Sentence, people: list[Mention]) -> list[Mention]:
    """The last of the people and those before who share the same signing."""
    first = len(people) - 1
    while first and _sign_together(sentence, people[first - 1], people[first]):
        first -= 1
    return people[first:]


def _sign_together(sentence: Sentence, person: Mention, following: Mention) -> bool:
    """Whether neither watching, a full stop nor another signing parts two people."""
    between = sentence.text[person.end : following.start]
    if "。" in between or is_witnessing(sentence, between):
        return False
    return not has_signing_trigger(sentence, person.end, following.start)


def parties_of_signatories(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str], people: list[Mention]
) -> list[MentionGroup]:
    """Return the parties of each agreement as the organisations that its signatories stand for."""
    if not people:
        return []
    represented = _represented_organisations(sentence, clause[0], match.start())
    employers = [_employer(sentence, person) for person in people]
    if _first_signs_with_each(sentence, people) and all(employers):
        return [(employers[0], employer) for employer in employers[1:] if employers[0] and employer]
    if _are_clearer(employers, represented):
        return [tuple(employers)]
    if represented:
        return _groups_of_represented(sentence, match, represented)
    known = tuple(employer for employer in employers if employer)
    names = {employer.resolved_name for employer in known} - {""}
    return [known] if len(names) > 1 else []


def _first_signs_with_each(sentence: Sentence, people: list[Mention]) -> bool:
    """Whether the first of several people signed "respectively with" each of the others."""
    if len(people) < 3:
        return False
    return bool(RESPECTIVELY_WITH.search(sentence.text, people[0].end, people[1].start))


def _represented_organisations(sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The organisations on whose behalf people act between two places."""
    represented: list[Mention] = []
    for representatives, organisations in find_representatives(sentence):
        if start <= representatives[0].start and organisations[-1].end <= end:
            represented += organisations
    return represented


def _are_clearer(employers: list[Mention | None], represented: list[Mention]) -> bool:
    """Whether each signatory has another employer, while those represented are fewer and some a mere "we"."""
    if not any(body.kind == REFERENCE for body in represented) or not all(employers):
        return False
    names = {employer.resolved_name for employer in employers}
    return len(names) == len(employers) > len(represented)


def _groups_of_represented(
    sentence: Sentence, match: re.Match[str], represented: list[Mention]
) -> list[MentionGroup]:
    """The parties of each agreement where people sign on behalf of organisations, some "with" others."""
    start = represented[-1].end
    partners = _partners_behind(sentence, start, match.start())
    if partners:
        if not RESPECTIVELY.search(sentence.text[start : match.start()]):
            return [(*represented, *partners)]
        if len(represented) == 1:
            return [(*represented, partner) for partner in partners]
        return [(body, *partners) for body in represented]
    if len(represented) > 1:
        return [tuple(represented)]
    return _groups_behind_trigger(sentence, represented[0], match)


def _partners_behind(sentence: Sentence, start: int, end: int) -> MentionGroup:
    """The first list of names between two places, if it stands behind "with"."""
    for group in mention_groups(sentence, people=True):
        if group[0].start > start and group[-1].end <= end:
            return group if WITH_AT_END.search(sentence.text[: group[0].start]) else ()
    return ()


def _groups_behind_trigger(
    sentence: Sentence, body: Mention, match: re.Match[str]
) -> list[MentionGroup]:
    """The agreements of one party: with the partners behind it, or with those of each part of a list.

    "He signed four for the college: with A and B; with C" reports one agreement for each part.
    """
    text = sentence.text
    colon = text.find(":", match.end())
    if colon < 0:
        for group in mention_groups(sentence):
            if group[0].start >= body.end and WITH_AT_END.search(text[: group[0].start]):
                return [(body, *group)]
        return []
    groups: list[MentionGroup] = []
    start = colon + 1
    for end in [*(mark.start() for mark in SEMICOLON.finditer(text, start)), len(text)]:
        for group in mention_groups_between(sentence, start, end):
            if LIST_ITEM_START.search(text[: group[0].start]):
                groups.append((body, *group))
                break
        start = end
    return groups


def _employer(sentence: Sentence, person: Mention) -> Mention | None:
    """The organisation of a person as the sentence names it, else as another sentence does.

    None for a person without one, or with a mere "we" that stands elsewhere.
    """
    organisation = person.organisation
    if not organisation:
        return None
    for mention in sentence.mentions:
        if mention.kind != PERSON and organisation in (mention.name, mention.full_name):
            return mention
    if CHINESE_REFERENCE.fullmatch(organisation):
        return None
    return Mention(start=person.start, end=person.end, kind=ORGANISATION, name=organisation)


def find_people_after(sentence: Sentence, place: int) -> list[Mention]:
    """Return the people of a list right behind a place: "signed by A and B"."""
    people: list[Mention] = []
    for person in sentence.mentions_of(PERSON):
        if person.start < place:
            continue
        start = people[-1].end if people else place
        between = text_without_bodies(sentence, start, person.start, since=place)
        between = PARENTHESIS.sub("", between)
        if not BETWEEN_SIGNATORIES.fullmatch(between):
            break
        people.append(person)
    return people
