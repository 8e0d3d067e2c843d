"""What was decided on a captured page, once nothing is left to decide there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from seeds.models import Proposal, ProposalKind
from seeds.models.proposal import ProposalStatus
from seeds.reviewing.held_reasons import held_reason


@dataclass(frozen=True)
class DecidedProposal:
    """A decided proposal; `record_url` leads to what was written, `waits_for` says why it is held."""

    proposal: Proposal
    record_url: str
    waits_for: str


@dataclass(frozen=True, kw_only=True)
class KindSummary:
    """The decisions on the proposals of one kind."""

    label: str
    written: tuple[DecidedProposal, ...]
    held: tuple[DecidedProposal, ...]
    refused: int


@dataclass(frozen=True, kw_only=True)
class PageSummary:
    """The decisions on a page by kind, and the articles that were read out of it."""

    kinds: tuple[KindSummary, ...]
    articles: tuple

    @property
    def written(self) -> int:
        """How many proposals were written."""
        return sum(len(kind.written) for kind in self.kinds)

    @property
    def held(self) -> int:
        """How many proposals were accepted and wait."""
        return sum(len(kind.held) for kind in self.kinds)

    @property
    def refused(self) -> int:
        """How many proposals were refused."""
        return sum(kind.refused for kind in self.kinds)


def summarise_page(proposals: Iterable[Proposal], *, at: datetime, record_url) -> PageSummary:
    """The summary of these proposals; `record_url` gives the address of the record of each."""
    by_kind: dict[str, list[Proposal]] = {kind: [] for kind in ProposalKind.values}
    articles = {}
    for proposal in proposals:
        by_kind[proposal.kind].append(proposal)
        if proposal.article is not None:
            articles[proposal.article_id] = proposal.article
    kinds = tuple(
        _summarise_kind(ProposalKind(kind).label, rows, at, record_url)
        for kind, rows in by_kind.items()
        if rows
    )
    return PageSummary(kinds=kinds, articles=tuple(articles.values()))


def _summarise_kind(label, rows: list[Proposal], at: datetime, record_url) -> KindSummary:
    written = [DecidedProposal(row, record_url(row), "") for row in rows if row.is_accepted]
    held = [DecidedProposal(row, "", held_reason(row, at=at)) for row in rows if row.is_held]
    refused = sum(row.status == ProposalStatus.REFUSED for row in rows)
    return KindSummary(label=label, written=tuple(written), held=tuple(held), refused=refused)
