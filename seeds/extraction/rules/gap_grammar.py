"""The tests of a general gap that all languages share, and what each language says for itself."""

from collections.abc import Callable
from dataclasses import dataclass
from re import Pattern

from seeds.extraction.annotation import CONSORTIUM, PERSON, Sentence
from seeds.extraction.lists.coordination import MentionGroup

COMMA = ","


@dataclass(frozen=True, kw_only=True)
class GapGrammar:
    """The words, distances (in characters) and tests of one language.

    `may_lead_in` takes the places between a trigger and the names behind it, `is_subject` the names,
    `has_other_subject` the places between which a clause may have a subject of its own.
    """

    patterns: dict[str, Pattern[str]]
    max_gap: int
    max_topic_distance: int
    opening_quotes: str
    may_lead_in: Callable[[Sentence, int, int], bool]
    is_subject: Callable[[Sentence, MentionGroup], bool]
    has_other_subject: Callable[[Sentence, int, int], bool]

    def may_precede(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the words behind names leave them the subject of a trigger."""
        between = sentence.text[start:end]
        if len(between) > self.max_gap or self.patterns["sentence_mark"].search(between):
            return False
        if sentence.begins_between(start, end, PERSON):
            return False
        words = self.patterns["aside"].sub("", sentence.text_without(CONSORTIUM, start, end))
        if self.patterns["other_predicate"].search(words):
            return False
        return not any(
            self.patterns["new_subject"].match(clause) for clause in words.split(COMMA)[1:]
        )

    def is_topic(self, sentence: Sentence, names: MentionGroup, place: int) -> bool:
        """Whether a sentence begins with names, and no clause up to a place has another subject."""
        start, end = names[0].start, names[-1].end
        if place - end > self.max_topic_distance or not self.is_subject(sentence, names):
            return False
        opening = sentence.text[:start].lstrip(self.opening_quotes)
        if not self.patterns["opening"].fullmatch(opening):
            return False
        between = sentence.text[end:place]
        if any(self.patterns[name].search(between) for name in ("sentence_mark", "speech")):
            return False
        _clauses, comma, last_clause = between.rpartition(COMMA)
        if not comma or self.patterns["other_predicate"].search(last_clause):
            return False
        return not self.has_other_subject(sentence, end, place)
