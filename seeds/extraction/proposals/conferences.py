"""Proposals of conferences: the meeting that an article is about, and others that it reports with a day of their own."""

import re

from seeds.extraction.document import Document
from seeds.extraction.mentions.events import is_bare
from seeds.extraction.model import CONSORTIUM, Evidence, Fact, Proposal, distinct, same_name
from seeds.extraction.relations.meetings import Meeting, day_of, is_internal, main_meeting, rank, read_meeting, told_meetings
from seeds.extraction.relations.programme import programme
from seeds.extraction.text.folding import clean

ROLES = ("host", "organiser", "co_organiser", "guided_by", "supported_by")
NAMES_NOTHING = frozenset(["大会", "会议", "活动", "仪式", "meeting", "event", "conference", "ceremony"])
OWN_RANK = 7  # a further meeting must be named in full and said to have been held
KINDS = (
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


def conferences(document: Document, facts: list[Fact]) -> list[Proposal]:
    """Return the conferences that the article reports, the main one first."""
    main = _main(document, facts)
    if main is None:
        return []
    return [main, *_further(document, facts, main)]


def _main(document: Document, facts: list[Fact]) -> Proposal | None:
    found, roles = main_meeting(document), _roles(facts)
    said = [fact for fact in facts if fact.relation == "role"]
    if found is None and not any(roles.values()):
        return None
    sentence, mention = found or (said[0].sentence, None)
    if mention and is_internal(document, sentence, mention, has_roles=any(roles.values())):
        return None
    meeting = read_meeting(document, facts, sentence, mention)
    if not _name(meeting) and not any(roles.values()) and not {"starts_on", "theme"} & set(meeting.fields):
        return None
    evidence = [fact.evidence(f"roles.{fact.values['role']}") for fact in said if fact.sentence.paragraph]
    sessions, talks = programme(facts, _name(meeting) or "")
    return _proposal(document, facts, meeting, (roles, sessions), [*evidence, *talks])


def _further(document: Document, facts: list[Fact], main: Proposal) -> list[Proposal]:
    """The other meetings that the text names in full as held on another day."""
    found: list[Proposal] = []
    for sentence, mention in told_meetings(document):
        names = [main.fields["name"] or "", *(each.fields["name"] for each in found)]
        if not mention.sure or not sentence.paragraph or any(same_name(mention.name, name) for name in names if name):
            continue
        day = day_of(document, sentence)
        if not day or day == main.fields["starts_on"] or rank(sentence, mention) < OWN_RANK:
            continue
        own = [fact for fact in facts if fact.sentence is sentence and fact.relation in ("venue", "theme", "attendance")]
        meeting = read_meeting(document, own, sentence, mention)
        proposal = _proposal(document, facts, meeting, ({role: [] for role in ROLES}, []), [])
        found += [proposal] if proposal else []
    return found


def _proposal(document: Document, facts: list[Fact], meeting: Meeting, held: tuple[dict, list], evidence) -> Proposal | None:
    name, sentence, mention = _name(meeting), meeting.sentence, meeting.mention
    fields = {
        "name": name,
        "conference_kind": next(kind for kind, pattern in KINDS if re.search(pattern, name or "")),
        **dict.fromkeys(("starts_on", "venue", "theme", "attendance", "attendance_bound")),
        **meeting.fields,
        "roles": held[0],
        "sessions": held[1],
        "consortium": _whose(document, meeting),
    }
    said = [Evidence(field="name", paragraph=sentence.paragraph, quote=sentence.quote())] if sentence.paragraph and name else []
    evidence = (*said, *meeting.evidence, *evidence)
    if not evidence:
        return None
    rule = next((f for f in facts if f.relation == "event" and mention and f.shown == (mention.name,)), None)
    role = next((f for f in facts if f.relation == "role"), None)
    made_by = rule or role
    if made_by is None:
        return None
    confidence = made_by.confidence if name and mention.sure else 0.6
    return Proposal.of("conference", fields, confidence, made_by.rule, evidence)


def _name(meeting: Meeting) -> str | None:
    """The name of the meeting, unless it is a bare word."""
    if meeting.mention is None:
        return None
    name = clean(meeting.mention.name)
    return None if is_bare(name) and name.lower() in NAMES_NOTHING else name


def _roles(facts: list[Fact]) -> dict[str, list[str]]:
    said = [fact for fact in facts if fact.relation == "role"]
    return {role: distinct(o for f in said if f.values["role"] == role for o in f.values["organisations"]) for role in ROLES}


def _whose(document: Document, meeting: Meeting) -> str:
    """The consortium in the name of the meeting."""
    if meeting.mention is None:
        return ""
    inside = [m for m in meeting.sentence.of(CONSORTIUM) if meeting.mention.start <= m.start and m.end <= meeting.mention.end]
    return document.consortia.get(inside[0].name, "") if inside else ""
