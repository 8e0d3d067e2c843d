"""Counts of lists: kept for lists under one filter at most, counted for others up to a bound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.listing.list_index import WHOLE_LIST
from portal.listing.list_rows import (
    LANGUAGE_COLUMNS,
    adapt_moment,
    rows_condition,
    run_query,
)

MAX_COUNTED = 10_000  # rows; a list under several filters is not counted further

KEPT_COUNTS = """
SELECT chosen, choice, SUM(n) FROM (
    SELECT chosen, choice, {column} AS n FROM core_listcount
    WHERE kind = %s AND chosen IN ({places})
    UNION ALL
    SELECT c.choice, o.choice, -1 FROM core_searchentry e
    JOIN core_listrow c ON c.entry_id = e.id AND c.{column} AND c.choice IN ({places})
    JOIN core_listrow o ON o.entry_id = e.id AND o.{column}
    WHERE e.kind = %s AND e.public_from > %s
    UNION ALL
    SELECT c.choice, o.choice, -1 FROM core_searchentry e
    JOIN core_listrow c ON c.entry_id = e.id AND c.{column} AND c.choice IN ({places})
    JOIN core_listrow o ON o.entry_id = e.id AND o.{column}
    WHERE e.kind = %s AND e.public_until <= %s AND e.public_from <= %s
) counted GROUP BY chosen, choice
"""


@dataclass
class ListCounts:
    """The number of rows of a list, and of each value of its facets (“facet:value”).

    Each facet is counted under all filters but its own. Where `is_bounded`, the numbers are the
    least that there are.
    """

    total: int = 0
    by_choice: dict[str, int] = field(default_factory=dict)
    is_bounded: bool = False

    def add(self, choice: str, rows: int) -> None:
        """Add a value that some rows have."""
        if rows > 0:
            self.by_choice[choice] = rows


def count_list(kind: str, language: str, chosen: Mapping[str, str], *, at: datetime) -> ListCounts:
    """The counts of the list under the chosen values, each given by the name of its facet."""
    if len(chosen) > 1:
        return _counts_under_several(kind, language, chosen, at)
    choices = [f"{facet}:{value}" for facet, value in chosen.items()]
    kept = _kept_counts(kind, language, [WHOLE_LIST, *choices], at)
    facet = next(iter(chosen), "")
    choice = choices[0] if choices else WHOLE_LIST
    counts = ListCounts(kept.get((choice, WHOLE_LIST), 0))
    for (of, value), rows in kept.items():
        is_of_own_facet = bool(facet) and value.startswith(f"{facet}:")
        if value and of == (WHOLE_LIST if is_of_own_facet else choice):
            counts.add(value, rows)
    return counts


def count_rows(kind: str, language: str, *, at: datetime) -> int:
    """The number of rows of the whole list of a kind."""
    return count_list(kind, language, {}, at=at).total


def _kept_counts(kind, language, choices, at):
    """The kept numbers of rows by list and value, less those that are not public at that moment."""
    sql = KEPT_COUNTS.format(
        column=LANGUAGE_COLUMNS[language], places=", ".join(["%s"] * len(choices))
    )
    now = adapt_moment(at)
    params = [kind, *choices, *choices, kind, now, *choices, kind, now, now]
    return {(of, value): int(rows) for of, value, rows in run_query(sql, params)}


def _counts_under_several(kind, language, chosen, at):
    """The counts under several filters: the total and what has all values but one, each bounded."""
    parts = []
    params = []
    for skipped in ("", *chosen):
        choices = [f"{facet}:{value}" for facet, value in chosen.items() if facet != skipped]
        condition, values = rows_condition(kind, language, choices, at)
        parts.append(
            "SELECT %s AS skipped, o.choice, COUNT(*) FROM"  # noqa: S608  names of our own
            f" (SELECT r.entry_id FROM core_listrow r WHERE {condition} LIMIT %s) found"
            f" JOIN core_listrow o ON o.entry_id = found.entry_id AND o.{LANGUAGE_COLUMNS[language]}"
            " GROUP BY o.choice"
        )
        params += [skipped, *values, MAX_COUNTED + 1]
    counts = ListCounts()
    for skipped, choice, rows in run_query(" UNION ALL ".join(parts), params):
        facet = choice.partition(":")[0]
        if choice == WHOLE_LIST:
            counts.is_bounded = counts.is_bounded or rows > MAX_COUNTED
            if not skipped:
                counts.total = min(rows, MAX_COUNTED)
        elif skipped == (facet if facet in chosen else ""):
            counts.add(choice, rows)
    return counts
