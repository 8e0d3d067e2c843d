"""The meetings that an article reports, and which of them it is about."""

from seeds.extraction.annotation import (
    CONSORTIUM,
    EVENT,
    ORGANISATION,
    REFERENCE,
    Mention,
    Sentence,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.planned_events import is_planned

PATTERNS = load_patterns("meetings")
PLAN_AFTER = PATTERNS["plan_after"]
ATTENDED_ELSEWHERE = PATTERNS["attended_elsewhere"]
FOUNDED_OR_HELD = PATTERNS["founded_or_held"]
FOUNDING_CEREMONY = PATTERNS["founding_ceremony"]
# Scores of a naming for being the meeting that the article is about.
HELD_SCORE = 3
FOUNDING_SCORE = 1
NAMED_SCORE = 4
TITLE_SCORE = 2
FIRST_PARAGRAPH_SCORE = 2
OTHERS_PENALTY = -4
LONG_NAME_LENGTH = 5
OPENING_PARAGRAPHS = frozenset({1, 2, 3})
HELD_WINDOW_BEFORE = 40
HELD_WINDOW_BEHIND = 60


def find_main_event(document: AnnotatedArticle) -> tuple[Sentence, Mention] | None:
    """Return the meeting that the article is about and the sentence that names it best."""
    best = max(find_reported_events(document), key=_event_rank, default=None)
    return best if best and score_event(*best) > 0 else None


def _event_rank(event: tuple[Sentence, Mention]) -> tuple[int, bool, int]:
    """The score of a naming; among equals the text counts more than the title, then the first."""
    sentence, mention = event
    return score_event(sentence, mention), sentence.paragraph > 0, -sentence.number


def find_reported_events(document: AnnotatedArticle) -> list[tuple[Sentence, Mention]]:
    """Return every naming of a meeting that is not only planned."""
    return [
        (sentence, mention)
        for sentence in document.sentences
        for mention in sentence.mentions_of(EVENT)
        if not _is_planned_event(sentence, mention)
    ]


def _is_planned_event(sentence: Sentence, mention: Mention) -> bool:
    if is_planned(sentence, mention.start):
        return True
    return bool(PLAN_AFTER.match(sentence.text, mention.end))


def score_event(sentence: Sentence, mention: Mention) -> int:
    """Return how well a naming stands for the meeting that the article is about."""
    is_held = _is_held(sentence, mention)
    scores = (
        (HELD_SCORE, is_held),
        (FOUNDING_SCORE, _is_founding_ceremony(sentence, mention)),
        (NAMED_SCORE, mention.is_certain and len(mention.name) > LONG_NAME_LENGTH),
        (TITLE_SCORE, sentence.paragraph == 0),
        (FIRST_PARAGRAPH_SCORE, sentence.paragraph == 1),
        (OTHERS_PENALTY, _is_attended_elsewhere(sentence, mention)),
        (OTHERS_PENALTY, not is_held and mention.name[0].islower()),
    )
    return sum(score for score, applies in scores if applies)


def _is_held(sentence: Sentence, mention: Mention) -> bool:
    """Whether words near a naming tell that the meeting took place."""
    start = max(0, mention.start - HELD_WINDOW_BEFORE)
    near = sentence.text[start : mention.end + HELD_WINDOW_BEHIND]
    return bool(trigger_pattern("held", sentence.language).search(near))


def _is_founding_ceremony(sentence: Sentence, mention: Mention) -> bool:
    """Whether one of the first paragraphs names the founding of a consortium."""
    if sentence.paragraph not in OPENING_PARAGRAPHS:
        return False
    return bool(FOUNDING_CEREMONY.fullmatch(mention.name))


def _is_attended_elsewhere(sentence: Sentence, mention: Mention) -> bool:
    """Whether a later paragraph names a meeting of others that somebody attended."""
    if sentence.paragraph <= 2:
        return False
    return bool(
        ATTENDED_ELSEWHERE.search(sentence.text[max(0, mention.start - 14) : mention.start])
    )


def is_internal_event(
    document: AnnotatedArticle, sentence: Sentence, mention: Mention, *, has_roles: bool
) -> bool:
    """Whether the meeting is one that a body held among its own people."""
    if has_roles:
        return False
    name = sentence.text[mention.start : mention.end]
    if not name.endswith(tuple(lexicon("zh")["internal_meetings"])):
        return False
    if any(reports_consortium(other) for other in document.sentences):
        return False
    bodies = sentence.mentions_of(REFERENCE, ORGANISATION)
    before = [body for body in bodies if body.end <= mention.start]
    return bool(before) and before[0].kind == REFERENCE


def reports_consortium(sentence: Sentence) -> bool:
    """Return whether a sentence reports that a consortium was founded or met."""
    if not sentence.mentions_of(CONSORTIUM) or not FOUNDED_OR_HELD.search(sentence.text):
        return False
    return not is_planned(sentence, len(sentence.text))
