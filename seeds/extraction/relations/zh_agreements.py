"""Agreements in Chinese: who signed what with whom, and who signed on whose behalf."""

import re

from seeds.extraction.annotation import ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.agreement_facts import (
    OTHER_KIND,
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
    signing_clause,
)
from seeds.extraction.relations.zh_agreement_parties import find_party_groups
from seeds.extraction.relations.zh_signatories import find_people_after, find_signatories
from seeds.extraction.relations.zh_signing_order import is_announced, with_parties_in_order
from seeds.extraction.rules.loading import ANAPHORIC_ROLE, Rule
from seeds.schema import AgreementFact

SEPARATELY = re.compile("与[他她]|先后|依次|依序|各[签自]")


def read_chinese_agreements(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the agreements at a trigger of signing in a Chinese sentence."""
    if rule.role == ANAPHORIC_ROLE and not is_announced(document, sentence):
        return []
    if rule.slot == "after":
        return _agreements_signed_by(document, sentence, rule, match)
    clause = signing_clause(sentence, match)
    people = find_signatories(sentence, clause, match)
    groups = find_party_groups(document, sentence, clause, match, people)
    values = titled_agreement(sentence, match, agreement_title(sentence, match))
    facts = []
    for group in groups:
        facts += agreement_facts(sentence, rule, values, group, people, is_single=len(groups) == 1)
    if facts or not people:
        return facts
    return [signing_fact(sentence, rule, people)]


def _agreements_signed_by(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The agreement of the people or bodies named behind the trigger: "the signatories were A and B"."""
    people = find_people_after(sentence, match.end())
    people = with_parties_in_order(sentence, match, people)
    if not people:
        group = list_right_behind(sentence, match.end())
        if len(group) < 2:
            return []
        values = AgreementFact(agreement_kind=OTHER_KIND)
        return agreement_facts(sentence, rule, values, group, [], is_single=True)
    if _are_partners(sentence, people) and not _follows_signing(document, sentence, match):
        group = tuple(employer_mention(person) for person in people)
        values = AgreementFact(
            title=agreement_title(sentence, match),
            agreement_kind=classify_agreement(sentence.text),
        )
        return agreement_facts(sentence, rule, values, group, people, is_single=True)
    return [signing_fact(sentence, rule, [person]) for person in people]


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
    return is_right_behind_signing(document, sentence)
