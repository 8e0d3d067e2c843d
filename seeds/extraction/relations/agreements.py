"""Agreements: who signed what with whom, and who signed on whose behalf."""

import re
from dataclasses import replace

from consortia.models import AgreementKind
from seeds.extraction.annotation import PERSON, ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import GUARD, explain
from seeds.extraction.relations.agreement_parties import find_party_groups
from seeds.extraction.relations.en_agreement_parties import assign_organisations
from seeds.extraction.relations.facts import build_fact, certainty_weight
from seeds.extraction.relations.signatories import (
    employer_mention,
    find_people_after,
    find_signatories,
    has_signing_trigger,
    mention_groups_between,
    signing_party,
)
from seeds.extraction.relations.signing_order import is_announced, with_parties_in_order
from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.rules.loading import ANAPHORIC_ROLE, Rule
from seeds.extraction.rules.slots import MentionGroup
from seeds.schema import AgreementFact, SignatoryFact

SEPARATELY = re.compile("与[他她]|先后|依次|依序|各[签自]|respectively")
CLAUSE_START_MARK = re.compile("[;:]")
OTHER_KIND = AgreementKind.OTHER
REPRESENTED_ROLE = "represented"  # of rules for who stood for whom, behind the signing
AGREEMENT_TITLE = re.compile(
    r"""
    # in quotation marks, with a noun for a contract
    [《“\"‘]
    ([^《》“”\"]{3,60}(?:协议|合同|项目|备忘录|协定|意向书|Agreement|班))
    [》”\"’]
    # Chinese without marks
  | ([\u3400-\u9fff“”]{0,30}(?:协议书?|合同|备忘录|协定|意向书))
    # English in capitals: "Framework Agreement on the Training of Nurses"
  | ((?:[A-Z][\w-]*\s(?:(?:of|on|for|and|the|in)\s)*){1,14}Agreements?)
    # English in small letters: "an agreement to train nurses"
  | ((?:[\w-]+\s){0,4}agreements?(?:\sto\s[^,.;]{5,90})?)
    # anything in quotation marks
  | [“‘]([^“”]{2,40})[”’]
    """,
    re.VERBOSE,
)
TITLE_PREFIX = re.compile(
    r"""
    ^.*(?:签署了?|签订了?|签下|签约|达成|[与和同了就份项的在])(?=.{4})
  | ^(?:签[署订下]了?|[的是])(?=..)
    """,
    re.VERBOSE,
)
TITLE_PADDING = " “”"
TITLE_REACH_BEHIND = 120
TITLE_REACH_BEFORE = 60
KIND_WINDOW = 60  # characters behind the trigger that tell the kind of agreement
LIST_START_WINDOW = 4
SHORT_NAME_LENGTH = 3


