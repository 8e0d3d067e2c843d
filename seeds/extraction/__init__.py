"""From the text of an article to proposals of records: mentions, triggers with slots, facts, proposals. No database."""

from seeds.extraction.document import annotate_article
from seeds.extraction.model import ExtractedEvidence, ExtractedProposal
from seeds.extraction.proposals.assemble import build_proposals
from seeds.extraction.proposals.spam_filter import remove_spam
from seeds.extraction.relations.dispatch import extract_facts
from seeds.extraction.rules.loading import extraction_rules, rule_ids, rules_hash
from seeds.extraction.text.budget import Budget

__all__ = [
    "Budget",
    "ExtractedEvidence",
    "ExtractedProposal",
    "extract_proposals",
    "rule_ids",
    "rules_hash",
]


def extract_proposals(
    article, *, owner: str = "", flags: tuple[str, ...] = (), budget: Budget | None = None
) -> tuple[ExtractedProposal, ...]:
    """Return what the article seems to report; `owner` is the body on whose site it stands, `flags` are its page's."""
    document = annotate_article(article, owner=owner, budget=budget)
    found = build_proposals(document, extract_facts(document, extraction_rules()))
    return tuple(remove_spam(found, is_hijacked="hijacked_clone" in flags, title=article.title))
