"""Proposals of memberships: the offices of organisations in a consortium."""

from collections import defaultdict
from dataclasses import replace

from consortia.models import MembershipRole
from seeds.extraction.annotation import (
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    KnownNames,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import explain_drop
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import facts_of, reported_facts
from seeds.extraction.relations.event_days import find_sentence_date
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.relations.offices import names_office
from seeds.extraction.rules.patterns import load_patterns

MembershipKey = tuple[str, str, str]  # organisation, consortium, role
PLAIN_ROLE = MembershipRole.MEMBER
PATTERNS = load_patterns("memberships")


def propose_memberships(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return each office of an organisation in a consortium once, from its surest fact.

    A lead is not proposed as a plain member as well, nor is a body with an office that is only said to join.
    """
    leads, officers = _leads(facts), _officers(facts)
    known: defaultdict[tuple[str, str], KnownNames] = defaultdict(KnownNames)
    proposals: dict[MembershipKey, ExtractedProposal] = {}
    for fact in _office_facts(facts):
        held = fact.values
        key = (held.organisation, held.consortium, held.role)
        holders = known[held.consortium, held.role]
        if holders.holds(held.organisation):
            explain_drop(fact, "a surer fact tells it")
        elif held.role == PLAIN_ROLE and leads.holds(held.organisation):
            explain_drop(fact, "it is a lead of the consortium")
        elif not names_office(held.wording) and officers.holds(held.organisation):
            explain_drop(fact, "the body that joins has an office")
        else:
            holders.add(held.organisation)
            proposals[key] = _membership_proposal(document, fact)
    return list(proposals.values())


def _leads(facts: list[ExtractedFact]) -> KnownNames:
    leads = KnownNames()
    for fact in facts_of(facts, "lead"):
        for lead in fact.values.lead_organisations:
            leads.add(lead)
    return leads


def _officers(facts: list[ExtractedFact]) -> KnownNames:
    """The bodies whose office is named."""
    officers = KnownNames()
    for fact in reported_facts(facts, "membership"):
        if names_office(fact.values.wording):
            officers.add(fact.values.organisation)
    return officers


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
    if fact.values.consortium or not fact.values.wording:
        return True
    return bool(PATTERNS["of_unit"].search(fact.values.wording))


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
