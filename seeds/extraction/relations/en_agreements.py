"""Agreements in English: who signed what with whom, and who signed on whose behalf."""

import re
from dataclasses import replace

from seeds.extraction.annotation import ACTOR_KINDS, PERSON, ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.agreement_facts import (
    OTHER_KIND,
    agreement_facts,
    classify_agreement,
    signing_fact,
    titled_agreement,
)
from seeds.extraction.relations.agreement_titles import agreement_title
from seeds.extraction.relations.en_agreement_parties import (
    assign_organisations,
    english_party_groups,
    is_bystander,
)
from seeds.extraction.relations.en_implied_party import groups_with_implied_party
from seeds.extraction.relations.en_signatories import (
    find_english_people_after,
    find_english_signatories,
    parties_of_english_signatories,
)
from seeds.extraction.relations.en_signings import read_named_signing
from seeds.extraction.relations.signing import (
    LIST_START_WINDOW,
    employer_mention,
    has_signing_trigger,
    is_right_behind_signing,
    list_right_behind,
    mention_groups_between,
    parties_of_ceremony,
    signing_clause,
)
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import NAMED_SLOT, MentionGroup, mention_groups
from seeds.schema import AgreementFact

PATTERNS = load_patterns("en_agreements")

REPRESENTED_ROLE = "represented"  # of rules for who stood for whom, behind the signing
SEPARATELY = PATTERNS["separately"]
BOTH_SIDES = PATTERNS["both_sides"]
PAIR_CONJUNCTION = PATTERNS["pair_conjunction"]
MANY_BODIES = 3
MAX_PAIR_AGE = 4  # sentences before "both sides"


def read_english_agreements(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the agreements at a trigger of signing in an English sentence."""
    if rule.role == REPRESENTED_ROLE:
        return _represented_signings(document, sentence, rule, match)
    if rule.slot == "after":
        return _agreements_signed_by(document, sentence, rule, match)
    people, groups = _signers_and_parties(document, sentence, rule, match)
    values = titled_agreement(sentence, match, agreement_title(sentence, match))
    facts = []
    for group in groups:
        facts += agreement_facts(sentence, rule, values, group, people, is_single=len(groups) == 1)
    if facts or not people:
        return facts
    return [signing_fact(sentence, rule, people)]


def _signers_and_parties(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> tuple[list[Mention], list[MentionGroup]]:
    """The people who sign at a trigger, and the parties of each agreement."""
    if rule.slot == NAMED_SLOT:
        return read_named_signing(document, sentence, match)
    people = find_english_signatories(sentence, signing_clause(sentence, match), match)
    people = assign_organisations(sentence, match, people)
    return people, _party_groups(document, sentence, match, people)


def _party_groups(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> list[MentionGroup]:
    """The parties of each agreement at a trigger of signing, from the surest source that has any."""
    return (
        _groups_in_clause(document, sentence, match, people)
        or parties_of_ceremony(sentence, match)
        or _both_sides(document, sentence, match)
        or groups_with_implied_party(document, sentence, match)
    )


def _groups_in_clause(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> list[MentionGroup]:
    """The parties that the signatories stand for, unless these are named elsewhere and others here."""
    if people and _sign_what_was_reported(document, sentence, people):
        return []
    groups = parties_of_english_signatories(sentence, people)
    if groups and all(mention in sentence.mentions for mention in groups[0]):
        return groups
    others = _groups_at_trigger(sentence, match)
    if not groups:
        return others
    are_known = all(mention.resolved_name for group in others for mention in group)
    return others if others and are_known else groups


def _sign_what_was_reported(
    document: AnnotatedArticle, sentence: Sentence, people: list[Mention]
) -> bool:
    """Whether people sign the contracts of several bodies that the sentence before reported.

    Each of the schools may have signed with a third body, not with the other one.
    """
    if not is_right_behind_signing(document, sentence):
        return False
    previous = document.preceding_sentences(sentence)[0]
    names = {mention.resolved_name for mention in previous.mentions}
    bodies = {mention.resolved_name for mention in previous.mentions_of(*ACTOR_KINDS)} - {""}
    return len(bodies) >= MANY_BODIES and all(person.organisation in names for person in people)


def _groups_at_trigger(sentence: Sentence, match: re.Match[str]) -> list[MentionGroup]:
    """The parties of each agreement among the names around the trigger."""
    clause = signing_clause(sentence, match)
    lists = mention_groups_between(sentence, clause[0], match.start())
    before = [group for group in lists if not is_bystander(sentence, group)]
    return english_party_groups(sentence, clause, match, before)


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


def _agreements_signed_by(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The agreement of the people or bodies named behind the trigger: "signed by A and B"."""
    people = find_english_people_after(sentence, match.end())
    if not people:
        group = list_right_behind(sentence, match.end())
        if len(group) < 2:
            return []
        values = AgreementFact(agreement_kind=OTHER_KIND)
        return agreement_facts(sentence, rule, values, group, [], is_single=True)
    if _are_partners(sentence, people) and not _follows_signing(document, sentence, match):
        group = tuple(employer_mention(person) for person in people)
        values = AgreementFact(
            title=agreement_title(sentence, match),
            agreement_kind=classify_agreement(sentence.text),
        )
        return agreement_facts(sentence, rule, values, group, people, is_single=True)
    return [signing_fact(sentence, rule, [person]) for person in people]


def _represented_signings(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The person before a trigger as a signatory of the body behind it, right behind a signing."""
    people = [
        person
        for person in sentence.mentions_of(PERSON)
        if 0 <= match.start() - person.end <= LIST_START_WINDOW
    ]
    bodies = list_right_behind(sentence, match.end())
    if len(people) != 1 or not bodies or not is_right_behind_signing(document, sentence):
        return []
    signatory = replace(people[0], organisation=bodies[0].resolved_name)
    return [signing_fact(sentence, rule, [signatory])]


def _are_partners(sentence: Sentence, people: list[Mention]) -> bool:
    """Whether people of different organisations signed one agreement together."""
    organisations = {person.organisation for person in people if person.organisation}
    if len(people) < 2 or len(organisations) != len(people):
        return False
    return len(people) == 2 or not SEPARATELY.search(sentence.text)


def _follows_signing(document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the signing was reported before, in the sentence or in the one before it."""
    if has_signing_trigger(sentence, 0, match.start()):
        return True
    return is_right_behind_signing(document, sentence)
