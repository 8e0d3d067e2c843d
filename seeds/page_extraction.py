"""Reading the facts of a page: by the rules, but for those that were stopped, and by the second reader."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.db import DatabaseError

from seeds.extraction import extract_proposals
from seeds.page_result import PageReadResult
from seeds.pages import PageArticle
from seeds.proposing.read_proposal import ReadProposal
from seeds.proposing.rule_confidence import RuleStatistics, rule_statistics
from seeds.proposing.rule_floor import read_rule_floor, stopped_rules
from seeds.second_reader.reader import SecondReader
from seeds.site_owners import build_owner_lookup

logger = logging.getLogger(__name__)

OwnerLookup = Callable[[PageArticle], str]


@dataclass(frozen=True, kw_only=True)
class PageReaders:
    """What reads the pages of a run. `stopped` are the rules that propose nothing, with their record."""

    owner_lookup: OwnerLookup = field(default_factory=build_owner_lookup)
    stopped: dict[str, RuleStatistics] = field(default_factory=dict)
    second_reader: SecondReader | None = None

    def extract(self, page: PageReadResult) -> PageReadResult:
        """The page with the proposals of each of its articles, and the rules that were not heard."""
        owners = tuple(self.owner_lookup(article) for article in page.parsed.articles)
        extracted = [
            extract_proposals(article, owner=owner, flags=page.flags)
            for article, owner in zip(page.parsed.articles, owners, strict=True)
        ]
        rows = tuple(tuple(map(ReadProposal.by_rules, proposals)) for proposals in extracted)
        page = self._heard(replace(page, proposals=rows))
        if self.second_reader is None:
            return page
        return self._heard(self.second_reader.add_to(page, owners=owners))

    def _heard(self, page: PageReadResult) -> PageReadResult:
        """The page without what the stopped rules propose, and with their names."""
        rules = {row.rule for found in page.proposals for row in found}
        silenced = sorted(rules & self.stopped.keys())
        if not silenced:
            return page
        logger.info("%s: below the floor, not heard: %s.", page.name, ", ".join(silenced))
        kept = tuple(
            tuple(row for row in found if row.rule not in self.stopped) for found in page.proposals
        )
        return replace(page, proposals=kept, stopped_rules=(*page.stopped_rules, *silenced))


def find_stopped_rules() -> dict[str, RuleStatistics]:
    """The rules below the floor; none where no database answers, as for a dry run without one."""
    try:
        return stopped_rules(rule_statistics(), read_rule_floor())
    except DatabaseError:
        return {}
