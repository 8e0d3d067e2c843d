"""The names in a trigger's slot: before it, behind it, between "by" and it, or under a lead."""

import re

from seeds.extraction.annotation import CONSORTIUM, Mention, Sentence
from seeds.extraction.lists.coordination import (
    MentionGroup,
    mention_groups,
    with_items_of_colon_list,
)
from seeds.extraction.rules import gaps
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.subjects import (
    counted_parties,
    last_comma,
    names_behind_label,
    subject_names,
    text_without_consortia,
)

AGENT_MARKER = re.compile("(?<![自理缘来经])由(?!于|来|此)")
UNDER_MARKER = re.compile("(?<![落设放存])在|受|得到|获得|接受|获")
# Behind the last of these, or at the beginning of the text, the names of an agent begin.
ROLE_VERB = re.compile(
    "主办|承办|协办|合办|联办|交给|交由|指导|支持(?!中心)|牵头(?!$|主办|承办|举办|指导)|举办|承担|^"
)
SENTENCE_MARK = re.compile("[;。]")
# What makes the name behind a list's last comma the subject of a clause of its own.
OWN_PREDICATE = re.compile(
    r"""
    (?:等.{0,8})?
    (?:
        是 | 为 | 任 | 担任 | 出任 | 作为 | 负责 | 给予 | 提供 | 则 | 被 | 获 | 当选
      | (?:共同|联合|具体)?(?:主办|承办|协办|支持|指导|牵头)
    )
    """,
    re.VERBOSE,
)
# The same where it gives the name a label of its own: "A is an initiator, B is a supporter"
OWN_LABEL = re.compile("则?(?:为|是|任|担任|出任)[^,。;]{0,12}(?:单位|方|者)(?=[,。;]|$)")
PARENTHETICAL = re.compile(r"^\s?\([^()]{1,30}\)|^[”\"]?\)")
# What may stand between a trigger and the names behind it.
LEAD_IN = re.compile(
    r"""
    [\s“\"(:为是有由即|·\-]*                     # "namely", a bracket, a colon, the bar of a table
    (?:\([^()]{1,20}\))?
    (?:一职|之职)?                               # "the office of"
    (?:                                          # "three units in number"
        (?:共|共计|共有)?(?:以下|如下|下列)?
        (?:[一二两三四五六七八九十]+|\d+)[家所个方]
        (?:单位|机构|企业|院校|高校|学校)?
    )?
    (?:,?(?:分别|依次|主要|如下))*               # "respectively", "as follows"
    [\s“\"(:为是有由即|·\-]*
    (?:the\s)?
    """,
    re.VERBOSE,
)
ENGLISH_ARTICLES = ("the ", "The ")
# A consortium is neither the leader nor a member of itself.
CONSORTIUM_RELATIONS = frozenset({"lead", "membership"})
BRACKET = "("
MAX_AGENT_START = 12  # characters behind "by"
MAX_AGENT_DISTANCE = 14  # before the trigger


