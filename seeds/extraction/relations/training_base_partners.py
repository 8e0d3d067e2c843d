"""The bodies behind a training base: its hosts, co-founders and operators, and who awarded it."""

import re

from consortia.models import BasePartnerRole
from seeds.extraction.annotation import ACTOR_KINDS, BASE, CONSORTIUM, REFERENCE, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN
from seeds.extraction.rules.slots import MentionGroup, mention_groups
from seeds.schema import BasePartnerFact

AWARD_VERB = re.compile(
    r"(?:联合|共同|正式|现场|分别|为|,|\s)*(?:授予|颁授|授牌|认定|命名|颁发|批准|批复|评为)"
)
AWARDED_BY = re.compile(r"\b(?:awarded|granted|named|recogni[sz]ed)\s(?:\w+\s){0,4}by\s(?:the\s)?$")
CO_FOUNDING_VERB = re.compile(
    r"""
    (?:三方|双方|四方|三家|两家|共同|联合|合作|携手|合力)*
    (?:
        合办|合建|共建|共办|共同建设|联合建设|合作建设|建设|组建|创办|创建|打造|成立|举办
    )
    """,
    re.VERBOSE,
)
OPERATING_VERB = re.compile(r"(?:承建|运营|负责运营|负责建设|承担建设)")
LOCATED_AT = re.compile(r"(?:设在|设于|落户于?|落在|坐落于?|挂靠在?|建在)$")
AGENT_MARKER = "由"
PARTNER_MARKERS = ("由", "与", "和")
LIST_CONJUNCTION = re.compile("[、和与及]")
BODY_TO_BASE_LINK = re.compile(
    r"""
    [“\"‘]?
  | (?:共建|合作共建|共同建设|联合共建|联合建设|合办|合建|共同打造|携手打造)的?[“\"]?
  | [的、和与]
    """,
    re.VERBOSE,
)
JOINTLY = re.compile("共建|合建|合办|联合|共同|携手|合作")
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
        partners = _partners_in_english_name(sentence, base)
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


def _partners_in_english_name(sentence: Sentence, base: Mention) -> list[NameAndRole]:
    """The bodies that an English name holds behind "of"."""
    if sentence.language != EN:
        return []
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
    return sentence.language != EN and bool(AWARD_VERB.match(sentence.text, body.end))
