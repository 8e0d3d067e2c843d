"""Removes from proposals what a hijacked page put where a name stood."""

import re
from collections.abc import Iterable
from dataclasses import replace

from seeds.extraction.schema import ExtractedEvidence, ExtractedProposal
from seeds.pages.quality_flags import SPAM_PATTERN

SUSPICIOUS_TEXT = re.compile(
    r"""
    [A-Za-z]{2,}\d{2,} | \d{3,}[A-Za-z]                 # letters and digits as in a user name
  | \w+\.(?:com|cc|net|vip|app)\b
  | [(（](?:中国|大陆)[)）]?(?:官方|有限公司官网)
  | 官方网站|官网|登录|下载|入口|APP
    """,
    re.VERBOSE,
)
QUOTE_SEPARATOR = re.compile("[,，、;；。]")
MIN_PARTIES = 2


def is_spam(text: str) -> bool:
    """Whether a name holds the name of a betting or pornographic site."""
    return bool(SPAM_PATTERN.search(text) or SUSPICIOUS_TEXT.search(text))


def remove_spam(
    proposals: Iterable[ExtractedProposal], *, is_hijacked: bool, title: str = ""
) -> list[ExtractedProposal]:
    """Return the proposals without names that hold spam; one whose own name does is left out.

    On pages that seem in order only the names of betting and pornographic sites count as spam.
    """
    if not is_hijacked and not SPAM_PATTERN.search(title):
        return [proposal for proposal in proposals if not SPAM_PATTERN.search(_own_name(proposal))]
    cleaned = [_remove_spam_names(proposal) for proposal in proposals]
    return [proposal for proposal in cleaned if proposal is not None]


def _own_name(proposal: ExtractedProposal) -> str:
    """The name of what is proposed, else its organisation."""
    return str(proposal.fields.get("name") or proposal.fields.get("organisation") or "")


def _remove_spam_names(proposal: ExtractedProposal) -> ExtractedProposal | None:
    """The proposal without spam, None if nothing useful remains."""
    values = proposal.fields.values()
    if any(is_spam(value) for value in values if isinstance(value, str)):
        return None
    fields = {name: _remove_spam_items(value) for name, value in proposal.fields.items()}
    if proposal.kind == "agreement" and _lost_parties(proposal.fields, fields):
        return None
    shortened = map(_shorten_evidence, proposal.evidence)
    evidence = tuple(filter(None, shortened))
    return replace(proposal, fields=fields, evidence=evidence) if evidence else None


def _lost_parties(before: dict, after: dict) -> bool:
    """Whether so many parties of an agreement are spam that too few remain."""
    return len(after["parties"]) < min(MIN_PARTIES, len(before["parties"]))


def _remove_spam_items(value):
    """The value of a field without the items of its lists that hold spam."""
    if isinstance(value, list):
        return [item for item in value if not is_spam(str(item))]
    if isinstance(value, dict):
        return {name: _remove_spam_items(item) for name, item in value.items()}
    return value


def _shorten_evidence(evidence: ExtractedEvidence) -> ExtractedEvidence | None:
    """The evidence with the longest part of its quote between marks that holds no spam."""
    if not is_spam(evidence.quote):
        return evidence
    parts = [part for part in QUOTE_SEPARATOR.split(evidence.quote) if part.strip()]
    clean = [part for part in parts if not is_spam(part)]
    return replace(evidence, quote=max(clean, key=len)) if clean else None
