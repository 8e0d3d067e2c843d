"""From the text of an article to proposals of records: mentions, triggers with slots, facts, proposals. No database."""

from seeds.extraction.assemble import proposals
from seeds.extraction.budget import Budget
from seeds.extraction.document import make_document
from seeds.extraction.model import Evidence, Proposal
from seeds.extraction.relations import facts_of
from seeds.extraction.rules import reading_rules, rule_names, rules_hash
from seeds.extraction.spam import without_spam

__all__ = ["Budget", "Evidence", "Proposal", "read_proposals", "rule_names", "rules_hash"]


def read_proposals(
    article, *, owner: str = "", flags: tuple[str, ...] = (), budget: Budget | None = None
) -> tuple[Proposal, ...]:
    """Return what the article seems to report; `owner` is the body on whose site it stands, `flags` are its page's."""
    document = make_document(article, owner=owner, budget=budget)
    found = proposals(document, facts_of(document, reading_rules()))
    return tuple(without_spam(found, is_hijacked="hijacked_clone" in flags, title=article.title))
