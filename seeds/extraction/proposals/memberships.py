"""Proposals of memberships: the offices of organisations in a consortium."""

from dataclasses import replace

from consortia.models import MembershipRole
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import explain_drop
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import facts_of, reported_facts
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.relations.meetings import find_sentence_date
from seeds.extraction.schema import (
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    is_same_name,
)

MembershipKey = tuple[str, str, str]  # organisation, consortium, role
PLAIN_ROLE = MembershipRole.MEMBER
UNIT_WORD = "unit"  # in English it tells that an organisation, not a person, holds an office


def propose_memberships(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each office of an organisation in a consortium once, from its surest fact.

    A lead is not proposed as a plain member as well.
    """
    leads: set[str] = set()
    for fact in facts_of(facts, "lead"):
        leads.update(fact.values.lead_organisations)
    proposals: dict[MembershipKey, ExtractedProposal] = {}
    for fact in _office_facts(facts):
        held = fact.values
        key = (held.organisation, held.consortium, held.role)
        if _is_known(key, proposals):
            explain_drop(fact, "a surer fact tells it")
        elif _is_plain_lead(key, leads):
            explain_drop(fact, "it is a lead of the consortium")
        else:
            proposals[key] = _membership_proposal(document, fact)
    return list(proposals.values())


def _office_facts(facts: list[ExtractedFact]) -> list[ExtractedFact]:
    """The memberships in consortia that the text reports, the surest first."""
    own = []
    for fact in reported_facts(facts, "membership"):
        if _is_of_consortium(fact):
            own.append(fact)
        else:
            explain_drop(fact, "no consortium is named, and no unit holds the office")
    return sorted(own, key=lambda fact: -fact.confidence)


def _is_of_consortium(fact: ExtractedFact) -> bool:
    """Whether an office is one in a consortium: the article names one, or units hold the office."""
    if fact.values.consortium or not fact.sentence.is_english or not fact.values.wording:
        return True
    return UNIT_WORD in fact.values.wording.lower()


def _is_known(key: MembershipKey, proposals: dict[MembershipKey, ExtractedProposal]) -> bool:
    organisation, *office = key
    return any(
        office == other_office and is_same_name(other, organisation)
        for other, *other_office in proposals
    )


def _is_plain_lead(key: MembershipKey, leads: set[str]) -> bool:
    organisation, _, role = key
    return role == PLAIN_ROLE and any(is_same_name(organisation, lead) for lead in leads)


def _membership_proposal(document: AnnotatedArticle, fact: ExtractedFact) -> ExtractedProposal:
    since = _since(document, fact)
    evidence = [fact.evidence("organisation"), *_role_evidence(fact)]
    if since:
        evidence.append(fact.evidence("since"))
    values = replace(fact.values, since=since)
    return ExtractedProposal.build(values, fact.confidence, fact.rule, evidence)


def _since(document: AnnotatedArticle, fact: ExtractedFact) -> str | None:
    """The day of a sentence; of a row the one in the column for it, as it may state others."""
    if fact.sentence.table:
        return fact.values.since
    return find_sentence_date(document, fact.sentence)


def _role_evidence(fact: ExtractedFact) -> list[ExtractedEvidence]:
    """The sentence of a fact; of a row below its office the line that states that, unless it is the title."""
    return sentence_evidence(fact.heading or fact.sentence, "role")
