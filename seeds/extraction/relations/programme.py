"""The programme of a meeting: its sessions, and who spoke, reported, chaired or unveiled in them."""

import re
from dataclasses import dataclass, field

from consortia.models import PartAction, SessionKind
from seeds.extraction.annotation import (
    ACTOR_KINDS,
    BASE,
    EVENT,
    PERSON,
    ExtractedEvidence,
    ExtractedFact,
    Mention,
    Sentence,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.signing import is_witnessing
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.folding import strip_invisible
from seeds.schema import PartFact, SessionFact

PATTERNS = load_patterns("programme")

QUOTED_TITLE = re.compile(
    r"""
    《([^《》]{3,80})》
  | “([^“”]{3,80})”
  | \"([^\"]{3,80})\"
  | ‘([^‘’]{5,80})’
    """,
    re.VERBOSE,
)
CLAUSE_END = re.compile("[;。]|[,，](?!“)")
CLAUSE_MARK = re.compile("[;。:]")
PERSON_SEPARATOR = PATTERNS["person_separator"]
ENGLISH_POST_BEHIND = PATTERNS["english_post_behind"]
ENGLISH_PAST_VERB = re.compile(r"\w+ed\b")
MAX_CLAUSE_GAP = {ZH: 60, EN: 160}
TITLE_REACH = 100
TITLED_ACTIONS = frozenset({PartAction.SPEAKS, PartAction.REPORTS})
UNNAMED_SESSION = (SessionKind.PLENARY, "")


@dataclass
class ProgrammeSession:
    """A session of a programme; `sentence` is the last one that names it."""

    kind: str
    title: str
    parts: list[PartFact] = field(default_factory=list)
    sentence: Sentence | None = None

    def as_fact(self) -> SessionFact:
        """The session as proposals hold it."""
        return SessionFact(kind=self.kind, title=self.title, parts=tuple(self.parts))


def extract_sessions(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the session that a trigger names."""
    start, end = match.span()
    title = strip_invisible(sentence.quote(start, end))
    values = SessionFact(kind=rule.role, title=title)
    return [build_fact(rule, sentence, values, [title], span=(start, end))]


def _surrounding_event(sentence: Sentence, start: int, end: int) -> str:
    """The name of the meeting that the words are a part of, "" without one."""
    for event in sentence.mentions_of(EVENT):
        if event.is_certain and event.start <= start and end <= event.end:
            return event.name
    return ""


def extract_parts(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return what each of the people at a trigger did."""
    if rule.slot == "after":
        people = _people_behind(sentence, match.end())
    else:
        people = _people_before(sentence, match.start())
    if not people:
        return []
    end = people[-1].end
    is_titled = rule.role in TITLED_ACTIONS and rule.slot == "before"
    title = _talk_title(sentence, end, match) if is_titled else ""
    base = _unveiled_base(sentence, end, match) if rule.role == PartAction.UNVEILS else ""
    parts = tuple(
        PartFact(
            person=person.name,
            post=person.post,
            organisation=_resolved_organisation(sentence, person),
            action=rule.role,
            title=title,
            base=base,
        )
        for person in people
    )
    output = [*(person.name for person in people), *filter(None, (title, base))]
    return [build_fact(rule, sentence, SessionFact(parts=parts), output, span=match.span())]


def build_programme(
    facts: list[ExtractedFact], name: str
) -> tuple[tuple[SessionFact, ...], list[ExtractedEvidence]]:
    """Return the sessions of the meeting of that name with their parts, and the evidence of each."""
    sessions: list[ProgrammeSession] = []
    evidence: list[ExtractedEvidence] = []
    for fact in _programme_facts(facts):
        if fact.relation == "part":
            evidence += _add_parts(sessions, fact)
            continue
        if name and _surrounding_event(fact.sentence, *fact.span) == name:
            continue
        index = _session_index(sessions, fact.values.kind, fact.values.title)
        sessions[index].sentence = fact.sentence
        evidence.append(fact.evidence(f"sessions.{index}"))
    return tuple(session.as_fact() for session in sessions), evidence


def _programme_facts(facts: list[ExtractedFact]) -> list[ExtractedFact]:
    """The sessions and parts in the order of the text."""
    own = [
        fact for fact in facts if fact.relation in ("session", "part") and fact.sentence.paragraph
    ]
    return sorted(own, key=lambda fact: (fact.sentence.number, fact.span[0]))


def _add_parts(sessions: list[ProgrammeSession], fact: ExtractedFact) -> list[ExtractedEvidence]:
    """Add the new parts of a fact to their session and return the evidence of each."""
    index = _current_session_index(sessions, fact)
    parts = sessions[index].parts
    evidence = []
    for part in fact.values.parts:
        if part not in parts:
            evidence.append(fact.evidence(f"sessions.{index}.parts.{len(parts)}"))
            parts.append(part)
    return evidence


def _session_index(sessions: list[ProgrammeSession], kind: str, title: str) -> int:
    """The index of a session in the programme; a new one is added at the end."""
    for index, session in enumerate(sessions):
        if (session.kind, session.title) == (kind, title):
            return index
    sessions.append(ProgrammeSession(kind, title))
    return len(sessions) - 1


def _current_session_index(sessions: list[ProgrammeSession], fact: ExtractedFact) -> int:
    """The index of the session that the same paragraph named last, else of the unnamed one."""
    paragraph = fact.sentence.paragraph
    current = None
    number = -1
    for index, session in enumerate(sessions):
        sentence = session.sentence
        if sentence and sentence.paragraph == paragraph and sentence.number > number:
            current = index
            number = sentence.number
    return _session_index(sessions, *UNNAMED_SESSION) if current is None else current


def _people_before(sentence: Sentence, place: int) -> list[Mention]:
    """The people of the clause before a place: the last one, and those listed with that one."""
    people = [person for person in sentence.mentions_of(PERSON) if person.end <= place]
    if not people or not _reaches(sentence, people[-1], place):
        return []
    first = len(people) - 1
    while first and _are_listed(sentence, people[first - 1], people[first]):
        first -= 1
    return people[first:]


def _reaches(sentence: Sentence, person: Mention, place: int) -> bool:
    """Whether a person stands in the clause of a place, and does not only look on."""
    tail = sentence.text[person.end : place]
    if len(tail) > MAX_CLAUSE_GAP[sentence.language] or CLAUSE_MARK.search(tail):
        return False
    return not is_witnessing(sentence, tail)


def _people_behind(sentence: Sentence, place: int) -> list[Mention]:
    """The people listed right behind a place."""
    people: list[Mention] = []
    end = place
    for person in sentence.mentions_of(PERSON):
        if person.start < place:
            continue
        if not PERSON_SEPARATOR.fullmatch(_text_before_person(sentence, end, person)):
            break
        people.append(person)
        end = person.end
    return people


def _are_listed(sentence: Sentence, person: Mention, following: Mention) -> bool:
    """Whether nothing but posts and bodies stands between two people."""
    between = _text_before_person(sentence, person.end, following)
    if PERSON_SEPARATOR.fullmatch(between):
        return True
    has_post = ENGLISH_POST_BEHIND.match(sentence.text[person.end : following.start])
    return bool(has_post) and not ENGLISH_PAST_VERB.search(between)


def _text_before_person(sentence: Sentence, start: int, person: Mention) -> str:
    """The words between a place and a person, without the person's post and the names of bodies."""
    text = sentence.text[start : person.start]
    if person.post and text.endswith(person.post):
        text = text[: -len(person.post)]
    for actor in sentence.mentions:
        if actor.kind in ACTOR_KINDS and start <= actor.start and actor.end <= person.start:
            text = text.replace(sentence.text[actor.start : actor.end], "")
    return text


def _resolved_organisation(sentence: Sentence, person: Mention) -> str:
    """The fullest name of a person's organisation."""
    for mention in sentence.mentions:
        if mention.kind in ACTOR_KINDS and mention.name == person.organisation:
            return mention.resolved_name or person.organisation
    return person.organisation


def _talk_title(sentence: Sentence, start: int, match: re.Match[str]) -> str:
    """The title of a talk in quotation marks, between the speaker and the end of the clause."""
    clause_end = CLAUSE_END.search(sentence.text, match.end())
    stop = clause_end.start() if clause_end else len(sentence.text)
    title = QUOTED_TITLE.search(sentence.text, start, min(stop, match.end() + TITLE_REACH))
    if not title:
        return ""
    return strip_invisible(sentence.quote(*title.span(title.lastindex))).rstrip(",.")


def _unveiled_base(sentence: Sentence, start: int, match: re.Match[str]) -> str:
    """The base that people unveil at a trigger, "" where several may be meant."""
    bases = sentence.mentions_of(BASE)
    before = [base for base in bases if start <= base.start and base.end <= match.start()]
    behind = [base for base in bases if base.start >= match.end()]
    unveiled = UNVEILED_BASES[sentence.language](before, behind)
    return _printed_base(sentence, unveiled[0]) if unveiled else ""


def _only_base_before(before: list[Mention], _behind: list[Mention]) -> list[Mention]:
    return before if len(before) == 1 else []


def _first_base_around(before: list[Mention], behind: list[Mention]) -> list[Mention]:
    return before or behind


# Of the bases before and behind the trigger, those that may be meant; the first of them is
UNVEILED_BASES = {ZH: _only_base_before, EN: _first_base_around}


def _printed_base(sentence: Sentence, base: Mention) -> str:
    return strip_invisible(sentence.quote(base.start, base.end))
