"""Who takes part in a Chinese sentence of signing: bodies, and people with the bodies that they stand for."""

import re
from dataclasses import dataclass, replace

from seeds.extraction.annotation import ORGANISATION, PERSON, REFERENCE, Mention, Sentence
from seeds.extraction.mentions.zh_organisations import CHINESE_REFERENCE
from seeds.extraction.relations.signing import is_witnessing
from seeds.extraction.relations.zh_misread_people import is_misread_person, misread_people
from seeds.extraction.resolution.representatives import REPRESENT_VERB, find_representatives
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import mention_groups

PATTERNS = load_patterns("zh_agreements")
CLAUSE_MARK = re.compile("[,;:。]")
COMMA = re.compile("[,;]")
SCHOOL_WORD = "学校"
FORMER_WORD = "前者"
MAX_POST_GAP = 40  # characters between a body and the person whose post stands between
BEHIND_NAME = 16  # characters behind a name that may tell of witnessing


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A body, or a person with the body that the person stands for; "" names an unknown one.

    It spans the name of the body where that stands right before the post of the person.
    """

    start: int
    end: int
    body: Mention | None = None
    person: Mention | None = None

    @property
    def name(self) -> str:
        """The full name of the body."""
        return self.body.resolved_name if self.body else ""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows for which body this one signs."""
        return not self.name


def find_participants(sentence: Sentence) -> list[Participant]:
    """Return the bodies and people of a sentence, in order."""
    bodies = [
        body
        for group in mention_groups(sentence)
        for body in group
        if not is_misread_person(sentence, body)
    ]
    represented = _represented_bodies(sentence)
    used: set[int] = {body.start for body in represented.values()}
    participants = []
    for person in [*sentence.mentions_of(PERSON), *misread_people(sentence)]:
        own = _body_before(sentence, person, bodies)
        if own:
            used.add(own.start)
        start = own.start if own else person.start - _post_length(sentence, person)
        behind = represented.get(person.start)
        body = _party(sentence, person, own, behind)
        end = behind.end if behind and _is_right_behind(sentence, person, behind) else person.end
        if own and sentence.text.startswith("(", own.end):
            end = max(end, sentence.text.find(")", person.end) + 1)
        participants.append(Participant(start=start, end=end, body=body, person=person))
    participants += [
        Participant(start=body.start, end=body.end, body=body)
        for body in bodies
        if body.start not in used
    ]
    return sorted(participants, key=lambda participant: participant.start)


def _represented_bodies(sentence: Sentence) -> dict[int, Mention]:
    """The body on whose behalf each person acts, by the start of the person's name."""
    represented = {}
    for people, bodies in find_representatives(sentence):
        if PATTERNS["of_the_next"].match(sentence.text[bodies[-1].end :]):
            continue
        shared = bodies * len(people) if len(bodies) == 1 else bodies
        if len(people) == len(shared):
            pairs = zip(people, shared, strict=True)
            represented.update({person.start: body for person, body in pairs})
    return represented


def _is_right_behind(sentence: Sentence, person: Mention, body: Mention) -> bool:
    """Whether only the verb of representing stands between a person and a body."""
    return bool(REPRESENT_VERB.fullmatch(sentence.text, person.end, body.start))


def _body_before(sentence: Sentence, person: Mention, bodies: list[Mention]) -> Mention | None:
    """The body of a person whose post stands between the two names."""
    for body in reversed(bodies):
        if body.end > person.start:
            continue
        between = sentence.text[body.end : person.start]
        if between.startswith("(") and ")" not in between:
            return body
        if len(between) > MAX_POST_GAP or CLAUSE_MARK.search(between):
            return None
        names = (body.name, body.full_name, body.resolved_name)
        return body if person.organisation and person.organisation in names else None
    return None


def _post_length(sentence: Sentence, person: Mention) -> int:
    """The length of the post right before a person's name, 0 where it stands elsewhere."""
    return len(person.post) if sentence.text.endswith(person.post, 0, person.start) else 0


