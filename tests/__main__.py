"""`make test`: the suite on SQLite and on PostgreSQL, and how many tests ran on each."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tests.postgres import temporary_server

ON_ALL_CORES = ("--numprocesses=auto", "--dist=loadfile")
COUNTED = ("tests", "failures", "errors", "skipped")


def run(report: Path, *, database: str, options: list[str]) -> tuple[int, dict[str, int]]:
    """The exit status of one pytest run and its counts."""
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *ON_ALL_CORES, *options]
    status = subprocess.run(command, env=environment, check=False).returncode
    if not report.exists():
        return status or 1, dict.fromkeys(COUNTED, 0)
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314  written by the run just before
    return status, {name: int(suite.get(name)) for name in COUNTED}


def line(name: str, counts: dict[str, int]) -> tuple[int, int]:
    """The passed and the failed of a run, printed with what was skipped."""
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    print(f"{name}: {passed} passed, {failed} failed, {counts['skipped']} skipped")
    return passed, failed


def main(options: list[str]) -> int:
    """0 if everything passed on both databases."""
    reasons = []
    with tempfile.TemporaryDirectory() as folder:
        print("== SQLite", flush=True)
        sqlite_status, sqlite = run(Path(folder, "sqlite.xml"), database="", options=[*options, "-m", "not browser"])
        print("== Browser", flush=True)
        browser_status, browser = run(Path(folder, "browser.xml"), database="", options=[*options, "-m", "browser"])
        with temporary_server(explain=reasons.append) as address:
            status, postgres = 0, None
            if address:
                print("== PostgreSQL", flush=True)
                status, postgres = run(Path(folder, "postgres.xml"), database=address, options=[*options, "-m", "not browser"])
    totals = [line("SQLite", sqlite), line("Browser (on SQLite)", browser)]
    if postgres:
        totals.append(line("PostgreSQL", postgres))
    else:
        print(f"PostgreSQL: nothing was run: {' '.join(reasons)}")
    print(f"{sum(passed for passed, _ in totals)} passed, {sum(failed for _, failed in totals)} failed")
    skipped = sqlite["skipped"] + browser["skipped"] + (postgres["skipped"] if postgres else 1)
    return sqlite_status or browser_status or status or bool(os.environ.get("NOTHING_SKIPPED") and skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
