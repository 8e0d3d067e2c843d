"""rule_record: what became of the proposals of each rule."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from seeds.page_extraction import find_stopped_rules
from seeds.proposing.rule_confidence import rule_statistics

COLUMNS = ("proposed", "accepted", "edited", "refused")


class Command(BaseCommand):
    help = (
        "Print how often each rule proposed a record and what people made of it; the weakest rules first. "
        "A rule below the floor (RULE_FLOOR, RULE_FLOOR_DECISIONS) is marked: it proposes nothing any more."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON list")

    def handle(self, **options):
        """Print the statistics of the rules."""
        statistics = rule_statistics()
        stopped = find_stopped_rules()
        if options["json"]:
            rows = [
                {**asdict(row), "right": row.precision, "stopped": row.rule in stopped}
                for row in statistics
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        width = max((len(row.rule) for row in statistics), default=4)
        self.stdout.write("  ".join(["rule".ljust(width), *COLUMNS, "right"]))
        for row in statistics:
            cells = [str(getattr(row, name)).rjust(len(name)) for name in COLUMNS]
            right = "–" if row.percent is None else f"{row.percent}%"
            mark = ["stopped"] if row.rule in stopped else []
            self.stdout.write("  ".join([row.rule.ljust(width), *cells, right.rjust(5), *mark]))
