"""Roles at a conference: hosts, organisers, and who guided or supported it."""

import re
from dataclasses import replace
from functools import partial

from consortia.models import ConferenceRoleType, MembershipRole
from seeds.extraction.annotation import EVENT, ExtractedFact, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.facts import build_list_fact
from seeds.extraction.relations.role_statements import StatedBodies, find_stated_bodies
from seeds.extraction.rules.distant_slots import fill_slot_across_sentences
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.schema import ConferenceFact, ConferenceRolesFact, MembershipFact

STATEMENT = "none"  # the slot of rules whose names the grammar of statements finds
PATTERNS = load_patterns("conference_roles")
EVENT_WORDS = PATTERNS["event_words"]
CONSORTIUM_WORDS = PATTERNS["consortium_words"]
FOOTER = PATTERNS["footer"]


def extract_roles(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the roles of bodies at a conference; guidance of a consortium is a membership in it."""
    facts = []
    for place, group in _bodies_in_role(document, sentence, rule, match):
        facts += build_list_fact(rule, place, group, partial(_in_role, rule.role))
    if rule.role != ConferenceRoleType.GUIDED_BY or not _speaks_of_consortium_alone(sentence):
        return facts
    consortium = document.nearest_consortium(sentence, match.start())
    memberships = []
    for fact in facts:
        memberships += _guiding_memberships(fact, sentence, consortium)
    return memberships


def _bodies_in_role(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[StatedBodies]:
    """The lists of bodies in the slot of a rule, or those that a statement gives the role."""
    if FOOTER.search(sentence.text):
        return []
    if rule.slot == STATEMENT:
        return find_stated_bodies(document, sentence, rule.role, match)
    return fill_slot_across_sentences(document, sentence, rule, match)


def _in_role(role: str, organisations: tuple[str, ...]) -> ConferenceFact:
    return ConferenceFact(roles=ConferenceRolesFact.of(role, organisations))


def _speaks_of_consortium_alone(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a consortium and of no event."""
    if not CONSORTIUM_WORDS.search(sentence.text):
        return False
    return not sentence.mentions_of(EVENT) and not EVENT_WORDS.search(sentence.text)


def _guiding_memberships(
    fact: ExtractedFact, sentence: Sentence, consortium: str
) -> list[ExtractedFact]:
    """The bodies that a fact names as guides of a conference, as those that guide a consortium."""
    guiding = MembershipFact(consortium=consortium, role=MembershipRole.GUIDING)
    return [
        replace(
            fact,
            relation="membership",
            sentence=sentence,
            values=replace(guiding, organisation=name),
            output=(name,),
        )
        for name in fact.values.roles.guided_by
    ]
