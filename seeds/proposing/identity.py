"""The identity of a proposal, by which it is recognised on later versions of its page."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from portal.core.folding import name_key
from seeds.pages import ParsedPage
from seeds.schema import FACT_KINDS


def compute_identities(proposals: Iterable[tuple[str, dict, str]]) -> list[str]:
    """A hash for each kind, payload and part of the page; the second of two equal ones gets another hash."""
    counts: Counter[str] = Counter()
    hashes = []
    for kind, payload, part in proposals:
        text = _identifying_text(kind, payload, part)
        counts[text] += 1
        hashes.append(hashlib.sha256(f"{text} {counts[text]}".encode()).hexdigest())
    return hashes


def _identifying_text(kind: str, payload: dict, part: str) -> str:
    schema = FACT_KINDS[kind]
    keys = schema.identity
    if not any(payload.get(key) for key in keys):
        keys = schema.fallback_identity or tuple(sorted(payload))
    values = [_normalize(payload.get(key)) for key in keys]
    return json.dumps([part, kind, *values], ensure_ascii=False)


def _normalize(value: object) -> str | list:
    """The value without differences of writing; a list without its order."""
    if isinstance(value, list):
        return sorted(_normalize(item) for item in value)
    return "" if value is None else name_key(str(value))


def hash_page_text(page: ParsedPage) -> str:
    """A hash of the titles and paragraphs of a page, "" where it has no paragraphs."""
    if not any(article.paragraphs for article in page.articles):
        return ""
    texts = [[article.title, *article.paragraphs] for article in page.articles]
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()
