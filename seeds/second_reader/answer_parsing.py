"""The shape of an answer: JSON with a list of facts, of which each has evidence and texts of fair length."""

import json
import re

from seeds.extraction import ExtractedEvidence

MAX_FACTS = 200
MAX_ITEMS = 100
MAX_TEXT_LENGTH = 300
FENCE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.S)


class ReadingRefused(Exception):
    """An answer, or a fact in it, that has not the shape that was asked for; the message says how."""


def parse_facts(text: str) -> list:
    fenced = FENCE.fullmatch(text)
    try:
        content = json.loads(fenced[1] if fenced else text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ReadingRefused("it is no JSON") from error
    facts = content.get("facts") if isinstance(content, dict) else None
    if not isinstance(facts, list):
        raise ReadingRefused("it is no object with a list of facts")
    if len(facts) > MAX_FACTS:
        raise ReadingRefused(f"it has more than {MAX_FACTS} facts")
    return facts


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def parse_evidence(row: object) -> ExtractedEvidence:
    if not isinstance(row, dict):
        raise ReadingRefused("its evidence is no list of quotes")
    name, paragraph, quote = (row.get(key) for key in ("field", "paragraph", "quote"))
    if not isinstance(name, str) or type(paragraph) is not int or not isinstance(quote, str):
        raise ReadingRefused("its evidence is no list of quotes")
    return ExtractedEvidence(field=name, paragraph=paragraph, quote=quote)


def require_text(given: object, path: str) -> str:
    if not isinstance(given, str) or len(given) > MAX_TEXT_LENGTH:
        raise ReadingRefused(f"{path} is no text, or too long")
    return given