def _party(
    sentence: Sentence, person: Mention, own: Mention | None, represented: Mention | None
) -> Mention | None:
    """The body that a person signs for: the one represented if it is known, else the person's own."""
    told = _former_or_latter(sentence, own.start if own else person.start)
    if told:
        return told
    if represented and (represented.resolved_name or not person.organisation):
        return _known_or_school(represented)
    if own:
        return _known_or_school(own)
    organisation = person.organisation
    if not organisation:
        return None
    for mention in sentence.mentions:
        if mention.kind != PERSON and organisation in (mention.name, mention.full_name):
            return _known_or_school(mention)
    kind = REFERENCE if CHINESE_REFERENCE.fullmatch(organisation) else ORGANISATION
    return _known_or_school(
        Mention(start=person.start, end=person.end, kind=kind, name=organisation)
    )


def _former_or_latter(sentence: Sentence, place: int) -> Mention | None:
    """The first or the second of the last two bodies told before, where the text calls one so."""
    for index, word in enumerate(("the_former", "the_latter")):
        called = PATTERNS[word].search(sentence.text, 0, place)
        if not called:
            continue
        start = sentence.text.find(FORMER_WORD)
        told = [body for body in sentence.mentions_of(ORGANISATION) if 0 <= body.end <= start]
        return told[-2:][index] if len(told) > 1 else None
    return None


def _known_or_school(body: Mention) -> Mention:
    """The body, or "the school" where it is a department that names none."""
    if not PATTERNS["department"].search(body.resolved_name):
        return body
    return Mention(start=body.start, end=body.end, kind=REFERENCE, name=SCHOOL_WORD)


def signing_participants(sentence: Sentence, start: int, end: int) -> list[Participant]:
    """Return those between two places who may sign: no witnesses, no place, no topic, no work to build."""
    inside = [
        each for each in find_participants(sentence) if start <= each.start and each.end <= end
    ]
    return [each for each in inside if not _is_aside(sentence, each, start, end)]


def _is_aside(sentence: Sentence, one: Participant, start: int, end: int) -> bool:
    """Whether a participant only tells the place, the witnesses or the subject of the contract."""
    before = sentence.text[start : one.start]
    if PATTERNS["building"].search(before) or PATTERNS["topic"].search(before):
        return True
    if one.person is None and PATTERNS["place"].search(before):
        return not sentence.text.startswith(("与", "和", "同", "签"), one.end)
    return _looks_on(sentence, one, end)


def _looks_on(sentence: Sentence, one: Participant, end: int) -> bool:
    """Whether words of looking on follow a participant in its clause, or tell of it before."""
    comma = COMMA.search(sentence.text, one.end, end)
    clause_end = comma.start() if comma else end
    pattern = trigger_pattern("witness", sentence.language)
    found = pattern.search(sentence.text, one.end, clause_end)
    if found and found.start() - one.end <= BEHIND_NAME:
        return True
    clause_start = max(sentence.text.rfind(mark, 0, one.start) for mark in ",;:") + 1
    return is_witnessing(sentence, sentence.text[clause_start : one.start]) and not comma


def known_names(participants: list[Participant]) -> set[str]:
    """Return the names of the bodies that are known."""
    return {each.name for each in participants} - {""}


def distinct_parties(participants: list[Participant]) -> int:
    """Return how many parties there are, each unknown one counted."""
    unknown = sum(1 for each in participants if each.is_unknown)
    return len(known_names(participants)) + unknown


def party_mention(participant: Participant) -> Mention:
    """Return the body of a participant as a mention, an unknown one as a reference to nobody."""
    if participant.body:
        return participant.body
    return Mention(start=participant.start, end=participant.end, kind=REFERENCE, name="?")


def pen(participant: Participant) -> Mention:
    """Return the person of a participant with the body that the person signs for, or the word for it."""
    body = participant.body
    organisation = participant.name or (body.name if body else "")
    return replace(participant.person, organisation=organisation)
