"""The general gap between English names and their trigger; `gaps` says what it is for."""

from seeds.extraction.annotation import ACTOR_KINDS, CONSORTIUM, PERSON, Sentence
from seeds.extraction.lists.coordination import MentionGroup
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("en_gaps")
MAX_GAP = 90  # characters between names and trigger
MAX_LEAD_IN = 40
MAX_TOPIC_DISTANCE = 240
COMMA = ","
CLAUSE_JOINS = (", and ", ", but ", ", while ", ", ")


def may_precede(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words behind names leave them the subject of a trigger."""
    between = sentence.text[start:end]
    if len(between) > MAX_GAP or PATTERNS["sentence_mark"].search(between):
        return False
    if sentence.begins_between(start, end, PERSON):
        return False
    words = PATTERNS["aside"].sub("", sentence.text_without(CONSORTIUM, start, end))
    if PATTERNS["other_predicate"].search(words):
        return False
    return not any(PATTERNS["new_subject"].match(clause) for clause in words.split(COMMA)[1:])


def may_lead_in(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words behind a label lead to the names that it is said of."""
    between = sentence.text[start:end]
    if len(between) > MAX_LEAD_IN or not PATTERNS["link"].search(between):
        return False
    if PATTERNS["sentence_mark"].search(between.rstrip(": ")) or COMMA in between:
        return False
    if sentence.begins_between(start, end, PERSON, *ACTOR_KINDS):
        return False
    return not (PATTERNS["other_predicate"].search(between) or PATTERNS["governed"].search(between))


def is_subject(sentence: Sentence, names: MentionGroup) -> bool:
    """Whether no verb or preposition right before names makes them its object."""
    return not PATTERNS["object_marker"].search(sentence.text[: names[0].start])


def is_topic(sentence: Sentence, names: MentionGroup, place: int) -> bool:
    """Whether a sentence begins with names, and no clause up to a place has another subject."""
    start, end = names[0].start, names[-1].end
    if place - end > MAX_TOPIC_DISTANCE or not is_subject(sentence, names):
        return False
    if not PATTERNS["opening"].fullmatch(sentence.text[:start]):
        return False
    between = sentence.text[end:place]
    if PATTERNS["sentence_mark"].search(between) or PATTERNS["speech"].search(between):
        return False
    _clauses, comma, last_clause = between.rpartition(COMMA)
    if not comma or PATTERNS["other_predicate"].search(last_clause):
        return False
    return not _has_other_subject(sentence, end, place)


def _has_other_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause between two places begins with a subject, or a name there is one."""
    clauses = sentence.text[start:end].split(COMMA)[1:]
    if any(PATTERNS["new_subject"].match(clause) for clause in clauses):
        return True
    return any(
        is_subject(sentence, (mention,))
        for mention in sentence.mentions_of(PERSON, *ACTOR_KINDS)
        if start <= mention.start < end and mention.kind != CONSORTIUM
    )
