"""The facts of agreements: their kind, their title, their parties and those who signed."""

import re
from dataclasses import replace

from consortia.models import AgreementKind
from seeds.extraction.annotation import ExtractedFact, Mention, Sentence
from seeds.extraction.relations.facts import build_fact, certainty_weight
from seeds.extraction.relations.signing import signing_party
from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.slots import MentionGroup
from seeds.schema import AgreementFact, SignatoryFact

OTHER_KIND = AgreementKind.OTHER
KIND_WINDOW = 60  # characters behind the trigger that tell the kind of agreement
SHORT_NAME_LENGTH = 3


def classify_agreement(text: str) -> str:
    """Return the kind of agreement that a title or its sentence speaks of."""
    return kind_table("agreement_kind").classify(text)


def titled_agreement(sentence: Sentence, match: re.Match[str], title: str) -> AgreementFact:
    """Return an agreement with its title, of the kind that the title and the words at its trigger tell."""
    described = title + sentence.text[match.start() : match.end() + KIND_WINDOW]
    return AgreementFact(title=title, agreement_kind=classify_agreement(described))


def agreement_facts(
    sentence: Sentence,
    rule: Rule,
    values: AgreementFact,
    group: MentionGroup,
    people: list[Mention],
    *,
    is_single: bool,
    place: int = 0,
) -> list[ExtractedFact]:
    """Return the agreement of a group of parties, none where too few parties are known.

    All people sign a single agreement; of several each is signed by the people of its parties. `place` is
    that of the trigger.
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
    return [
        build_fact(
            rule, sentence, values, output, weight=certainty_weight(group), span=(place, place)
        )
    ]


def signing_fact(
    sentence: Sentence, rule: Rule, people: list[Mention], *, place: int = 0
) -> ExtractedFact:
    """Return the fact that people signed something whose parties another sentence names."""
    bodies = [person.organisation for person in people]
    values = AgreementFact(
        parties=tuple(name for name in bodies if len(name) > SHORT_NAME_LENGTH),
        signatories=tuple(_signatory(person, person.organisation) for person in people),
    )
    names = [person.name for person in people]
    return build_fact(rule, sentence, values, names, relation="signing", span=(place, place))


def _signatory(person: Mention, organisation: str) -> SignatoryFact:
    return SignatoryFact(person=person.resolved_name, post=person.post, organisation=organisation)
