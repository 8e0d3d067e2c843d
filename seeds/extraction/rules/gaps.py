"""What may stand between names and a trigger, for all rules: the general gap of each language.

A rule with `slot: before`, `by` or `after` needs no `gap`. The general gap says what may NOT stand there:
the end of a sentence, a clause with a subject of its own, the predicate of another fact, speech, a person;
and before a trigger the names must be the subject of their clause, no object of a verb or preposition. For
leads and memberships the topic of the sentence is tried as well: the names that it begins with, if no clause
between brings in another subject. A rule's `gap` allows words beyond that; a rule with `strict: true` keeps
to its `gap` alone. The words stand in `seeds/rules/patterns/zh_gaps.yaml` and `en_gaps.yaml`, the grammar in
`gap_grammar`, and what each language says for itself in `zh_gaps` and `en_gaps`.
"""

from seeds.extraction.annotation import Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.rules import en_gaps, zh_gaps

GRAMMARS = {ZH: zh_gaps.GRAMMAR, EN: en_gaps.GRAMMAR}


def may_precede(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from names that end at `start` to a trigger leave them its subject."""
    return GRAMMARS[sentence.language].may_precede(sentence, start, end)


def may_lead_in(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from a trigger's end to the names that begin at `end` leave them in its slot."""
    return GRAMMARS[sentence.language].may_lead_in(sentence, start, end)


def is_subject(sentence: Sentence, names: MentionGroup) -> bool:
    """Whether names are the subject of their clause, or of the words behind a verb such as "to elect"."""
    return GRAMMARS[sentence.language].is_subject(sentence, names)


def is_topic(sentence: Sentence, names: MentionGroup, place: int) -> bool:
    """Whether names are what the whole sentence up to a place speaks of."""
    return GRAMMARS[sentence.language].is_topic(sentence, names, place)
