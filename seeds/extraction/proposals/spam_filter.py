"""What a hijacked page put where a name stood is never proposed."""

import re
from collections.abc import Iterable
from dataclasses import replace

from seeds.extraction.model import ExtractedEvidence, ExtractedProposal
from seeds.pages.quality_flags import SPAM_PATTERN

SUSPICIOUS_TEXT = re.compile(
    r"[A-Za-z]{2,}\d{2,}|\d{3,}[A-Za-z]|\w+\.(?:com|cc|net|vip|app)\b|[(（](?:中国|大陆)[)）]?(?:官方|有限公司官网)|官方网站|官网|登录|下载|入口|APP"
)


def is_spam(text: str) -> bool:
    """Whether a name holds the name of a betting or pornographic site."""
    return bool(SPAM_PATTERN.search(text) or SUSPICIOUS_TEXT.search(text))


def remove_spam(
    proposals: Iterable[ExtractedProposal], *, is_hijacked: bool, title: str = ""
) -> list[ExtractedProposal]:
    """Return the proposals without names that hold spam; one whose own name does is left out."""
    if not is_hijacked and not SPAM_PATTERN.search(title):
        return [
            each
            for each in proposals
            if not SPAM_PATTERN.search(
                str(each.fields.get("name") or each.fields.get("organisation") or "")
            )
        ]
    cleaned = [_cleaned(each) for each in proposals]
    return [each for each in cleaned if each is not None]


def _cleaned(proposal: ExtractedProposal) -> ExtractedProposal | None:
    if any(is_spam(value) for value in proposal.fields.values() if isinstance(value, str)):
        return None
    fields = {key: _without(value) for key, value in proposal.fields.items()}
    if (
        proposal.kind == "agreement"
        and len(fields["parties"]) < len(proposal.fields["parties"])
        and len(fields["parties"]) < 2
    ):
        return None
    evidence = tuple(kept for kept in (_shortened(each) for each in proposal.evidence) if kept)
    return replace(proposal, fields=fields, evidence=evidence) if evidence else None


def _without(value):
    if isinstance(value, list):
        return [each for each in value if not is_spam(str(each))]
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items()}
    return value


def _shortened(evidence: ExtractedEvidence) -> ExtractedEvidence | None:
    """The longest part of the quote between marks that holds no spam."""
    if not is_spam(evidence.quote):
        return evidence
    parts = [
        part
        for part in re.split("[,，、;；。]", evidence.quote)
        if part.strip() and not is_spam(part)
    ]
    return replace(evidence, quote=max(parts, key=len)) if parts else None
