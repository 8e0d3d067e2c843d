"""Proposals of consortia: their kind and level, who leads them and when they were founded."""

from consortia.models import ConferenceKind
from seeds.extraction.annotation import (
    CONSORTIUM,
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    Mention,
    Sentence,
    is_same_name,
    unique_names,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import DROP, explain, explain_merge
from seeds.extraction.proposals.event_dates import MainConference
from seeds.extraction.proposals.facts import facts_of, field_evidence
from seeds.extraction.relations.event_days import find_sentence_date
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.resolution.consortium_asides import names_consortia_in_passing_alone
from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.planned_events import is_planned
from seeds.schema import ConsortiumFact

PATTERNS = load_patterns("consortia")
FOUNDING_WINDOW = 30
MIN_SENTENCES_OF_SUBJECT = 3
NAME_CONFIDENCE = 0.7  # of a consortium whose leads the article does not name


def propose_consortia(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return the consortia that the article reports on, in the order of their first mention."""
    proposals = []
    for name in dict.fromkeys(document.canonical_consortia.values()):
        proposal = _propose_consortium(document, facts, main, name)
        if proposal:
            proposals.append(proposal)
    return proposals


def _propose_consortium(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference, name: str
) -> ExtractedProposal | None:
    """The proposal of a consortium, None for one that is only planned or mentioned in passing."""
    leads = [fact for fact in facts_of(facts, "lead") if fact.values.name == name]
    named = _sentences_naming(document, name)
    sentences = _unplanned_sentences(named)
    if leads and not sentences:
        sentences = named
    evidence = _name_evidence(sentences, name) + field_evidence(leads, "lead_organisations")
    if not sentences or not evidence:
        explain(DROP, named[0], "consortium “%s”: it is planned, or in the title alone", name)
        return None
    if not (leads or _has_members_or_hosts(facts, name) or _is_subject(sentences, name)):
        explain(DROP, named[0], "consortium “%s” is mentioned in passing", name)
        return None
    for lead in leads:
        explain_merge(lead, (), "consortium")
    founded_on, founding_evidence = _founding_date(document, sentences, main)
    values = ConsortiumFact(
        name=name,
        consortium_kind=kind_table("consortium_kind").classify(name),
        level=kind_table("level").classify(name),
        lead_organisations=_lead_organisations(leads),
        founded_on=founded_on,
    )
    confidence, rule = _confidence_and_rule(facts, leads, named)
    evidence += founding_evidence
    return ExtractedProposal.build(values, confidence, rule, evidence)


def _sentences_naming(document: AnnotatedArticle, name: str) -> list[Sentence]:
    """The sentences that name a consortium in any of its spellings."""
    spellings = {
        spelling for spelling, whole in document.canonical_consortia.items() if whole == name
    }
    return [
        sentence
        for sentence in document.sentences
        if any(mention.name in spellings for mention in sentence.mentions_of(CONSORTIUM))
    ]


def _unplanned_sentences(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences without those that speak of a consortium as a plan."""
    return [sentence for sentence in sentences if _is_reported(sentence)]


def _is_reported(sentence: Sentence) -> bool:
    """Whether a sentence with a consortium speaks neither of a plan nor of it in passing."""
    if is_planned(sentence, sentence.mentions_of(CONSORTIUM)[0].start):
        return False
    return not names_consortia_in_passing_alone(sentence)


def _has_members_or_hosts(facts: list[ExtractedFact], name: str) -> bool:
    """Whether a fact names a member of a consortium, or the consortium as the host of a meeting."""
    if any(fact.values.consortium == name for fact in facts_of(facts, "membership")):
        return True
    return any(
        name in (*fact.values.roles.host, *fact.values.roles.organiser)
        for fact in facts_of(facts, "role")
    )


def _lead_organisations(leads: list[ExtractedFact]) -> tuple[str, ...]:
    names: list[str] = []
    for fact in leads:
        names += fact.values.lead_organisations
    return tuple(unique_names(names))


def _confidence_and_rule(
    facts: list[ExtractedFact], leads: list[ExtractedFact], sentences: list[Sentence]
) -> tuple[float, str]:
    """Confidence and rule of the surest fact on leads, else of the one that found the name."""
    if leads:
        best = max(leads, key=lambda fact: fact.confidence)
        return best.confidence, best.rule
    numbers = {sentence.number for sentence in sentences}
    naming = next(fact for fact in facts_of(facts, "consortium") if fact.sentence.number in numbers)
    return NAME_CONFIDENCE, naming.rule


def _founding_date(
    document: AnnotatedArticle, sentences: list[Sentence], main: MainConference
) -> tuple[str | None, list[ExtractedEvidence]]:
    """The day on which a consortium was founded: beside its name, or that of its founding meeting."""
    for sentence in sentences:
        if not sentence.paragraph or not PATTERNS["founded"].search(sentence.text):
            continue
        day = find_sentence_date(document, sentence)
        if day:
            return day, sentence_evidence(sentence, "founded_on")
    if main.kind != ConferenceKind.FOUNDING or not main.days:
        return None, []
    for sentence in document.sentences:
        if sentence.paragraph and find_sentence_date(document, sentence) == main.days:
            return main.days, sentence_evidence(sentence, "founded_on")
    return main.days, []


def _is_subject(sentences: list[Sentence], name: str) -> bool:
    """Whether an article reports on a consortium, and does not only mention it.

    It does in its title, beside words of founding, or in several sentences.
    """
    numbers = set()
    for sentence in sentences:
        mentions = [
            mention
            for mention in sentence.mentions_of(CONSORTIUM)
            if is_same_name(mention.name, name)
        ]
        if not mentions:
            continue
        if sentence.paragraph == 0 or any(_is_founded(sentence, each) for each in mentions):
            return True
        numbers.add(sentence.number)
    return len(numbers) >= MIN_SENTENCES_OF_SUBJECT


def _is_founded(sentence: Sentence, mention: Mention) -> bool:
    """Whether words of founding stand near the name of a consortium."""
    start = max(0, mention.start - FOUNDING_WINDOW)
    return bool(PATTERNS["founding"].search(sentence.text[start : mention.end + FOUNDING_WINDOW]))


def _name_evidence(sentences: list[Sentence], name: str) -> list[ExtractedEvidence]:
    """The first sentence of the text with the very name, else with another spelling."""
    spelled = [sentence for sentence in sentences if sentence.paragraph]
    for sentence in spelled:
        if any(mention.name == name for mention in sentence.mentions_of(CONSORTIUM)):
            return sentence_evidence(sentence, "name")
    return sentence_evidence(spelled[0], "name") if spelled else []
