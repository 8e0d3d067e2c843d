"""Proposals of memberships: the offices of organisations in a consortium."""

from collections import defaultdict

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.proposals.facts import facts_of
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.relations.meetings import find_sentence_date
from seeds.extraction.schema import (
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    KnownNames,
)

MembershipKey = tuple[str, str, str]  # organisation, consortium, role
PLAIN_ROLE = "member"
UNIT_WORD = "unit"  # in English it tells that an organisation, not a person, holds an office


def propose_memberships(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> list[ExtractedProposal]:
    """Return each office of an organisation in a consortium once, from its surest fact.

    A lead is not proposed as a plain member as well.
    """
    leads = KnownNames()
    for fact in facts_of(facts, "lead"):
        for lead in fact.values["organisations"]:
            leads.add(lead)
    known: defaultdict[tuple[str, str], KnownNames] = defaultdict(KnownNames)
    proposals: dict[MembershipKey, ExtractedProposal] = {}
    for fact in _office_facts(facts):
        for organisation in fact.values["organisations"]:
            key = (organisation, fact.values["consortium"], fact.values["role"])
            holders = known[fact.values["consortium"], fact.values["role"]]
            if holders.holds(organisation) or _is_plain_lead(key, leads):
                continue
            holders.add(organisation)
            proposals[key] = _membership_proposal(document, fact, key)
    return list(proposals.values())


def _office_facts(facts: list[ExtractedFact]) -> list[ExtractedFact]:
    """The memberships in consortia that the text reports, the surest first."""
    own = [
        fact
        for fact in facts_of(facts, "membership")
        if fact.sentence.paragraph and _is_of_consortium(fact)
    ]
    return sorted(own, key=lambda fact: -fact.confidence)


def _is_of_consortium(fact: ExtractedFact) -> bool:
    """Whether an office is one in a consortium: the article names one, or units hold the office."""
    if fact.values["consortium"] or not fact.sentence.is_english:
        return True
    return UNIT_WORD in fact.values.get("wording", UNIT_WORD).lower()


def _is_plain_lead(key: MembershipKey, leads: KnownNames) -> bool:
    organisation, _, role = key
    return role == PLAIN_ROLE and leads.holds(organisation)


def _membership_proposal(
    document: AnnotatedArticle, fact: ExtractedFact, key: MembershipKey
) -> ExtractedProposal:
    organisation, consortium, role = key
    since = _since(document, fact)
    fields = {
        "organisation": organisation,
        "consortium": consortium,
        "role": role,
        "wording": fact.values.get("wording", ""),
        "since": since,
    }
    evidence = [fact.evidence("organisation"), *_role_evidence(fact)]
    if since:
        evidence.append(fact.evidence("since"))
    return ExtractedProposal.build("membership", fields, fact.confidence, fact.rule, evidence)


def _since(document: AnnotatedArticle, fact: ExtractedFact) -> str | None:
    """The day of a sentence; of a row the one in the column for it, as it may state others."""
    if fact.sentence.table:
        return fact.values.get("since")
    return find_sentence_date(document, fact.sentence)


def _role_evidence(fact: ExtractedFact) -> list[ExtractedEvidence]:
    """The sentence of a fact; of a row below its office the line that states that, unless it is the title."""
    return sentence_evidence(fact.values.get("office_sentence") or fact.sentence, "role")
