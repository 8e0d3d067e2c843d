"""The general gap between English names and their trigger; `gaps` says what it is for."""

from seeds.extraction.annotation import ACTOR_KINDS, CONSORTIUM, PERSON, Sentence
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.rules.gap_grammar import COMMA, GapGrammar
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_gaps")
MAX_LEAD_IN = 40  # characters


def _may_lead_in(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words behind a label lead to the names that it is said of."""
    between = sentence.text[start:end]
    if len(between) > MAX_LEAD_IN or not PATTERNS["link"].search(between):
        return False
    if PATTERNS["sentence_mark"].search(between.rstrip(": ")) or COMMA in between:
        return False
    if sentence.begins_between(start, end, PERSON, *ACTOR_KINDS):
        return False
    return not (PATTERNS["other_predicate"].search(between) or PATTERNS["governed"].search(between))


def _is_subject(sentence: Sentence, names: MentionGroup) -> bool:
    """Whether no verb or preposition right before names makes them its object."""
    return not PATTERNS["object_marker"].search(sentence.text[: names[0].start])


def _has_other_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause between two places begins with a subject, or a name there is one."""
    clauses = sentence.text[start:end].split(COMMA)[1:]
    if any(PATTERNS["new_subject"].match(clause) for clause in clauses):
        return True
    return any(
        _is_subject(sentence, (mention,))
        for mention in sentence.mentions_of(PERSON, *ACTOR_KINDS)
        if start <= mention.start < end and mention.kind != CONSORTIUM
    )


GRAMMAR = GapGrammar(
    patterns=PATTERNS,
    max_gap=90,
    max_topic_distance=240,
    opening_quotes="",
    may_lead_in=_may_lead_in,
    is_subject=_is_subject,
    has_other_subject=_has_other_subject,
)
