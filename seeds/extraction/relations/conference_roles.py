"""Roles at a conference: hosts, organisers, and who guided or supported it."""

import re
from dataclasses import replace

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.facts import build_name_facts
from seeds.extraction.rules.distant_slots import fill_slot_across_sentences
from seeds.extraction.rules.loading import Rule
from seeds.extraction.schema import EVENT, ExtractedFact, Sentence

EVENT_WORDS = re.compile("活动|大会|会议|仪式|论坛|event|activity|比赛|大赛")
CONSORTIUM_WORDS = re.compile("共同体|联合体|联盟|community|consortium|alliance")


def extract_roles(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the roles of bodies at a conference; guidance of a consortium is a membership in it."""
    facts = []
    for place, group in fill_slot_across_sentences(document, sentence, rule, match):
        facts += build_name_facts(rule, place, group, {"role": rule.role})
    if rule.role != "guided_by" or not _speaks_of_consortium_alone(sentence):
        return facts
    consortium = document.nearest_consortium(sentence, match.start())
    return [_guiding_membership(fact, sentence, consortium) for fact in facts]


def _speaks_of_consortium_alone(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a consortium and of no event."""
    if not CONSORTIUM_WORDS.search(sentence.text):
        return False
    return not sentence.mentions_of(EVENT) and not EVENT_WORDS.search(sentence.text)


def _guiding_membership(fact: ExtractedFact, sentence: Sentence, consortium: str) -> ExtractedFact:
    values = {
        "organisations": fact.values["organisations"],
        "consortium": consortium,
        "role": "guiding",
    }
    return replace(fact, relation="membership", sentence=sentence, values=values)
