"""Proposals of conferences: the meeting that an article is about, and others that it reports with a day of their own."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.mentions.events import is_generic_name
from seeds.extraction.model import (
    CONSORTIUM,
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    is_same_name,
    unique_names,
)
from seeds.extraction.relations.meetings import (
    ConferenceDetails,
    extract_conference_details,
    find_main_event,
    find_reported_events,
    find_sentence_date,
    is_internal_event,
    score_event,
)
from seeds.extraction.relations.programme import build_programme
from seeds.extraction.text.folding import strip_invisible

CONFERENCE_ROLES = ("host", "organiser", "co_organiser", "guided_by", "supported_by")
GENERIC_NAMES = frozenset(
    ["大会", "会议", "活动", "仪式", "meeting", "event", "conference", "ceremony"]
)
MIN_FURTHER_SCORE = 7  # a further meeting must be named in full and said to have been held
CONFERENCE_KINDS = (
    ("preparatory", "筹备|筹建|[Pp]reparat"),
    ("founding", "成立|组建|揭牌成立|[Ff]ounding|[Ee]stablishment|[Ii]naugura"),
    ("annual", "年会|年度(?:大会|会议)|[Aa]nnual"),
    ("council", "理事会|理事会议|会员(?:代表)?大会|[Cc]ouncil"),
    ("signing", "签约|签字|签署|[Ss]igning"),
    ("unveiling", "揭牌|授牌|揭幕|挂牌|[Uu]nveil|[Pp]laque"),
    ("launch", "启动|推进会|动员|[Ll]aunch|[Kk]ick"),
    ("forum", "论坛|峰会|对话|研讨|[Ff]orum|[Ss]ummit|[Ss]eminar|[Ss]ymposium"),
    ("conference", "大会|会议|[Cc]onference|[Cc]onvention|[Cc]ongress"),
    ("other", ""),
)


def propose_conferences(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> list[ExtractedProposal]:
    """Return the conferences that the article reports, the main one first."""
    main = _main(document, facts)
    if main is None:
        return []
    return [main, *_further(document, facts, main)]


def _main(document: AnnotatedArticle, facts: list[ExtractedFact]) -> ExtractedProposal | None:
    found, roles = find_main_event(document), _roles(facts)
    said = [fact for fact in facts if fact.relation == "role"]
    if found is None and not any(roles.values()):
        return None
    sentence, mention = found or (said[0].sentence, None)
    if mention and is_internal_event(document, sentence, mention, has_roles=any(roles.values())):
        return None
    meeting = extract_conference_details(document, facts, sentence, mention)
    if (
        not _name(meeting)
        and not any(roles.values())
        and not {"starts_on", "theme"} & set(meeting.fields)
    ):
        return None
    evidence = [
        fact.evidence(f"roles.{fact.values['role']}") for fact in said if fact.sentence.paragraph
    ]
    sessions, talks = build_programme(facts, _name(meeting) or "")
    return _proposal(document, facts, meeting, (roles, sessions), [*evidence, *talks])


def _further(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: ExtractedProposal
) -> list[ExtractedProposal]:
    """The other meetings that the text names in full as held on another day."""
    found: list[ExtractedProposal] = []
    for sentence, mention in find_reported_events(document):
        names = [main.fields["name"] or "", *(each.fields["name"] for each in found)]
        if (
            not mention.is_certain
            or not sentence.paragraph
            or any(is_same_name(mention.name, name) for name in names if name)
        ):
            continue
        day = find_sentence_date(document, sentence)
        if (
            not day
            or day == main.fields["starts_on"]
            or score_event(sentence, mention) < MIN_FURTHER_SCORE
        ):
            continue
        own = [
            fact
            for fact in facts
            if fact.sentence is sentence and fact.relation in ("venue", "theme", "attendance")
        ]
        meeting = extract_conference_details(document, own, sentence, mention)
        proposal = _proposal(
            document, facts, meeting, ({role: [] for role in CONFERENCE_ROLES}, []), []
        )
        found += [proposal] if proposal else []
    return found


def _proposal(
    document: AnnotatedArticle,
    facts: list[ExtractedFact],
    meeting: ConferenceDetails,
    held: tuple[dict, list],
    evidence,
) -> ExtractedProposal | None:
    name, sentence, mention = _name(meeting), meeting.sentence, meeting.mention
    fields = {
        "name": name,
        "conference_kind": next(
            kind for kind, pattern in CONFERENCE_KINDS if re.search(pattern, name or "")
        ),
        **dict.fromkeys(("starts_on", "venue", "theme", "attendance", "attendance_bound")),
        **meeting.fields,
        "roles": held[0],
        "sessions": held[1],
        "consortium": _whose(document, meeting),
    }
    said = (
        [ExtractedEvidence(field="name", paragraph=sentence.paragraph, quote=sentence.quote())]
        if sentence.paragraph and name
        else []
    )
    evidence = (*said, *meeting.evidence, *evidence)
    if not evidence:
        return None
    rule = next(
        (f for f in facts if f.relation == "event" and mention and f.output == (mention.name,)),
        None,
    )
    role = next((f for f in facts if f.relation == "role"), None)
    made_by = rule or role
    if made_by is None:
        return None
    confidence = made_by.confidence if name and mention.is_certain else 0.6
    return ExtractedProposal.build("conference", fields, confidence, made_by.rule, evidence)


def _name(meeting: ConferenceDetails) -> str | None:
    """The name of the meeting, unless it is a bare word."""
    if meeting.mention is None:
        return None
    name = strip_invisible(meeting.mention.name)
    return None if is_generic_name(name) and name.lower() in GENERIC_NAMES else name


def _roles(facts: list[ExtractedFact]) -> dict[str, list[str]]:
    said = [fact for fact in facts if fact.relation == "role"]
    return {
        role: unique_names(
            o for f in said if f.values["role"] == role for o in f.values["organisations"]
        )
        for role in CONFERENCE_ROLES
    }


def _whose(document: AnnotatedArticle, meeting: ConferenceDetails) -> str:
    """The consortium in the name of the meeting."""
    if meeting.mention is None:
        return ""
    inside = [
        m
        for m in meeting.sentence.mentions_of(CONSORTIUM)
        if meeting.mention.start <= m.start and m.end <= meeting.mention.end
    ]
    return document.canonical_consortia.get(inside[0].name, "") if inside else ""
