"""What the grammar of lists of one language consists of."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ListGrammar:
    """How a language coordinates names.

    `separator` is all that may stand between two names of one list. What `open_separator` matches joins
    them only if `goes_on` matches behind the second one: after "and 5 other colleges," a clause of its own
    may begin. `item_separator` parts the items of a list behind a colon, and `item_end` is what may follow
    the names of an item. `item_marker` numbers an item: "(1)", "firstly". Two names that `clause_join`
    stands between belong to two clauses.
    """

    separator: re.Pattern[str]
    open_separator: re.Pattern[str]
    goes_on: re.Pattern[str]
    item_separator: re.Pattern[str]
    item_end: re.Pattern[str]
    item_marker: re.Pattern[str]
    clause_join: re.Pattern[str]
    department_may_follow_reference: bool
