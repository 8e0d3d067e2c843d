"""Proposals of training bases with their hosts and partners."""

from consortia.models import BasePartnerRole
from seeds.extraction.annotation import (
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    is_same_name,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import explain_drop, explain_merge
from seeds.extraction.mentions.training_bases import classify_base
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import TITLE_ALONE, facts_of, field_evidence
from seeds.extraction.relations.facts import sentence_evidence
from seeds.schema import BasePartnerFact, TrainingBaseFact


def propose_training_bases(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each base once, with all that its sentences say of it."""
    proposals = []
    for group in _facts_by_base(facts):
        first = group[0]
        name = first.values.name
        evidence = field_evidence(group, "name") or _first_naming(document, name)
        if not evidence:
            explain_drop(first, TITLE_ALONE)
            continue
        unveiled_on, conference = main.date_and_conference(document, first.sentence)
        partners = _partners(group)
        hosts = [each.organisation for each in partners if each.role == BasePartnerRole.HOST]
        values = TrainingBaseFact(
            name=name,
            base_kind=classify_base(name),
            hosts=tuple(hosts),
            partners=partners,
            awarded_by=_awarder(group),
            unveiled_on=unveiled_on,
            conference=conference,
        )
        proposals.append(ExtractedProposal.build(values, first.confidence, first.rule, evidence))
    return proposals


def _facts_by_base(facts: list[ExtractedFact]) -> list[list[ExtractedFact]]:
    """The facts on bases, those of one name together, the surest and the longest name first."""
    groups: list[list[ExtractedFact]] = []
    ordered = sorted(
        facts_of(facts, "training_base"),
        key=lambda fact: (-fact.confidence, -len(fact.values.name)),
    )
    for fact in ordered:
        group = _group_of_name(groups, fact.values.name)
        if group is None:
            groups.append([fact])
        else:
            explain_merge(fact, group, "base")
            group.append(fact)
    return groups


def _group_of_name(groups: list[list[ExtractedFact]], name: str) -> list[ExtractedFact] | None:
    for group in groups:
        if is_same_name(name, group[0].values.name):
            return group
    return None


def _partners(group: list[ExtractedFact]) -> tuple[BasePartnerFact, ...]:
    """All partners of a base, its hosts among them, each once."""
    partners: list[BasePartnerFact] = []
    for fact in group:
        for partner in fact.values.partners:
            name = partner.organisation
            if not any(is_same_name(name, other.organisation) for other in partners):
                partners.append(partner)
    return tuple(partners)


def _awarder(group: list[ExtractedFact]) -> str:
    """The first body that a fact names as the one that awarded the base."""
    return next((fact.values.awarded_by for fact in group if fact.values.awarded_by), "")


def _first_naming(document: AnnotatedArticle, name: str) -> list[ExtractedEvidence]:
    """The first sentence of the text that has a name known from the title."""
    for sentence in document.sentences:
        if sentence.paragraph and name in sentence.quote():
            return sentence_evidence(sentence, "name")
    return []
