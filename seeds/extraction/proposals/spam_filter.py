"""Removes from proposals what a hijacked page put where a name stood."""

import re
from collections.abc import Iterable
from dataclasses import replace

from seeds.extraction.annotation import ExtractedEvidence, ExtractedProposal
from seeds.extraction.explaining import DROP, explain
from seeds.extraction.proposals.whole_names import has_lost_parties
from seeds.extraction.rules.patterns import load_patterns
from seeds.pages.quality_flags import SPAM_PATTERN
from seeds.schema import AgreementFact, FactPart

PATTERNS = load_patterns("spam_filter")

SUSPICIOUS_TEXT = PATTERNS["suspicious_text"]
QUOTE_SEPARATOR = re.compile("[,，、;；。]")


def is_spam(text: str) -> bool:
    """Whether a name holds the name of a betting or pornographic site."""
    return bool(SPAM_PATTERN.search(text) or SUSPICIOUS_TEXT.search(text))


def remove_spam(
    proposals: Iterable[ExtractedProposal], *, is_hijacked: bool, title: str = ""
) -> list[ExtractedProposal]:
    """Return the proposals without names that hold spam; one whose own name does is left out.

    On pages that seem in order only the names of betting and pornographic sites count as spam.
    """
    is_suspicious = is_hijacked or bool(SPAM_PATTERN.search(title))
    clean = _remove_spam_names if is_suspicious else _without_spam_name
    kept = []
    for proposal in proposals:
        cleaned = clean(proposal)
        if cleaned is None:
            explain(DROP, None, "%s left out as spam: %s", proposal.kind, proposal.values.own_name)
        else:
            kept.append(cleaned)
    return kept


def _without_spam_name(proposal: ExtractedProposal) -> ExtractedProposal | None:
    """The proposal, None where its own name is that of a betting or pornographic site."""
    return None if SPAM_PATTERN.search(proposal.values.own_name) else proposal


def _remove_spam_names(proposal: ExtractedProposal) -> ExtractedProposal | None:
    """The proposal without spam, None if nothing useful remains."""
    before = proposal.values
    if any(is_spam(text) for text in before.single_texts()):
        return None
    after = before.without_items(_holds_spam)
    if isinstance(after, AgreementFact) and has_lost_parties(before, after):
        return None
    shortened = map(_shorten_evidence, proposal.evidence)
    evidence = tuple(filter(None, shortened))
    return replace(proposal, values=after, evidence=evidence) if evidence else None


def _holds_spam(item: str | FactPart) -> bool:
    """Whether a name, or a text of a list's entry, holds spam."""
    texts = [item] if isinstance(item, str) else item.texts()
    return any(is_spam(text) for text in texts)


def _shorten_evidence(evidence: ExtractedEvidence) -> ExtractedEvidence | None:
    """The evidence with the longest part of its quote between marks that holds no spam."""
    if not is_spam(evidence.quote):
        return evidence
    parts = [part for part in QUOTE_SEPARATOR.split(evidence.quote) if part.strip()]
    clean = [part for part in parts if not is_spam(part)]
    return replace(evidence, quote=max(clean, key=len)) if clean else None
