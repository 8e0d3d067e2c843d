"""The general gap between Chinese names and their trigger; `gaps` says what it is for."""

from seeds.extraction.annotation import ACTOR_KINDS, CONSORTIUM, PERSON, Sentence
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.rules.gap_grammar import COMMA, GapGrammar
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.zh_words import tokenize

PATTERNS = load_patterns("zh_gaps")
MAX_LEAD_IN = 20  # characters
VERB_TAG = "v"
VERBAL_NOUN_TAG = "vn"
PREPOSITION_TAG = "p"
BRACKETS = "()“”‘’"


def _may_lead_in(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words behind a label lead to the names that it is said of."""
    between = sentence.text[start:end]
    if len(between) > MAX_LEAD_IN or not PATTERNS["link"].search(between):
        return False
    if PATTERNS["sentence_mark"].search(between.rstrip(":“ ")) or COMMA in between:
        return False
    if sentence.begins_between(start, end, PERSON, *ACTOR_KINDS):
        return False
    if PATTERNS["other_label"].search(between) or PATTERNS["other_predicate"].search(between):
        return False
    return not PATTERNS["governed"].search(between.rstrip(BRACKETS))


def _is_subject(sentence: Sentence, names: MentionGroup) -> bool:
    """Whether no verb or preposition right before names makes them its object."""
    place = names[0].start
    before = sentence.text[:place].rstrip(BRACKETS)
    if not before or PATTERNS["pivot"].search(before):
        return True
    if PATTERNS["object_marker"].search(before):
        return False
    tokenized = tokenize(sentence.text)
    tag = tokenized.tags[tokenized.token_index(len(before) - 1)]
    if tag == VERBAL_NOUN_TAG:
        return True
    return not tag.startswith((VERB_TAG, PREPOSITION_TAG))


def _has_other_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause between two places begins with a subject, or a name there is one."""
    marks = [place for place in range(start, end) if sentence.text[place] == COMMA]
    if any(PATTERNS["new_subject"].match(sentence.text, mark + 1, end) for mark in marks):
        return True
    return any(
        mention.start - 1 in marks or _is_subject(sentence, (mention,))
        for mention in sentence.mentions_of(PERSON, *ACTOR_KINDS)
        if start <= mention.start < end and mention.kind != CONSORTIUM
    )


GRAMMAR = GapGrammar(
    patterns=PATTERNS,
    max_gap=40,
    max_topic_distance=120,
    opening_quotes="“",
    may_lead_in=_may_lead_in,
    is_subject=_is_subject,
    has_other_subject=_has_other_subject,
)
