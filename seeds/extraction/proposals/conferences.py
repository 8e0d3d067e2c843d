"""Proposals of conferences: the main meeting of an article, and others reported with a day of their own."""

from dataclasses import replace

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
from seeds.extraction.mentions.events import is_generic_name
from seeds.extraction.proposals.facts import facts_of
from seeds.extraction.relations.event_days import find_sentence_date
from seeds.extraction.relations.facts import sentence_evidence
from seeds.extraction.relations.meeting_details import (
    DETAIL_RELATIONS,
    ConferenceDetails,
    extract_conference_details,
)
from seeds.extraction.relations.meetings import (
    find_main_event,
    find_reported_events,
    is_internal_event,
    score_event,
)
from seeds.extraction.relations.programme import build_programme
from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.text.folding import strip_invisible
from seeds.schema import ConferenceRolesFact, SessionFact

GENERIC_NAMES = frozenset(
    ["大会", "会议", "活动", "仪式", "meeting", "event", "conference", "ceremony"]
)
MIN_FURTHER_SCORE = 7  # a further meeting must be named in full and reported as held
UNNAMED_CONFIDENCE = 0.6


def propose_conferences(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> list[ExtractedProposal]:
    """Return the conferences that the article reports, the main one first."""
    main = _propose_main(document, facts)
    if main is None:
        return []
    return [main, *_propose_further(document, facts, main)]


def _propose_main(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> ExtractedProposal | None:
    """The meeting that the article is about, which may have roles instead of a name."""
    role_facts = facts_of(facts, "role")
    roles = _organisations_by_role(role_facts)
    has_roles = bool(roles.by_role())
    event = find_main_event(document)
    if event is None and not has_roles:
        return None
    sentence, mention = event or (role_facts[0].sentence, None)
    if mention and is_internal_event(document, sentence, mention, has_roles=has_roles):
        explain(DROP, sentence, "meeting “%s”: a body held it among its own people", mention.name)
        return None
    meeting = extract_conference_details(document, facts, sentence, mention)
    if not has_roles and not _is_identified(meeting):
        explain(DROP, sentence, "a meeting without name, day, theme and roles")
        return None
    for fact in role_facts:
        explain_merge(fact, (), "main conference")
    sessions, session_evidence = build_programme(facts, _conference_name(meeting) or "")
    return _conference_proposal(
        document,
        facts,
        meeting,
        roles=roles,
        sessions=sessions,
        evidence=[*_role_evidence(role_facts), *session_evidence],
    )


def _role_evidence(role_facts: list[ExtractedFact]) -> list[ExtractedEvidence]:
    """The sentences that report roles, each as evidence of its role."""
    return [
        fact.evidence(f"roles.{role}")
        for fact in role_facts
        if fact.sentence.paragraph
        for role in fact.values.roles.by_role()
    ]


def _is_identified(meeting: ConferenceDetails) -> bool:
    """Whether a meeting has a name, a day or a theme."""
    if _conference_name(meeting):
        return True
    return meeting.values.starts_on is not None or meeting.values.theme is not None


def _propose_further(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: ExtractedProposal
) -> list[ExtractedProposal]:
    """The other meetings that the text names in full as held on another day."""
    proposals: list[ExtractedProposal] = []
    for sentence, mention in find_reported_events(document):
        if not mention.is_certain or not sentence.paragraph:
            continue
        if _is_proposed(mention, [main, *proposals]):
            continue
        if not _is_held_on_another_day(document, sentence, mention, main):
            explain(
                DROP, sentence, "meeting “%s” is not told as held on a day of its own", mention.name
            )
            continue
        details = [
            fact
            for fact in facts
            if fact.sentence is sentence and fact.relation in DETAIL_RELATIONS
        ]
        meeting = extract_conference_details(document, details, sentence, mention)
        proposal = _conference_proposal(
            document, facts, meeting, roles=ConferenceRolesFact(), sessions=(), evidence=[]
        )
        if proposal:
            proposals.append(proposal)
    return proposals


def _is_proposed(mention: Mention, proposals: list[ExtractedProposal]) -> bool:
    """Whether a meeting is one of those proposed."""
    names = [proposal.values.name for proposal in proposals]
    return any(is_same_name(mention.name, name) for name in names if name)


def _is_held_on_another_day(
    document: AnnotatedArticle, sentence: Sentence, mention: Mention, main: ExtractedProposal
) -> bool:
    """Whether a sentence reports a meeting in full and with a day that is not the main one's."""
    if score_event(sentence, mention) < MIN_FURTHER_SCORE:
        return False
    day = find_sentence_date(document, sentence)
    return bool(day) and day != main.values.starts_on


def _conference_proposal(
    document: AnnotatedArticle,
    facts: list[ExtractedFact],
    meeting: ConferenceDetails,
    *,
    roles: ConferenceRolesFact,
    sessions: tuple[SessionFact, ...],
    evidence: list[ExtractedEvidence],
) -> ExtractedProposal | None:
    """The proposal of a meeting, None where neither evidence nor a rule supports it."""
    name = _conference_name(meeting)
    name_evidence = sentence_evidence(meeting.sentence, "name") if name else []
    evidence = [*name_evidence, *meeting.evidence, *evidence]
    source = _source_fact(facts, meeting)
    if not evidence or source is None:
        return None
    values = replace(
        meeting.values,
        name=name,
        conference_kind=kind_table("conference_kind").classify(name or ""),
        roles=roles,
        sessions=sessions,
        consortium=_consortium_in_name(document, meeting),
    )
    is_named = name and meeting.mention.is_certain
    confidence = source.confidence if is_named else UNNAMED_CONFIDENCE
    return ExtractedProposal.build(values, confidence, source.rule, evidence)


def _source_fact(facts: list[ExtractedFact], meeting: ConferenceDetails) -> ExtractedFact | None:
    """The fact that names a meeting, else the first one on a role at it."""
    if meeting.mention:
        for fact in facts_of(facts, "event"):
            if fact.output == (meeting.mention.name,):
                return fact
    return next(iter(facts_of(facts, "role")), None)


def _conference_name(meeting: ConferenceDetails) -> str | None:
    """The name of the meeting, unless it is a bare word."""
    if meeting.mention is None:
        return None
    name = strip_invisible(meeting.mention.name)
    is_bare = is_generic_name(name) and name.lower() in GENERIC_NAMES
    return None if is_bare else name


def _organisations_by_role(role_facts: list[ExtractedFact]) -> ConferenceRolesFact:
    """The organisations in each role at the conference, each once."""
    by_role: dict[str, list[str]] = {}
    for fact in role_facts:
        for role, organisations in fact.values.roles.by_role().items():
            by_role.setdefault(role, []).extend(organisations)
    names = {role: tuple(unique_names(organisations)) for role, organisations in by_role.items()}
    return ConferenceRolesFact(**names)


def _consortium_in_name(document: AnnotatedArticle, meeting: ConferenceDetails) -> str:
    """The consortium in the name of the meeting, "" without one."""
    if meeting.mention is None:
        return ""
    for consortium in meeting.sentence.mentions_of(CONSORTIUM):
        if meeting.mention.start <= consortium.start and consortium.end <= meeting.mention.end:
            return document.canonical_consortia.get(consortium.name, "")
    return ""
