"""What each stage of extraction finds and drops, and why: log records of one logger, at level DEBUG.

`import_seeds --explain` prints them. Nothing is composed unless somebody listens.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from seeds.extraction.annotation import (
    REFERENCE,
    ExtractedFact,
    ExtractedProposal,
    Mention,
    Sentence,
)
from seeds.schema import FactPart

logger = logging.getLogger(__name__)

# Stages, as the records name them
TEXT = "text"
MENTION = "mention"
RULE = "rule"
GUARD = "guard"
FACT = "fact"
MERGE = "merge"
DROP = "drop"
PROPOSAL = "proposal"
NAME = "name"
EMPTY_VALUES = ("", None, [], {})
SHOWN_LENGTH = 200  # characters of a sentence


def explain(stage: str, sentence: Sentence | None, message: str, *values: object) -> None:
    """Log what a stage found or dropped in a sentence, None for what rests on no single one."""
    if is_explained():
        place = "" if sentence is None else _place(sentence)
        line = f"%-9s%-10s{message}"
        logger.debug(line, stage, place, *values)


def is_explained() -> bool:
    """Whether anybody listens."""
    return logger.isEnabledFor(logging.DEBUG)


def _place(sentence: Sentence) -> str:
    """The number of a sentence and of its paragraph, such as “s4 ¶2”."""
    paragraph = f"¶{sentence.paragraph}" if sentence.paragraph else "title"
    return f"s{sentence.number} {paragraph}"


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH]}…"


# Sentences and mentions


def explain_mentions(
    sentences: Iterable[Sentence], short_forms: Mapping[str, str], owner: str
) -> None:
    """Log every sentence, and every mention in it with the name that it stands for and from where."""
    if not is_explained():
        return
    sentences = tuple(sentences)
    naming = _first_naming(sentences)
    for sentence in sentences:
        kind = f"row of table {sentence.table}" if sentence.table else sentence.language
        explain(TEXT, sentence, "%s: %s", kind, _shown(sentence.text))
        for mention in sentence.mentions:
            source = _source(mention, short_forms, owner, naming)
            span = f"{mention.start}–{mention.end}"
            explain(MENTION, sentence, "%s %s “%s”%s", mention.kind, span, mention.name, source)


def _first_naming(sentences: Iterable[Sentence]) -> dict[str, int]:
    """The number of the first sentence with each name."""
    numbers: dict[str, int] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            numbers.setdefault(mention.name, sentence.number)
    return numbers


def _source(
    mention: Mention, short_forms: Mapping[str, str], owner: str, naming: dict[str, int]
) -> str:
    """What a mention stands for, and what is known beside it."""
    said = ""
    if mention.full_name and mention.full_name != mention.name:
        how = "short form of" if mention.name in short_forms else "stands for"
        said = f" {how} “{mention.full_name}”, {_known_from(mention.full_name, owner, naming)}"
    elif mention.kind == REFERENCE and not mention.full_name:
        said = " stands for nothing that is known"
    beside = " ".join(filter(None, (mention.organisation, mention.post)))
    if beside:
        said = f"{said} of {beside}"
    return said if mention.is_certain else f"{said} (only the list around it makes it a name)"


def _known_from(name: str, owner: str, naming: dict[str, int]) -> str:
    if name in naming:
        return f"named in s{naming[name]}"
    return "the owner of the site" if name == owner else "known from the page's header"


# Facts and proposals


def explain_facts(facts: Iterable[ExtractedFact]) -> None:
    """Log every fact with its rule and what it tells."""
    if not is_explained():
        return
    for fact in facts:
        told = describe_values(fact.values) if fact.values else ", ".join(fact.output)
        explain(
            FACT,
            fact.sentence,
            "%s by %s, %.2f: %s",
            fact.relation,
            fact.rule,
            fact.confidence,
            told,
        )


def explain_proposals(proposals: Iterable[ExtractedProposal]) -> None:
    """Log every proposal with its rule, its values and the paragraphs that it rests on."""
    if not is_explained():
        return
    for proposal in proposals:
        paragraphs = sorted({item.paragraph for item in proposal.evidence})
        explain(
            PROPOSAL,
            None,
            "%s by %s, %.2f, out of %s: %s",
            proposal.kind,
            proposal.rule,
            proposal.confidence,
            ", ".join(f"¶{number}" for number in paragraphs),
            describe_values(proposal.values),
        )


def explain_merge(fact: ExtractedFact, into: Iterable[ExtractedFact], kind: str) -> None:
    """Log that a fact tells of what others told before."""
    if is_explained():
        places = dict.fromkeys(_place(other.sentence) for other in into)
        known = f" of {', '.join(places)}" if places else ""
        explain(
            MERGE, fact.sentence, "%s by %s joins the %s%s", fact.relation, fact.rule, kind, known
        )


def explain_drop(fact: ExtractedFact, reason: str) -> None:
    """Log that a fact becomes no proposal, and why."""
    explain(DROP, fact.sentence, "%s by %s: %s", fact.relation, fact.rule, reason)


def describe_values(values: FactPart) -> str:
    """The known values of a fact in one line."""
    return json.dumps(_known(values.as_json()), ensure_ascii=False)


def _known(value: object) -> object:
    """A JSON value without what is empty in it."""
    if isinstance(value, dict):
        known = {name: _known(item) for name, item in value.items()}
        return {name: item for name, item in known.items() if item not in EMPTY_VALUES}
    return [_known(item) for item in value] if isinstance(value, list) else value


# Listening


class ExplanationHandler(logging.Handler):
    """Collects the lines of an explanation."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line of a record."""
        self.lines.append(record.getMessage())


@contextmanager
def explained() -> Iterator[list[str]]:
    """Collect what is explained meanwhile, line by line; no other handler gets it."""
    handler = ExplanationHandler()
    level, propagates = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagates
