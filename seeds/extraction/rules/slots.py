"""The names in a trigger's slot: before it, behind it, between "by" and it, or under a lead."""

import re
from itertools import chain

from seeds.extraction.annotation import CONSORTIUM, Mention, Sentence
from seeds.extraction.lists.coordination import (
    MentionGroup,
    can_fill_slot,
    mention_groups,
    with_items_of_colon_list,
)
from seeds.extraction.rules import gaps
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.subjects import (
    counted_parties,
    last_comma,
    names_behind_label,
    subject_names,
)

PATTERNS = load_patterns("slots")
SENTENCE_MARK = re.compile("[;。]")
PARENTHETICAL = re.compile(r"^\s?\([^()]{1,30}\)|^[”\"]?\)")
ENGLISH_ARTICLES = ("the ", "The ")
# A consortium is neither the leader nor a member of itself.
CONSORTIUM_RELATIONS = frozenset({"lead", "membership"})
BRACKET = "("
NAMED_SLOT = "named"  # of rules whose triggers say in groups where the names are
NAMES_GROUP = "names"  # the groups, by the beginning of their names
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
        if match[0].endswith(",") and PATTERNS["own_label"].match(text, names[-1].end):
            return ()
        if PATTERNS["own_predicate"].match(text, names[-1].end):
            return names[: last_comma(sentence, names)] or names
        return with_items_of_colon_list(sentence, groups, names)
    return ()


def _leads_in(sentence: Sentence, place: int, names: MentionGroup) -> bool:
    """Whether the words from a place to the names behind it lead to them."""
    start = max(place, names[0].start)
    if PATTERNS["lead_in"].fullmatch(sentence.text, place, start):
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
    names = _fitting_subject(sentence, rule, match, lists[-1])
    if names or rule.strict or match[0].startswith(BRACKET):
        return names
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
    """The subject of the trigger's clause, or what the sentence speaks of where it tells an office."""
    nearest = lists[-1]
    if gaps.is_subject(sentence, nearest):
        names = nearest if rule.people else subject_names(sentence, nearest)
        if names and gaps.may_precede(sentence, names[-1].end, match.start()):
            return names
    topic = lists[0]
    if rule.relation not in CONSORTIUM_RELATIONS:
        return ()
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
    between = sentence.text_without(CONSORTIUM, names[-1].end, match.start())
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
    if rule.gap and _fits_gap(rule, sentence.text[names[-1].end : place]):
        return names
    if rule.strict or not gaps.may_precede(sentence, names[-1].end, place):
        return ()
    return names


def _agent_start(text: str, place: int) -> int | None:
    """The place behind the last "by", or behind the verb of another role that follows it."""
    markers = [marker.end() for marker in PATTERNS["agent_marker"].finditer(text, 0, place)]
    if not markers:
        return None
    return max(
        [markers[-1], *(verb.end() for verb in PATTERNS["role_verb"].finditer(text, 0, place))]
    )


def _names_under(sentence: Sentence, _rule: Rule, match: re.Match[str]) -> MentionGroup:
    """The bodies under whose guidance something happened."""
    place = match.start()
    markers = [
        marker.start() for marker in PATTERNS["under_marker"].finditer(sentence.text, 0, place)
    ]
    if not markers or SENTENCE_MARK.search(sentence.text, markers[-1], place):
        return ()
    start = max([markers[-1] + 1, *_role_verb_ends(sentence.text, markers[-1] + 1, place)])
    names = _names_within(sentence, start, place)
    if not names or place - names[-1].end > MAX_AGENT_DISTANCE:
        return ()
    return names


def _role_verb_ends(text: str, start: int, end: int) -> list[int]:
    """Where the words for other roles between two places end."""
    return [verb.end() for verb in PATTERNS["role_verb"].finditer(text, start, end)]


def _names_within(
    sentence: Sentence, start: int, end: int, *, people: bool = False
) -> MentionGroup:
    """The names of all lists between two places."""
    names: list[Mention] = []
    for group in mention_groups(sentence, people=people):
        names += [mention for mention in group if start <= mention.start and mention.end <= end]
    return tuple(names)


def _names_named(sentence: Sentence, _rule: Rule, match: re.Match[str]) -> MentionGroup:
    """The names in the groups of the trigger that are called "names"."""
    return tuple(chain.from_iterable(bodies_in_groups(sentence, match, NAMES_GROUP)))


def bodies_in_groups(sentence: Sentence, match: re.Match[str], prefix: str) -> list[MentionGroup]:
    """Return the bodies in each group of a trigger whose name begins with a prefix, those that have any."""
    groups = [name for name in match.re.groupindex if name.startswith(prefix) and match[name]]
    lists = [_bodies_within(sentence, *match.span(name)) for name in groups]
    return [bodies for bodies in lists if bodies]


def _bodies_within(sentence: Sentence, start: int, end: int) -> MentionGroup:
    """The bodies between two places, of those that share words the first."""
    bodies: list[Mention] = []
    for mention in sentence.mentions:
        if mention.start < start or mention.end > end or not can_fill_slot(sentence, mention):
            continue
        if not bodies or mention.start >= bodies[-1].end:
            bodies.append(mention)
    return tuple(bodies)


SLOT_FILLERS = {
    NAMED_SLOT: _names_named,
    "after": _names_after,
    "before": _names_before,
    "by": _names_by,
    "under": _names_under,
}
