"""Proposals put beside the page that they were read from; a decision on an earlier version of the page is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article
from portal.core import html
from seeds.extraction import ExtractedProposal as Found
from seeds.extraction.rules.loading import rules_hash
from seeds.models import Capture, Proposal, ProposalStatus
from seeds.pages import PageArticle
from seeds.proposing.identity import compute_identities
from seeds.proposing.rule_confidence import RuleStatistics, statistics_by_rule


@dataclass(frozen=True)
class ArticleProposals:
    """An article of the page, the draft that it became, and what was found in it."""

    page_article: PageArticle
    draft: Article
    proposals: tuple[Found, ...]


def store_proposals(capture: Capture, reads: Sequence[ArticleProposals]) -> list[Proposal]:
    """The proposals of a page that was just captured."""
    told = [(read, found) for read in reads for found in read.proposals]
    parts = [read.page_article.title if len(reads) > 1 else "" for read, _found in told]
    names = compute_identities(
        (found.kind, found.fields, part) for (_read, found), part in zip(told, parts, strict=True)
    )
    before, records = _before(capture), statistics_by_rule()
    made = []
    for place, ((read, found), name) in enumerate(zip(told, names, strict=True), 1):
        proposal = _made(capture, read, found, records)
        proposal.identity, proposal.position = name, place
        _follow(proposal, before.get(name))
        made.append(proposal)
    Proposal.objects.filter(pk__in=[each.pk for each in before.values()]).open().update(
        status=ProposalStatus.OUTDATED
    )
    return Proposal.objects.bulk_create(made)


def _before(capture) -> dict[str, Proposal]:
    """The last word on each thing that earlier versions of the page reported."""
    rows = Proposal.objects.for_versions_of(capture.previous) if capture.previous else ()
    return {row.identity: row for row in reversed(rows)}


def _made(capture, read, found, records):
    record = records.get(found.rule, RuleStatistics(rule=found.rule))
    return Proposal(
        capture=capture,
        article=read.draft,
        kind=found.kind,
        payload=dict(found.fields),
        evidence=list(_evidence(read, found)),
        confidence=record.confidence(found.confidence),
        stated_confidence=found.confidence,
        rule=found.rule[:80],
        rules_hash=rules_hash(),
    )


def _follow(proposal: Proposal, previous: Proposal | None) -> None:
    """Keep what was decided on the earlier version; what was accepted and reads otherwise now is asked again."""
    if previous is None:
        return
    proposal.previous = previous
    proposal.content_type_id, proposal.object_id = previous.content_type_id, previous.object_id
    if previous.status == ProposalStatus.OUTDATED or (
        previous.is_accepted and previous.payload != proposal.payload
    ):
        return
    for name in ("status", "decided_by_id", "decided_at", "reason"):
        setattr(proposal, name, getattr(previous, name))


def _evidence(read: ArticleProposals, found: Found) -> Iterable[dict]:
    """The evidence by the numbers that paragraphs have in the draft, where headings do not count."""
    numbers, count = {}, 0
    for place, text in enumerate(read.page_article.paragraphs, 1):
        count += not text.startswith("## ")
        numbers[place] = None if text.startswith("## ") else count
    texts = html.paragraphs(read.draft.body)
    for each in found.evidence:
        number = numbers.get(each.paragraph)
        quote = " ".join(each.quote.split())
        stands = number is not None and number <= len(texts) and quote in texts[number - 1]
        yield {"field": each.field, "paragraph": number, "quote": quote if stands else ""}