def extract_agreements(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the agreements at a trigger of signing.

    A trigger without parties whose signatories are named gives a fact of the relation "signing".
    """
    clause = _clause_around(sentence, match)
    forbidden = rule.forbid and rule.forbid.search(sentence.text[clause[0] : match.end()])
    if forbidden:
        explain(GUARD, sentence, "%s is ruled out by “%s”", rule.id, forbidden[0])
        return []
    if rule.role == ANAPHORIC_ROLE and not is_announced(document, sentence):
        return []
    if rule.role == REPRESENTED_ROLE:
        return _represented_signings(document, sentence, rule, match)
    if rule.slot == "after":
        return _agreements_signed_by(document, sentence, rule, match)
    people = assign_organisations(sentence, match, find_signatories(sentence, clause, match))
    groups = find_party_groups(document, sentence, clause, match, people)
    title = _agreement_title(sentence, match)
    described = title + sentence.text[match.start() : match.end() + KIND_WINDOW]
    values = AgreementFact(title=title, agreement_kind=classify_agreement(described))
    facts = []
    for group in groups:
        facts += _agreement_facts(sentence, rule, values, group, people, is_single=len(groups) == 1)
    if facts or not people:
        return facts
    return [_signing_fact(sentence, rule, people)]


def classify_agreement(text: str) -> str:
    """Return the kind of agreement that a title or its sentence speaks of."""
    return kind_table("agreement_kind").classify(text)


def _clause_around(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Start and end of the clause that holds the trigger, between semicolons and colons."""
    start = 0
    for mark in CLAUSE_START_MARK.finditer(sentence.text, 0, match.start()):
        start = mark.end()
    end = sentence.text.find(";", match.end())
    return start, end if end >= 0 else len(sentence.text)


def _agreement_facts(
    sentence: Sentence,
    rule: Rule,
    values: AgreementFact,
    group: MentionGroup,
    people: list[Mention],
    *,
    is_single: bool,
) -> list[ExtractedFact]:
    """The agreement of a group of parties, none where too few parties are known.

    All people sign a single agreement; of several each is signed by the people of its parties.
    """
    parties = list(
        dict.fromkeys(mention.resolved_name for mention in group if mention.resolved_name)
    )
    has_unresolved = any(not mention.resolved_name for mention in group)
    if len(parties) < (1 if has_unresolved or people else 2):
        return []
    signatories = []
    output = list(parties)
    for person in people:
        party = signing_party(person, group)
        if is_single or party in ("", *parties):
            signatories.append(_signatory(person, party))
            output.append(person.name)
    values = replace(values, parties=tuple(parties), signatories=tuple(signatories))
    return [build_fact(rule, sentence, values, output, weight=certainty_weight(group))]


def _agreements_signed_by(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The agreement of the people or bodies named behind the trigger: "signed by A and B"."""
    people = find_people_after(sentence, match.end())
    people = with_parties_in_order(sentence, match, people)
    if not people:
        group = _list_right_behind(sentence, match.end())
        if len(group) < 2:
            return []
        values = AgreementFact(agreement_kind=OTHER_KIND)
        return _agreement_facts(sentence, rule, values, group, [], is_single=True)
    if _are_partners(sentence, people) and not _follows_signing(document, sentence, match):
        group = tuple(employer_mention(person) for person in people)
        values = AgreementFact(
            title=_agreement_title(sentence, match),
            agreement_kind=classify_agreement(sentence.text),
        )
        return _agreement_facts(sentence, rule, values, group, people, is_single=True)
    return [_signing_fact(sentence, rule, [person]) for person in people]


def _represented_signings(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The person before a trigger as a signatory of the body behind it, right behind a signing."""
    people = [
        person
        for person in sentence.mentions_of(PERSON)
        if 0 <= match.start() - person.end <= LIST_START_WINDOW
    ]
    bodies = _list_right_behind(sentence, match.end())
    if len(people) != 1 or not bodies or not _is_right_behind_signing(document, sentence):
        return []
    signatory = replace(people[0], organisation=bodies[0].resolved_name)
    return [_signing_fact(sentence, rule, [signatory])]


def _is_right_behind_signing(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, reported a signing."""
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            return has_signing_trigger(previous, 0, len(previous.text))
    return False


def _list_right_behind(sentence: Sentence, place: int) -> MentionGroup:
    """The list of names that begins right behind a place."""
    for group in mention_groups_between(sentence, place, len(sentence.text)):
        if group[0].start <= place + LIST_START_WINDOW:
            return group
    return ()


def _are_partners(sentence: Sentence, people: list[Mention]) -> bool:
    """Whether people of different organisations signed one agreement together."""
    organisations = {person.organisation for person in people if person.organisation}
    if len(people) < 2 or len(organisations) != len(people):
        return False
    return len(people) == 2 or not SEPARATELY.search(sentence.text)


def _follows_signing(document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the signing was reported before, in the sentence or in the one before it."""
    if has_signing_trigger(sentence, 0, match.start()):
        return True
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            return has_signing_trigger(previous, 0, len(previous.text))
    return False


def _signing_fact(sentence: Sentence, rule: Rule, people: list[Mention]) -> ExtractedFact:
    """The fact that people signed something whose parties another sentence names."""
    bodies = [person.organisation for person in people]
    values = AgreementFact(
        parties=tuple(name for name in bodies if len(name) > SHORT_NAME_LENGTH),
        signatories=tuple(_signatory(person, person.organisation) for person in people),
    )
    names = [person.name for person in people]
    return build_fact(rule, sentence, values, names, relation="signing")


def _signatory(person: Mention, organisation: str) -> SignatoryFact:
    return SignatoryFact(person=person.resolved_name, post=person.post, organisation=organisation)


def _agreement_title(sentence: Sentence, match: re.Match[str]) -> str:
    """The title behind the trigger, else the one before it, "" without one."""
    text = sentence.text
    end = min(len(text), match.end() + TITLE_REACH_BEHIND)
    title_match = AGREEMENT_TITLE.search(text, match.start(), end)
    if not title_match:
        start = max(0, match.start() - TITLE_REACH_BEFORE)
        title_match = AGREEMENT_TITLE.search(text, start, match.end())
    if not title_match:
        return ""
    title = next(part for part in title_match.groups() if part)
    return _without_padding(TITLE_PREFIX.sub("", title))


def _without_padding(title: str) -> str:
    """The title without blanks and the quotation marks around it, not without those of a name in it."""
    bare = title.strip()
    inner = bare.strip(TITLE_PADDING)
    opened, closed = inner.count("“"), inner.count("”")
    if opened < closed and bare.startswith("“"):
        return f"“{inner}"
    return f"{inner}”" if opened > closed and bare.endswith("”") else inner
