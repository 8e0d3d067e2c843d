"""What makes two proposals the same one, however often their page is read."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from portal.core.folding import name_key
from seeds.pages import ParsedPage

# Which keys of a kind say what it is about; the rest may change from one version of the page to the next
IDENTITY_KEYS = {
    "consortium": ("name",),
    "membership": ("organisation", "consortium", "role"),
    "conference": ("name",),
    "agreement": ("title", "parties"),
    "training_base": ("name",),
    "appointment": ("person", "office", "body"),
    "document": ("name",),
    "figure": ("of", "about", "value"),
}
FALLBACK_KEYS = {"conference": ("starts_on", "theme")}  # where it has no name


def compute_identities(found: Iterable[tuple[str, dict, str]]) -> list[str]:
    """For each kind, payload and part of the page a hash; the second of two that are alike gets another one."""
    told = [_told(kind, payload, part) for kind, payload, part in found]
    seen: Counter[str] = Counter()
    hashes = []
    for text in told:
        seen[text] += 1
        hashes.append(hashlib.sha256(f"{text} {seen[text]}".encode()).hexdigest())
    return hashes


def _told(kind, payload, part):
    keys = IDENTITY_KEYS.get(kind, ())
    if not any(payload.get(key) for key in keys):
        keys = FALLBACK_KEYS.get(kind, tuple(sorted(payload)))
    return json.dumps(
        [part, kind, *(_folded(payload.get(key)) for key in keys)], ensure_ascii=False
    )


def _folded(value):
    if isinstance(value, list):
        return sorted(_folded(each) for each in value)
    return name_key(str(value)) if value is not None else ""


def hash_page_text(page: ParsedPage) -> str:
    """A hash of what a page says without its furniture, or nothing where it says nothing."""
    said = [[article.title, *article.paragraphs] for article in page.articles]
    if not any(article.paragraphs for article in page.articles):
        return ""
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
