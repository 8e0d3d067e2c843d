"""From the text of an article to proposals of records: mentions, triggers with slots, facts, proposals. No database."""

from seeds.extraction.document import make_document
from seeds.extraction.model import Evidence, Proposal
from seeds.extraction.proposals.assemble import proposals
from seeds.extraction.proposals.spam_filter import without_spam
from seeds.extraction.relations.memberships import facts_of
from seeds.extraction.rules.loading import reading_rules, rule_names, rules_hash
from seeds.extraction.text.budget import Budget

__all__ = ["Budget", "Evidence", "Proposal", "read_proposals", "rule_names", "rules_hash"]


def read_proposals(
    article, *, owner: str = "", flags: tuple[str, ...] = (), budget: Budget | None = None
) -> tuple[Proposal, ...]:
    """Return what the article seems to report; `owner` is the body on whose site it stands, `flags` are its page's."""
    document = make_document(article, owner=owner, budget=budget)
    found = proposals(document, facts_of(document, reading_rules()))
    return tuple(without_spam(found, is_hijacked="hijacked_clone" in flags, title=article.title))
