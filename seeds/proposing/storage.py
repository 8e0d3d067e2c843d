"""Storing the proposals of a captured page; decisions on an earlier version of the page are kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.models import Article
from portal.core import html
from seeds.extraction.rules.loading import rules_hash
from seeds.models import Capture, Proposal, ProposalStatus
from seeds.models.read_by import ReadBy
from seeds.pages import PageArticle
from seeds.proposing.identity import compute_identities
from seeds.proposing.read_proposal import (
    SECOND_READER_CONFIDENCE,
    ReadProposal,
    agreed_confidence,
    second_reader_rule,
)
from seeds.proposing.rule_confidence import RuleStatistics, statistics_by_rule


@dataclass(frozen=True)
class ArticleProposals:
    """An article of the page, the draft that it became, and the proposals extracted from it."""

    page_article: PageArticle
    draft: Article
    proposals: tuple[ReadProposal, ...]


def store_proposals(capture: Capture, articles: Sequence[ArticleProposals]) -> list[Proposal]:
    """Store the proposals of a page that was just captured."""
    pairs = [(article, extracted) for article in articles for extracted in article.proposals]
    identities = compute_identities(
        (extracted.kind, extracted.fields, article.page_article.title if len(articles) > 1 else "")
        for article, extracted in pairs
    )
    previous = _previous_proposals(capture)
    statistics = statistics_by_rule()
    proposals = []
    for (article, extracted), identity in zip(pairs, identities, strict=True):
        proposal = _build_proposal(capture, article, extracted, statistics)
        proposal.identity = identity
        proposal.position = len(proposals) + 1
        _take_over_decision(proposal, previous.get(identity))
        proposals.append(proposal)
    replaced = [proposal.pk for proposal in previous.values()]
    outdated = Proposal.objects.filter(pk__in=replaced)
    outdated.open().update(status=ProposalStatus.OUTDATED)
    outdated.held().update(
        status=ProposalStatus.OUTDATED, decided_by=None, decided_at=None, decision={}
    )
    return Proposal.objects.bulk_create(proposals)


def _previous_proposals(capture: Capture) -> dict[str, Proposal]:
    """The last proposal of each identity on earlier versions of the page."""
    if not capture.previous:
        return {}
    proposals = Proposal.objects.for_versions_of(capture.previous)
    return {proposal.identity: proposal for proposal in reversed(proposals)}


def _build_proposal(
    capture: Capture,
    article: ArticleProposals,
    extracted: ReadProposal,
    statistics: dict[str, RuleStatistics],
) -> Proposal:
    return Proposal(
        capture=capture,
        article=article.draft,
        kind=extracted.kind,
        payload=dict(extracted.fields),
        evidence=list(_evidence_in_draft(article, extracted)),
        confidence=_earned_confidence(extracted, statistics),
        stated_confidence=extracted.stated_confidence,
        rule=extracted.rule[:80],
        rules_hash=rules_hash(),
        read_by=extracted.read_by,
        second_reading=extracted.second_reading,
    )


def _earned_confidence(proposal: ReadProposal, statistics: dict[str, RuleStatistics]) -> float:
    """The confidence by the record of its rule; where both readers found it, of the second reader too."""
    confidence = _record_of(proposal.rule, statistics).confidence(proposal.confidence)
    if proposal.read_by != ReadBy.BOTH:
        return confidence
    record = _record_of(second_reader_rule(proposal.kind), statistics)
    second = record.confidence(SECOND_READER_CONFIDENCE)
    return round(agreed_confidence(confidence, second), 4)


def _record_of(rule: str, statistics: dict[str, RuleStatistics]) -> RuleStatistics:
    return statistics.get(rule, RuleStatistics(rule=rule))


def _take_over_decision(proposal: Proposal, previous: Proposal | None) -> None:
    """Copy the decision on the earlier version, unless what was accepted has changed since.

    One that is held moves: it waits for the draft of the new version alone.
    """
    if previous is None:
        return
    proposal.previous = previous
    proposal.content_type_id = previous.content_type_id
    proposal.object_id = previous.object_id
    is_accepted = previous.is_accepted or previous.is_held
    has_changed = is_accepted and previous.payload != proposal.payload
    if has_changed or previous.status == ProposalStatus.OUTDATED:
        return
    for name in ("status", "decided_by_id", "decided_at", "reason", "decision", "decided_payload"):
        setattr(proposal, name, getattr(previous, name))


def _evidence_in_draft(article: ArticleProposals, extracted: ReadProposal) -> Iterator[dict]:
    """The evidence with paragraph numbers of the draft; without the quote where it is not there."""
    numbers = _draft_numbers(article.page_article.paragraphs)
    texts = html.paragraphs(article.draft.body)
    for evidence in extracted.evidence:
        number = numbers.get(evidence.paragraph)
        quote = " ".join(evidence.quote.split())
        is_in_text = number is not None and number <= len(texts) and quote in texts[number - 1]
        yield {
            "field": evidence.field,
            "paragraph": number,
            "quote": quote if is_in_text else "",
        }


def _draft_numbers(paragraphs: Iterable[str]) -> dict[int, int | None]:
    """The number in the draft of each paragraph of the page; headings do not count there."""
    numbers: dict[int, int | None] = {}
    total = 0
    for position, text in enumerate(paragraphs, 1):
        is_heading = text.startswith("## ")
        if not is_heading:
            total += 1
        numbers[position] = None if is_heading else total
    return numbers
