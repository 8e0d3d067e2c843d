"""What each page costs, in A: the CPU of a bare Django view in the same run.

Gunicorn serves the portal and, beside it, the bare view; a page and the view are asked for in turn. CPU
is that of the servers and of PostgreSQL, which a busy machine disturbs far less than the time on the clock.
"""

import itertools
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

from tests.bench.servers import Server

ROUNDS = 3
SECONDS = 1.0  # of a page in a round
BARE_SECONDS = 0.5
BARE = ["/bare/"]
KEPT_PAGES = ("list", "article")  # kept pages cost the same whatever made them


def measure_pages(
    pages: Mapping[str, list[str]], environment: Mapping[str, str], *, database_pid: int | None
) -> Iterator[tuple[str, float]]:
    """The cost of each page made anew, and of some that are kept, as they are measured."""
    with ExitStack() as stack:
        bare, anew, kept = (
            stack.enter_context(Server(serves, environment, database_pid=database_pid))
            for serves in ("bare", "anew", "kept")
        )
        bare.wait(BARE[0])
        for server in (anew, kept):
            server.wait(pages["list"][0])
        for name, paths in pages.items():
            yield f"{name}, made anew", measure_page(anew, bare, paths)
        for name in KEPT_PAGES:
            yield f"{name}, kept", measure_page(kept, bare, pages[name])


def measure_page(server: Server, bare: Server, paths: list[str]) -> float:
    """CPU of a request for one of the addresses, over that of the bare view; each is warmed first."""
    for path in [*paths, *paths]:
        server.get(path)
    spent = {server: 0.0, bare: 0.0}
    asked = {server: 0, bare: 0}
    for _round in range(ROUNDS):
        for measured, addresses, seconds in ((server, paths, SECONDS), (bare, BARE, BARE_SECONDS)):
            began = measured.cpu()
            asked[measured] += ask_for(measured, addresses, seconds)
            spent[measured] += measured.cpu() - began
    return (spent[server] / asked[server]) / (spent[bare] / asked[bare])


def ask_for(server: Server, paths: list[str], seconds: float) -> int:
    """Ask for the addresses in turn for so long; returns how often."""
    end = time.monotonic() + seconds
    for number, path in enumerate(itertools.cycle(paths), 1):
        server.get(path)
        if time.monotonic() > end:
            return number
    return 0
