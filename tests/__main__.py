"""`make test`: the suite on SQLite, in the browser and on PostgreSQL, and how many tests ran on each."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from xml.etree import ElementTree

from tests.migrated_databases import migrated_databases
from tests.postgres import temporary_server

# Single tests go to whichever process is free; browser tests stay by file, as they share rows
BY_TEST = ("--numprocesses=auto", "--dist=worksteal")
BY_FILE = ("--numprocesses=auto", "--dist=loadfile")
COUNTED = ("tests", "failures", "errors", "skipped")
PATIENCE = 30  # seconds for a run to put everything away after an interrupt
INTERRUPTED = 130  # as a shell says it


def run(
    report: Path, *, environment: dict[str, str], options: list[str]
) -> tuple[int, dict[str, int]]:
    """The exit status of one pytest run and its counts."""
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *options]
    # TMPDIR: what a process that was killed leaves behind goes with the folder of this run
    status = ended(command, {**os.environ, "TMPDIR": str(report.parent), **environment})
    if not report.exists():
        return status or 1, dict.fromkeys(COUNTED, 0)
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314  written by the run just before
    return status, {name: int(suite.get(name)) for name in COUNTED}


def ended(command: list[str], environment: dict[str, str]) -> int:
    """Run a command in a process group of its own and return its exit status.

    An interrupt reaches the whole group, and no process of it outlives the call.
    """
    apart = {"process_group": 0, "stdin": subprocess.DEVNULL, "preexec_fn": _listen}
    process = subprocess.Popen(command, env=environment, **apart)
    try:
        return process.wait()
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        raise
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _listen() -> None:
    """Have a run hear its interrupt also where this process was started in the background, deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def line(name: str, counts: dict[str, int]) -> tuple[int, int]:
    """The passed and the failed of a run, printed with what was skipped."""
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    print(f"{name}: {passed} passed, {failed} failed, {counts['skipped']} skipped")
    return passed, failed


def run_parts(
    options: list[str], *, chosen: str, explain: Callable[[str], object]
) -> dict[str, tuple[int, dict[str, int]]]:
    """Run each part of the suite; returns exit status and counts by the name of the part."""
    ran = {}
    with ExitStack() as held:
        address = held.enter_context(
            temporary_server(explain=explain)
        )  # first of all: SIGTERM is an interrupt from here on
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="portal-tests-")))
        on_sqlite, on_postgres = held.enter_context(migrated_databases(folder, address))
        parts = [
            ("SQLite", on_sqlite, [*BY_TEST, "-m", f"not browser{chosen}"]),
            ("Browser", on_sqlite, [*BY_FILE, "-m", f"browser{chosen}"]),
            ("PostgreSQL", on_postgres, [*BY_TEST, "-m", f"database and not browser{chosen}"]),
        ]
        for name, environment, selected in parts if address else parts[:-1]:
            print(f"== {name}", flush=True)
            ran[name] = run(
                folder / f"{name}.xml", environment=environment, options=[*options, *selected]
            )
    return ran


def main(arguments: list[str]) -> int:
    """0 if everything passed on both databases; `--all` takes the long tests along."""
    options, reasons = [option for option in arguments if option != "--all"], []
    try:
        ran = run_parts(
            options, chosen="" if "--all" in arguments else " and not slow", explain=reasons.append
        )
    except KeyboardInterrupt:
        print("Interrupted; nothing is left behind.")
        return INTERRUPTED
    (_, sqlite), (_, browser), (_, postgres) = (
        ran.get(name, (0, None)) for name in ("SQLite", "Browser", "PostgreSQL")
    )
    totals = [line("SQLite", sqlite), line("Browser (on SQLite)", browser)]
    if postgres:
        totals.append(line("PostgreSQL", postgres))
        print(
            f"Tests that need no database, counted once, under SQLite: {sqlite['tests'] - postgres['tests']}"
        )
    else:
        print(f"PostgreSQL: nothing was run: {' '.join(reasons)}")
    print(
        f"{sum(passed for passed, _ in totals)} passed, {sum(failed for _, failed in totals)} failed"
    )
    skipped = sqlite["skipped"] + browser["skipped"] + (postgres["skipped"] if postgres else 1)
    failing = next((status for status, _ in ran.values() if status), 0)
    return failing or bool(os.environ.get("NOTHING_SKIPPED") and skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
