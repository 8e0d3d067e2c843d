"""Agreements in Chinese: who signed what with whom, and who signed on whose behalf."""

import re

from seeds.extraction.annotation import ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.agreement_facts import (
    OTHER_KIND,
    SHORT_NAME_LENGTH,
    agreement_facts,
    classify_agreement,
    signing_fact,
    titled_agreement,
)
from seeds.extraction.relations.agreement_titles import agreement_title
from seeds.extraction.relations.signing import (
    employer_mention,
    has_signing_trigger,
    is_right_behind_signing,
    list_right_behind,
)
from seeds.extraction.relations.zh_contract_sides import Side
from seeds.extraction.relations.zh_contracts import find_contracts, segment_before
from seeds.extraction.relations.zh_listed_contracts import (
    contract_behind,
    contract_named_before,
    contract_of_noun,
    contract_of_sides,
    contracts_in_list,
    contracts_of_items,
)
from seeds.extraction.relations.zh_participants import (
    PATTERNS,
    distinct_parties,
    find_participants,
    known_names,
    party_mention,
    pen,
    signing_participants,
)
from seeds.extraction.relations.zh_pens import in_order, label_of, pens_before, pens_behind
from seeds.extraction.relations.zh_unknown_parties import with_known_parties
from seeds.extraction.rules.loading import ANAPHORIC_ROLE, Rule
from seeds.schema import AgreementFact

PEN_ROLE = "pen"  # of rules for people who sign, whoever the parties are
# Where the parties stand, by the role of a rule
CONTRACTS_OF_ROLE = {
    "sides": contract_of_sides,
    "behind": contract_behind,
    "noun": contract_of_noun,
    "items": contracts_of_items,
}


def read_chinese_agreements(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the agreements at a trigger of signing in a Chinese sentence."""
    if rule.role == ANAPHORIC_ROLE and not _is_announced(document, sentence):
        return []
    if rule.slot == "after":
        return _agreements_signed_by(document, sentence, rule, match)
    if rule.role == PEN_ROLE:
        people = pens_before(sentence, match)
        return [signing_fact(sentence, rule, people, place=match.start())] if people else []
    read_contracts = CONTRACTS_OF_ROLE.get(rule.role, contracts_in_list)
    contracts = read_contracts(document, sentence, match)
    if not contracts and rule.role not in CONTRACTS_OF_ROLE:
        people = _people_of_reported(document, sentence, match)
        if people:
            return [signing_fact(sentence, rule, people, place=match.start())]
        contracts = find_contracts(document, sentence, match)
    values = titled_agreement(sentence, match, agreement_title(sentence, match))
    facts = []
    for told in contracts:
        contract = with_known_parties(document, sentence, told)
        facts += _facts_of_contract(sentence, rule, match, values, contract)
    people = _people_before(sentence, match)
    if facts or not people or rule.role:
        return facts
    return [signing_fact(sentence, rule, [person], place=match.start()) for person in people]


def _facts_of_contract(
    sentence: Sentence, rule: Rule, match: re.Match[str], values: AgreementFact, contract: Side
) -> list[ExtractedFact]:
    """The agreement of a contract, with the people named beside its parties."""
    people = [pen(one) for one in contract if one.person]
    parties = tuple(party_mention(one) for one in contract)
    return agreement_facts(
        sentence, rule, values, parties, people, is_single=True, place=match.start()
    )


def _people_before(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """The people before a trigger of whom nothing but signing is told."""
    start, end = segment_before(sentence, match)
    signing = signing_participants(sentence, start, end)
    people = [one for one in signing if one.person]
    if (
        not people
        or signing[-1].person is None
        or PATTERNS["other_deed"].search(sentence.text, people[-1].end, end)
    ):
        return []
    return [pen(one) for one in people]


def _people_of_reported(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str]
) -> list[Mention]:
    """The people before a trigger who sign what was told before: none of them stands for a new party."""
    start, end = segment_before(sentence, match)
    signing = signing_participants(sentence, start, end)
    people = [one for one in signing if one.person]
    if not people or len(people) < len(signing):
        return []
    if PATTERNS["other_deed"].search(sentence.text, people[-1].end, end):
        return []
    if distinct_parties(people) > 1 and not _follows_signing(document, sentence, start):
        return []
    told = _names_told(document, sentence, start)
    return in_order(sentence, match, people) if known_names(people) <= told else []


def _names_told(document: AnnotatedArticle, sentence: Sentence, place: int) -> set[str]:
    """The bodies that the sentence before, in the same paragraph, and this one to a place name."""
    told = [one for one in find_participants(sentence) if one.end <= place]
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            told += find_participants(previous)
    return known_names(told)


def _agreements_signed_by(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The agreement of the people or bodies named behind the trigger: "the signatories were A and B"."""
    people = pens_behind(sentence, match)
    if not people:
        group = list_right_behind(sentence, match.end())
        if len(group) < 2 or has_signing_trigger(sentence, group[-1].end, len(sentence.text)):
            return []
        values = AgreementFact(agreement_kind=OTHER_KIND)
        return agreement_facts(sentence, rule, values, group, [], is_single=True)
    is_of_one_side = len(people) > 1 and bool(label_of(sentence, match))
    if is_of_one_side or _sign_what_was_told(document, sentence, match, people):
        return [signing_fact(sentence, rule, [person], place=match.start()) for person in people]
    for contract in contract_named_before(sentence, match):
        parties = tuple(party_mention(one) for one in contract)
        values = titled_agreement(sentence, match, agreement_title(sentence, match))
        return [
            *agreement_facts(
                sentence, rule, values, parties, [], is_single=True, place=match.start()
            ),
            *[signing_fact(sentence, rule, [person], place=match.start()) for person in people],
        ]
    if _are_partners(sentence, people):
        group = tuple(employer_mention(person) for person in people)
        values = AgreementFact(
            title=agreement_title(sentence, match),
            agreement_kind=classify_agreement(sentence.text),
        )
        return agreement_facts(sentence, rule, values, group, people, is_single=True)
    return [signing_fact(sentence, rule, [person], place=match.start()) for person in people]


def _are_partners(sentence: Sentence, people: list[Mention]) -> bool:
    """Whether people of different organisations signed one agreement together."""
    organisations = {
        person.organisation for person in people if len(person.organisation) > SHORT_NAME_LENGTH
    }
    if len(people) < 2 or len(organisations) != len(people):
        return False
    return len(people) == 2 or not PATTERNS["one_by_one"].search(sentence.text)


def _sign_what_was_told(
    document: AnnotatedArticle, sentence: Sentence, match: re.Match[str], people: list[Mention]
) -> bool:
    """Whether people sign what was reported before: they stand for nobody new, unless one alone is named."""
    if not _follows_signing(document, sentence, match.start()):
        return False
    bodies = {
        person.organisation for person in people if len(person.organisation) > SHORT_NAME_LENGTH
    }
    return len(people) == 1 or bodies <= _names_told(document, sentence, match.start())


def _follows_signing(document: AnnotatedArticle, sentence: Sentence, place: int) -> bool:
    """Whether the signing was reported before a place, in the sentence or in the one before it."""
    if has_signing_trigger(sentence, 0, place):
        return True
    return is_right_behind_signing(document, sentence)


def _is_announced(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, announces contracts."""
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            return bool(PATTERNS["announcement"].search(previous.text))
    return False
