"""The parties of an agreement in Chinese: the lists of names that signed with each other."""

import re
from itertools import chain

from seeds.extraction.annotation import ACTOR_KINDS, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.signing import (
    has_signing_trigger,
    is_witnessing,
    mention_groups_between,
    parties_of_ceremony,
)
from seeds.extraction.relations.zh_agreement_sides import (
    groups_around_with,
    is_joined,
    pairs_of_list,
)
from seeds.extraction.relations.zh_signatories import parties_of_signatories
from seeds.extraction.rules.slots import MentionGroup, mention_groups

# Behind "on" stand what the parties agree about, none of them.
TOPIC_CLAUSE = re.compile("就(?![业读职近餐医地诊])[^,。;:与和同跟]{0,40}$")
# What stands behind one of these is what the parties build, none of them.
BUILDING_VERB = re.compile(
    '(?:共建|建设|设立|成立|打造|组建|筹建|合办|创办|建立|创建)(?:的|了)?[“"(]?$'
)
FOR_BOTH_PARTIES = re.compile("代表(?:[双两](?:方|校|家|企|院)|各方|各自)")
BOTH_SIDES = re.compile(r"双方|两方|两校|校企两")
LIST_COLON = re.compile(
    "[^,。;:]{0,12}:|[^,。;:]{0,6}(?<=[三四五多])方(?:分别)?[为是]|(?:双方|各方|单位|方)(?:分别)?[为是]"
)
SAMPLE_LIST_END = re.compile("等[^,。;]{0,10}(?:分别)?[与同和]")
WITNESS_MARKER = re.compile(r"(?:出席|见证|在|邀请|促成)$")
BEHIND_WITNESS = re.compile(r"[^,]{0,8}(?:见证|下|举行|的|召开|,)")
PAIR_CONJUNCTION = re.compile("[与和同]")
CROSS_SIGNS = "×✕"  # between the names of two partners
CONTRACT = re.compile("协议|合同|合约|备忘录|意向书")
MANY_BODIES = 3
LIST_OF_ALL = re.compile("[三四五多]方(?:分别)?[为是]")
MAX_TRIGGER_DISTANCE = 45
MAX_PAIR_AGE = 4  # sentences before "both sides"


def find_party_groups(
    document: AnnotatedArticle,
    sentence: Sentence,
    clause: tuple[int, int],
    match: re.Match[str],
    people: list[Mention],
) -> list[MentionGroup]:
    """Return the parties of each agreement at a trigger of signing, from the surest source that has any."""
    groups = _groups_in_clause(document, sentence, clause, match, people)
    if not groups:
        groups = _pairs_in_list(sentence, match)
    if not groups:
        groups = parties_of_ceremony(sentence, match)
    if not groups:
        groups = _both_sides(document, sentence, match)
    return groups


def _groups_in_clause(
    document: AnnotatedArticle,
    sentence: Sentence,
    clause: tuple[int, int],
    match: re.Match[str],
    people: list[Mention],
) -> list[MentionGroup]:
    """The parties that the signatories stand for, unless these are named elsewhere and others here."""
    if _sign_for_earlier_pair(sentence, match, people):
        return []
    if _sign_what_was_reported(document, sentence, match, people):
        return []
    groups = parties_of_signatories(sentence, clause, match, people)
    if groups and all(mention in sentence.mentions for mention in chain.from_iterable(groups)):
        return groups
    others = _groups_at_trigger(sentence, clause, match)
    if not groups:
        return others
    if not others or not all(mention.resolved_name for mention in chain.from_iterable(others)):
        return groups
    return others


def _sign_for_earlier_pair(sentence: Sentence, match: re.Match[str], people: list[Mention]) -> bool:
    """Whether people sign for "both parties" of an agreement that the sentence reported before them."""
    if not people:
        return False
    if not FOR_BOTH_PARTIES.search(sentence.text, people[-1].end, match.end()):
        return False
    pair = _joined_pair(sentence)
    if not pair or pair[-1].end >= people[0].start:
        return False
    return has_signing_trigger(sentence, pair[-1].end, people[0].start)


