"""Where the CPU of a page goes: `python -m tests.bench.profile_page /en/articles/ [calls]`.

The page is made anew each time, in this process, on the database that DATABASE_URL names.
"""

import cProfile
import io
import os
import pstats
import sys
import time

os.environ["BENCH_SERVES"] = "anew"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from tests.bench.wsgi import application

CALLS, WARM_CALLS = 200, 20
LINES = 50


def ask_for(address: str) -> int:
    """Ask the portal for a page; returns the number of its bytes."""
    path, _mark, query = address.partition("?")
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    response = application(environment, _take_status)
    length = len(b"".join(response))
    response.close()
    return length


def _take_status(status, _headers, _error=None):
    assert status.startswith("200"), status


def main(address: str, calls: int = CALLS) -> None:
    """Print milliseconds of CPU of a page, and the calls that take most of them."""
    for _call in range(WARM_CALLS):
        ask_for(address)
    began = time.process_time()
    for _call in range(calls):
        length = ask_for(address)
    spent = (time.process_time() - began) / calls * 1000
    print(f"{address}: {length} bytes in {spent:.2f} ms of CPU")
    profile = cProfile.Profile()
    profile.enable()
    for _call in range(calls):
        ask_for(address)
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(LINES)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
