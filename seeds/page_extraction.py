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


@dataclass(frozen=True, kw_only=True)
class PageReaders:
    """What reads the pages of a run. `stopped` are the rules that propose nothing, with their record."""

    owner_lookup: Callable[[PageArticle], str] = field(default_factory=build_owner_lookup)
    stopped: dict[str, RuleStatistics] = field(default_factory=dict)
    second_reader: SecondReader | None = None

    def extract(self, page: PageReadResult) -> PageReadResult:
        """The page with the proposals of each of its articles, and the rules that were not heard."""
        owners = tuple(self.owner_lookup(article) for article in page.parsed.articles)
        extracted = [
            extract_proposals(article, owner=owner, flags=page.flags)
            for article, owner in zip(page.parsed.articles, owners, strict=True)
        ]
        rows = [tuple(map(ReadProposal.by_rules, proposals)) for proposals in extracted]
        kept = tuple(tuple(row for row in found if row.rule not in self.stopped) for found in rows)
        silenced = sorted({row.rule for found in rows for row in found if row.rule in self.stopped})
        for rule in silenced:
            logger.info("%s: rule %s is below the floor and proposes nothing.", page.name, rule)
        page = replace(page, proposals=kept, stopped_rules=tuple(silenced))
        if self.second_reader is None:
            return page
        return self.second_reader.add_to(page, owners=owners)


def find_stopped_rules() -> dict[str, RuleStatistics]:
    """The rules below the floor; none where no database answers, as for a dry run without one."""
    try:
        return stopped_rules(rule_statistics(), read_rule_floor())
    except DatabaseError:
        return {}