def fill_slot(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    """Return the names in the rule's slot at one of its triggers."""
    return SLOT_FILLERS[rule.slot](sentence, rule, match)


def _names_after(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    """The list that begins behind the trigger."""
    text = sentence.text
    place = _skip_end(text, rule, match.end())
    groups = mention_groups(sentence, people=rule.people)
    for group in groups:
        names = tuple(mention for mention in group if _begins_behind(text, mention, place))
        if not names or not _leads_in(sentence, place, names):
            continue
        if match[0].endswith(",") and OWN_LABEL.match(text, names[-1].end):
            return ()
        if OWN_PREDICATE.match(text, names[-1].end):
            return names[: last_comma(sentence, names)] or names
        return with_items_of_colon_list(sentence, groups, names)
    return ()


def _leads_in(sentence: Sentence, place: int, names: MentionGroup) -> bool:
    """Whether the words from a place to the names behind it lead to them."""
    start = max(place, names[0].start)
    if LEAD_IN.fullmatch(sentence.text, place, start):
        return True
    return gaps.may_lead_in(sentence, place, start)


def _skip_end(text: str, rule: Rule, place: int) -> int:
    """The place behind the words that the rule skips."""
    skipped = rule.skip.match(text, place) if rule.skip else None
    return skipped.end() if skipped else place


def _begins_behind(text: str, mention: Mention, place: int) -> bool:
    """Whether a name begins behind a place, an article at its beginning left out."""
    return mention.start >= place or text[mention.start : place] in ENGLISH_ARTICLES


def _names_before(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    """The subject before the trigger: the bodies that it counts, or the nearest list."""
    counted = counted_parties(sentence, match.start())
    if counted:
        return counted
    lists = _lists_before(sentence, rule, match.start())
    if not lists:
        return ()
    if rule.gap or match[0].startswith(BRACKET):
        return _fitting_subject(sentence, rule, match, lists[-1])
    return _subject_by_grammar(sentence, rule, match, lists)


def _lists_before(sentence: Sentence, rule: Rule, place: int) -> list[MentionGroup]:
    """The lists of names before a place that the rule may speak of."""
    lists = []
    for group in mention_groups(sentence, people=rule.people):
        names = tuple(mention for mention in group if mention.end <= place)
        if names and _suits_relation(rule, names):
            lists.append(names)
    return lists


def _subject_by_grammar(
    sentence: Sentence, rule: Rule, match: re.Match[str], lists: list[MentionGroup]
) -> MentionGroup:
    """The subject of the trigger's clause, else what the sentence speaks of, for a rule without a gap."""
    nearest = lists[-1]
    is_apposition = not sentence.text[nearest[-1].end : match.start()].strip()
    if is_apposition or gaps.is_subject(sentence, nearest):
        names = nearest if rule.people else subject_names(sentence, nearest)
        if names and gaps.may_precede(sentence, names[-1].end, match.start()):
            return names
    topic = lists[0]
    return topic if gaps.is_topic(sentence, topic, match.start()) else ()


def _suits_relation(rule: Rule, names: MentionGroup) -> bool:
    """Whether a list holds more than consortia where the rule speaks of their members."""
    if rule.relation not in CONSORTIUM_RELATIONS:
        return True
    return any(mention.kind != CONSORTIUM for mention in names)


def _fitting_subject(
    sentence: Sentence, rule: Rule, match: re.Match[str], names: MentionGroup
) -> MentionGroup:
    """The names of a list that are the subject of the trigger, none where the words between do not fit."""
    if match[0].startswith(BRACKET):
        names = names[-1:]
    if not rule.people:
        names = subject_names(sentence, names)
    if not names:
        return ()
    between = text_without_consortia(sentence, names[-1].end, match.start())
    return names if _fits_gap(rule, between) else ()


def _fits_gap(rule: Rule, between: str) -> bool:
    """Whether the words between names and trigger are such as the rule allows."""
    between = PARENTHETICAL.sub("", between)
    return bool(rule.gap.fullmatch(between)) if rule.gap else not between.strip()


def _names_by(sentence: Sentence, rule: Rule, match: re.Match[str]) -> MentionGroup:
    """The agents between "by" and the trigger."""
    place = match.start()
    start = _agent_start(sentence.masked_text, place)
    if start is None or SENTENCE_MARK.search(sentence.text[start:place]):
        return ()
    names = _names_within(sentence, start, place, people=rule.people)
    if not names or names[0].start - start > MAX_AGENT_START:
        return ()
    names = names_behind_label(sentence, names)
    if rule.gap:
        return names if _fits_gap(rule, sentence.text[names[-1].end : place]) else ()
    return names if gaps.may_precede(sentence, names[-1].end, place) else ()


def _agent_start(text: str, place: int) -> int | None:
    """The place behind the last "by", or behind the verb of another role that follows it."""
    markers = [marker.end() for marker in AGENT_MARKER.finditer(text, 0, place)]
    if not markers:
        return None
    return max([markers[-1], *(verb.end() for verb in ROLE_VERB.finditer(text, 0, place))])


def _names_under(sentence: Sentence, _rule: Rule, match: re.Match[str]) -> MentionGroup:
    """The bodies under whose guidance something happened."""
    place = match.start()
    markers = [marker.start() for marker in UNDER_MARKER.finditer(sentence.text, 0, place)]
    if not markers or SENTENCE_MARK.search(sentence.text, markers[-1], place):
        return ()
    start = max([markers[-1] + 1, *_role_verb_ends(sentence.text, markers[-1] + 1, place)])
    names = _names_within(sentence, start, place)
    if not names or place - names[-1].end > MAX_AGENT_DISTANCE:
        return ()
    return names


def _role_verb_ends(text: str, start: int, end: int) -> list[int]:
    """Where the words for other roles between two places end."""
    return [verb.end() for verb in ROLE_VERB.finditer(text, start, end)]


def _names_within(
    sentence: Sentence, start: int, end: int, *, people: bool = False
) -> MentionGroup:
    """The names of all lists between two places."""
    names: list[Mention] = []
    for group in mention_groups(sentence, people=people):
        names += [mention for mention in group if start <= mention.start and mention.end <= end]
    return tuple(names)


SLOT_FILLERS = {
    "after": _names_after,
    "before": _names_before,
    "by": _names_by,
    "under": _names_under,
}
