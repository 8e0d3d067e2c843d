"""Proposals of agreements: one for each agreement, however many sentences report it."""

import re
from dataclasses import dataclass, field, replace

from seeds.extraction.annotation import (
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    Sentence,
    is_same_name,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import explain_drop, explain_merge
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import TITLE_ALONE, facts_of, field_evidence
from seeds.extraction.relations.agreement_facts import OTHER_KIND
from seeds.extraction.relations.zh_party_kinds import party_of_post, party_of_word
from seeds.extraction.rules.patterns import load_patterns
from seeds.schema import AgreementFact, SignatoryFact

FOR_BOTH_PARTIES = re.compile(
    r"代表(?:[双两]方|校企|合作)|on\sbehalf\sof\s(?:the\s)?(?:two|both|their)"
)
SEVERAL = load_patterns("zh_agreements")["several"]  # of contracts that one person signs
GROUP_SUFFIX = "集团"
MIN_SHORT_NAME_LENGTH = 4
MAX_NEW_PARTIES = 2  # of an agreement that only its signatories tell of
MAX_WORD_LENGTH = 3  # of "the firm", which names no body
MAX_SIGNING_DISTANCE = 3  # sentences between an agreement and the people who signed it
MAX_PARTY_DISTANCE = 5  # the same where the people stand for one of its parties


@dataclass
class AgreementDraft:
    """An agreement while its facts are put together; the first fact gives title and parties."""

    title: str
    parties: tuple[str, ...]
    signatories: list[SignatoryFact]
    facts: list[ExtractedFact]
    signings: list[ExtractedFact] = field(default_factory=list)

    @classmethod
    def from_fact(cls, fact: ExtractedFact) -> "AgreementDraft":
        """The draft of an agreement that no fact before reported."""
        values = fact.values
        return cls(values.title, values.parties, list(values.signatories), [fact])

    def covers(self, fact: ExtractedFact) -> bool:
        """Whether all parties of a fact are among those of the agreement."""
        return all(self.has_party(party) for party in fact.values.parties)

    def has_party(self, name: str) -> bool:
        """Whether a name or short form is that of a party."""
        return any(_is_same_party(name, party) for party in self.parties)

    def is_reported_in(self, sentence: Sentence) -> bool:
        """Whether a sentence reports the agreement."""
        return any(fact.sentence is sentence for fact in self.facts)

    def place_before(self, fact: ExtractedFact) -> tuple[int, int]:
        """Where the agreement was reported last before a fact: the sentence, and the place in it."""
        here = (fact.sentence.number, fact.span[0])
        places = [(other.sentence.number, other.span[0]) for other in self.facts]
        return max((place for place in places if place <= here), default=(-1, 0))

    def party_of(self, signatory: SignatoryFact) -> str:
        """The party that a person signs for, "" if the agreement has none that is known to be it."""
        organisation = signatory.organisation
        for party in self.parties:
            if organisation and _is_same_party(organisation, party):
                return party
        if len(organisation) > MAX_WORD_LENGTH:
            return ""
        return party_of_word(organisation, self.parties) or party_of_post(
            signatory.post, self.parties
        )

    def add_signatory(self, signatory: SignatoryFact) -> None:
        """Add a signatory who is not yet known."""
        if all(signatory.person != known.person for known in self.signatories):
            self.signatories.append(replace(signatory, organisation=self.party_of(signatory)))

    def evidence(self) -> list[ExtractedEvidence]:
        """The sentences that report the parties, then those that report the signatories."""
        with_signatories = [fact for fact in self.facts if fact.values.signatories]
        return [
            *field_evidence(self.facts, "parties"),
            *field_evidence([*with_signatories, *self.signings], "signatories"),
        ]


def propose_agreements(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return the agreements that the article reports, each with all that its sentences say of it."""
    drafts: list[AgreementDraft] = []
    for fact in sorted(facts_of(facts, "agreement"), key=_detailed_first):
        _add_agreement(drafts, fact)
    for fact in facts_of(facts, "signing"):
        _add_signing(drafts, fact)
    proposals = []
    for draft in drafts:
        evidence = draft.evidence()
        if evidence and draft.parties:
            proposals.append(_agreement_proposal(document, draft, main, evidence))
        else:
            explain_drop(draft.facts[0], "no party, or no sentence outside of the title")
    return proposals


def _detailed_first(fact: ExtractedFact) -> tuple[int, bool, float]:
    """The sort key of agreements: many signatories, a title, a sure rule come first."""
    return -len(fact.values.signatories), not fact.values.title, -fact.confidence


def _add_agreement(drafts: list[AgreementDraft], fact: ExtractedFact) -> None:
    """Add a fact to the draft that covers it, or begin a new one; a title alone adds nothing to a draft."""
    draft = next((draft for draft in drafts if draft.covers(fact)), None)
    if draft is None:
        drafts.append(AgreementDraft.from_fact(fact))
    elif fact.sentence.paragraph == 0:
        explain_drop(fact, TITLE_ALONE)
    elif _is_another(draft, fact):
        drafts.append(AgreementDraft.from_fact(fact))
    else:
        explain_merge(fact, draft.facts, "agreement")
        draft.facts.append(fact)


def _is_another(draft: AgreementDraft, fact: ExtractedFact) -> bool:
    """Whether the same parties signed one more agreement: one sentence gives it another title."""
    title = fact.values.title
    if not draft.title or not title or is_same_name(draft.title, title):
        return False
    is_same_sentence = draft.facts[0].sentence is fact.sentence
    return is_same_sentence and len(draft.parties) == len(fact.values.parties)


def _add_signing(drafts: list[AgreementDraft], fact: ExtractedFact) -> None:
    """Add signatories to the agreements of their sentence, else to those that they may have signed.

    Of these the one reported last before the signing takes them, with those reported at the same place.
    """
    signed = [draft for draft in drafts if _may_have_signed(draft, fact)]
    signed = [draft for draft in signed if draft.is_reported_in(fact.sentence)] or signed
    if not signed:
        if 1 <= len(set(fact.values.parties)) <= MAX_NEW_PARTIES:
            drafts.append(AgreementDraft.from_fact(fact))
        else:
            explain_drop(fact, "nothing that these people may have signed is reported near")
        return
    for signatory in fact.values.signatories:
        for draft in _signed_by(signed, fact, signatory):
            explain_merge(fact, draft.facts, "agreement")
            draft.add_signatory(signatory)
            draft.signings.append(fact)


def _signed_by(
    drafts: list[AgreementDraft], fact: ExtractedFact, signatory: SignatoryFact
) -> list[AgreementDraft]:
    """The agreements that a person signed: of those of the person's party the one reported last before.

    All of them where the sentence says so, or where one report holds them all.
    """
    of_party = [draft for draft in drafts if draft.party_of(signatory)] or drafts
    if signatory.organisation and SEVERAL.search(fact.sentence.text):
        return of_party
    last = max(draft.place_before(fact) for draft in of_party)
    return [draft for draft in of_party if draft.place_before(fact) == last]


def _may_have_signed(draft: AgreementDraft, fact: ExtractedFact) -> bool:
    """Whether people may have signed what the same sentence, or one right before, reports."""
    distances = [fact.sentence.number - other.sentence.number for other in draft.facts]
    distance = min((each for each in distances if each >= 0), default=-1)
    parties = fact.values.parties
    is_for_party = any(draft.has_party(party) for party in parties)
    reach = MAX_PARTY_DISTANCE if is_for_party else MAX_SIGNING_DISTANCE
    if not 0 <= distance <= reach:
        return False
    if not parties or is_for_party:
        return True
    return distance <= 1 and bool(FOR_BOTH_PARTIES.search(fact.sentence.text))


def _is_same_party(one: str, other: str) -> bool:
    """Whether two names are one, or the shorter begins the longer."""
    if is_same_name(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= MIN_SHORT_NAME_LENGTH and long.startswith(short.removesuffix(GROUP_SUFFIX))


def _agreement_proposal(
    document: AnnotatedArticle,
    draft: AgreementDraft,
    main: MainConference,
    evidence: list[ExtractedEvidence],
) -> ExtractedProposal:
    first = draft.facts[0]
    titles = [fact.values.title for fact in draft.facts if fact.values.title]
    kinds = [fact.values.agreement_kind for fact in draft.facts]
    kinds = [kind for kind in kinds if kind != OTHER_KIND]
    signed_on, conference = main.date_and_conference(document, first.sentence)
    values = AgreementFact(
        title=titles[0] if titles else "",
        agreement_kind=kinds[0] if kinds else OTHER_KIND,
        parties=draft.parties,
        signatories=tuple(
            replace(signatory, organisation=draft.party_of(signatory))
            for signatory in draft.signatories
        ),
        signed_on=signed_on,
        conference=conference,
    )
    confidence = max(fact.confidence for fact in draft.facts)
    return ExtractedProposal.build(values, confidence, first.rule, evidence)
