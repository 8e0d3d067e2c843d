"""Extraction of proposed records from the text of an article, without a database."""

from seeds.extraction.annotation import ExtractedEvidence, ExtractedProposal
from seeds.extraction.document import annotate_article
from seeds.extraction.proposals.assemble import build_proposals
from seeds.extraction.proposals.name_faults import find_name_fault, is_bare_department
from seeds.extraction.proposals.spam_filter import remove_spam
from seeds.extraction.relations.dispatch import extract_facts
from seeds.extraction.rules.loading import extraction_rules, rule_ids, rules_hash
from seeds.extraction.text.budget import Budget

__all__ = [
    "Budget",
    "ExtractedEvidence",
    "ExtractedProposal",
    "extract_proposals",
    "find_name_fault",
    "is_bare_department",
    "rule_ids",
    "rules_hash",
]


def extract_proposals(
    article, *, owner: str = "", flags: tuple[str, ...] = (), budget: Budget | None = None
) -> tuple[ExtractedProposal, ...]:
    """Return the records that the article seems to report.

    `owner` is the organisation whose website published it, `flags` are the flags of its page.
    """
    document = annotate_article(article, owner=owner, budget=budget)
    facts = extract_facts(document, extraction_rules())
    proposals = build_proposals(document, facts)
    is_hijacked = "hijacked_clone" in flags
    return tuple(remove_spam(proposals, is_hijacked=is_hijacked, title=article.title))