def _sign_what_was_reported(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> bool:
    """Whether people sign the contracts of several bodies that the sentence before reported.

    Each of the schools may have signed with a third body, not with the other one.
    """
    if not people:
        return False
    speaks_for_both = FOR_BOTH_PARTIES.search(sentence.text, people[-1].end, match.end())
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph != sentence.paragraph:
            return False
        names = {mention.resolved_name for mention in previous.mentions}
        bodies = {mention.resolved_name for mention in previous.mentions_of(*ACTOR_KINDS)} - {""}
        if not speaks_for_both and (len(bodies) < MANY_BODIES or CONTRACT.search(sentence.text)):
            return False
        if not has_signing_trigger(previous, 0, len(previous.text)):
            return False
        return all(person.organisation in names for person in people)
    return False


def _groups_at_trigger(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> list[MentionGroup]:
    """The parties of each agreement among the names before the trigger."""
    lists = mention_groups_between(sentence, clause[0], match.start())
    before = [group for group in lists if not _is_aside(sentence, group)]
    if match[0] in CROSS_SIGNS:
        return _groups_around_cross(sentence, clause, match, before)
    if not before or not _reaches_trigger(sentence, before[-1], match):
        return []
    if _is_sample(sentence, before):
        return []
    return groups_around_with(sentence, before, sentence.text[clause[0] : match.end() + 4])


def _groups_around_cross(
    sentence: Sentence,
    clause: tuple[int, int],
    match: re.Match[str],
    before: list[MentionGroup],
) -> list[MentionGroup]:
    """The names on both sides of a cross: "A × B"."""
    behind = mention_groups_between(sentence, match.end(), clause[1])
    if not behind:
        behind = mention_groups_between(sentence, match.end(), len(sentence.text))
    if not before or not behind:
        return []
    return [(*before[-1], *behind[0])]


def _reaches_trigger(sentence: Sentence, group: MentionGroup, match: re.Match[str]) -> bool:
    """Whether a list is near enough to the trigger, and not said to look on."""
    between = sentence.text[group[-1].end : match.start()]
    return len(between) <= MAX_TRIGGER_DISTANCE and not is_witnessing(sentence, between)


def _is_sample(sentence: Sentence, before: list[MentionGroup]) -> bool:
    """Whether two lists of examples signed with each other, so that nobody knows who with whom."""
    if len(before) < 2 or len(before[-1]) < 2:
        return False
    between = sentence.text[before[-2][-1].end : before[-1][0].start]
    return bool(SAMPLE_LIST_END.fullmatch(between))


def _is_aside(sentence: Sentence, group: MentionGroup) -> bool:
    """Whether the names only tell the place, the witnesses or the subject of the agreement."""
    text = sentence.text
    start = group[0].start
    end = group[-1].end
    if BUILDING_VERB.search(text[:start]) or TOPIC_CLAUSE.search(text[:start]):
        return True
    if not WITNESS_MARKER.search(text[max(0, start - 6) : start]):
        return False
    return bool(BEHIND_WITNESS.match(text[end : end + 12]))


def _pairs_in_list(sentence: Sentence, match: re.Match[str]) -> list[MentionGroup]:
    """The pairs in a list behind the trigger: "signed: A with B; C with D"."""
    colon = LIST_COLON.match(sentence.text, match.end())
    if not colon:
        return []
    groups = mention_groups_between(sentence, colon.end(), len(sentence.text))
    if groups and LIST_OF_ALL.search(colon[0]) and len(groups[0]) > 2:
        return [groups[0]]
    pairs = [pairs_of_list(sentence, group) or [group] for group in groups]
    return [group for group in chain.from_iterable(pairs) if is_joined(sentence, group)]


def _both_sides(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[MentionGroup]:
    """The two parties that "both sides" means: the last pair that a sentence joined by "with"."""
    if not BOTH_SIDES.search(sentence.text[max(0, match.start() - 30) : match.end() + 40]):
        return []
    pair = _joined_pair(sentence)
    if pair:
        is_reported = has_signing_trigger(sentence, pair[-1].end, match.start())
        return [] if is_reported else [pair]
    for other in document.preceding_sentences(sentence)[:MAX_PAIR_AGE]:
        pair = _joined_pair(other)
        if pair:
            return [pair]
    return []


def _joined_pair(sentence: Sentence) -> MentionGroup:
    """The first two names of a sentence that are joined as partners."""
    for group in mention_groups(sentence):
        if len(group) != 2:
            continue
        first, second = group
        if PAIR_CONJUNCTION.fullmatch(sentence.text[first.end : second.start]):
            return group
    return ()
