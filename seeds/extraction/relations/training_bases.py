"""Training bases: what a plaque was unveiled for, or what was founded, awarded or built."""

import re

from seeds.extraction.annotation import BASE, ExtractedFact, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.facts import build_fact
from seeds.extraction.relations.training_base_names import has_proper_name, is_base
from seeds.extraction.relations.training_base_partners import find_awarder, find_base_partners
from seeds.extraction.relations.training_base_slots import bases_in_slot
from seeds.extraction.rules.loading import ANAPHORIC_ROLE, Rule
from seeds.extraction.text.folding import strip_invisible
from seeds.schema import TrainingBaseFact


def extract_training_bases(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the bases in the slot of a trigger."""
    if rule.role == ANAPHORIC_ROLE:
        return _facts_of_antecedent(document, sentence, rule, match)
    return [
        _base_fact(document, sentence, rule, base)
        for base in bases_in_slot(document, sentence, rule, match)
    ]


def _facts_of_antecedent(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """The base that "this base" speaks of: the last one with that noun in the sentence before."""
    for previous in document.preceding_sentences(sentence)[:1]:
        for base in reversed(previous.mentions_of(BASE)):
            if not base.name.endswith(match["noun"]):
                continue
            if is_base(previous, base) and has_proper_name(previous, base):
                return [_base_fact(document, previous, rule, base)]
    return []


def _base_fact(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, base: Mention
) -> ExtractedFact:
    name = strip_invisible(base.name)
    values = TrainingBaseFact(
        name=name,
        partners=find_base_partners(document, sentence, base),
        awarded_by=find_awarder(sentence),
    )
    return build_fact(rule, sentence, values, [name])
