"""The bodies behind a training base: its hosts, co-founders and operators, and who awarded it."""

from consortia.models import BasePartnerRole
from seeds.extraction.annotation import ACTOR_KINDS, BASE, CONSORTIUM, REFERENCE, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import MentionGroup, mention_groups
from seeds.schema import BasePartnerFact

PATTERNS = load_patterns("training_base_partners")
AWARD_VERB = PATTERNS["award_verb"]
AWARDED_BY = PATTERNS["awarded_by"]
CO_FOUNDING_VERB = PATTERNS["co_founding_verb"]
OPERATING_VERB = PATTERNS["operating_verb"]
LOCATED_AT = PATTERNS["located_at"]
BODY_TO_BASE_LINK = PATTERNS["body_to_base_link"]
JOINTLY = PATTERNS["jointly"]
AGENT_MARKER = "由"
CLOSING_QUOTE = "”"
PARTNER_MARKERS = ("由", "与", "和")
LIST_CONJUNCTION = PATTERNS["list_conjunction"]
HOST = BasePartnerRole.HOST
CO_FOUNDER = BasePartnerRole.CO_FOUNDER
OPERATOR = BasePartnerRole.OPERATOR
BODY_KINDS = ACTOR_KINDS - {CONSORTIUM}
NameAndRole = tuple[str, str]


def find_base_partners(
    document: AnnotatedArticle, sentence: Sentence, base: Mention
) -> tuple[BasePartnerFact, ...]:
    """Return the bodies behind a base with their roles, from its sentence and the one after it."""
    partners = _partners_before(sentence, base)
    if not partners:
        partners = _partners_in_name(sentence, base)
    partners += _partners_in_clauses(sentence, base.end)
    for following in document.sentences[sentence.number + 1 : sentence.number + 2]:
        if following.paragraph == sentence.paragraph and not following.mentions_of(BASE):
            partners += _partners_in_clauses(following, 0)
    roles: dict[str, str] = {}
    for name, role in partners:
        if name and name != base.name:
            roles.setdefault(name, role)
    return tuple(BasePartnerFact(organisation=name, role=role) for name, role in roles.items())


def _partners_before(sentence: Sentence, base: Mention) -> list[NameAndRole]:
    """The bodies right before the name: the first is the host, others who built it with that co-founders."""
    bodies = [body for body in sentence.mentions_of(*BODY_KINDS) if body.end <= base.start]
    group = _list_linked_to(sentence, bodies, base.start)
    if not group:
        return []
    is_joint = JOINTLY.search(sentence.text[group[-1].end : base.start])
    names = [body.resolved_name for body in group if body.resolved_name]
    others_role = CO_FOUNDER if is_joint else HOST
    return [(name, others_role if index else HOST) for index, name in enumerate(names)]


def _list_linked_to(sentence: Sentence, bodies: list[Mention], place: int) -> list[Mention]:
    """The list of bodies whose last one words like "jointly built" link to a place."""
    linked = [
        body for body in bodies if BODY_TO_BASE_LINK.fullmatch(sentence.text[body.end : place])
    ]
    group = linked[-1:]
    while group:
        previous = _body_listed_before(sentence, bodies, group[0])
        if previous is None:
            break
        group.insert(0, previous)
    return group


def _body_listed_before(sentence: Sentence, bodies: list[Mention], body: Mention) -> Mention | None:
    """The body that a list joins to the one behind it."""
    for previous in bodies:
        if LIST_CONJUNCTION.fullmatch(sentence.text[previous.end : body.start]):
            return previous
    return None


def _partners_in_name(sentence: Sentence, base: Mention) -> list[NameAndRole]:
    """The bodies that a name holds behind its beginning: "Base of Linjiang University"."""
    return [
        (body.resolved_name, HOST)
        for body in sentence.mentions_of(*BODY_KINDS - {REFERENCE})
        if base.start < body.start and body.end <= base.end + 1
    ]


def _partners_in_clauses(sentence: Sentence, start: int) -> list[NameAndRole]:
    """The bodies behind a place that house a base, run it or built it according to a sentence."""
    partners: list[NameAndRole] = []
    for group in mention_groups(sentence):
        if group[0].start < start:
            continue
        names = [body.resolved_name for body in group if body.resolved_name]
        if sentence.text[start : group[0].start].strip(CLOSING_QUOTE) == "(":
            partners += [(name, HOST) for name in names]
            continue
        if LOCATED_AT.search(sentence.text[: group[0].start]):
            partners += [(name, HOST) for name in names[:1]]
            continue
        role = _role_of_agents(sentence, group)
        if role:
            partners += [(name, role) for name in names]
    return partners


def _role_of_agents(sentence: Sentence, group: MentionGroup) -> str:
    """The role of bodies by the words around them, "" without one."""
    start = group[0].start
    end = group[-1].end
    if sentence.text.endswith(AGENT_MARKER, 0, start) and OPERATING_VERB.match(sentence.text, end):
        return OPERATOR
    is_partner = sentence.text.endswith(PARTNER_MARKERS, 0, start)
    return CO_FOUNDER if is_partner and CO_FOUNDING_VERB.match(sentence.text, end) else ""


def find_awarder(sentence: Sentence) -> str:
    """Return the body that awarded what the sentence reports, "" without one."""
    for body in sentence.mentions_of(*ACTOR_KINDS):
        if body.resolved_name and _awards(sentence, body):
            return body.resolved_name
    return ""


def _awards(sentence: Sentence, body: Mention) -> bool:
    if AWARDED_BY.search(sentence.text[: body.start]):
        return True
    return bool(AWARD_VERB.match(sentence.text, body.end))
