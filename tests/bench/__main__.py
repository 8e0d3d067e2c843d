"""`make bench`: pages per second with many articles on both databases, what the desk costs, and the memory of the import.

Each page is called in turn with a bare view that returns the same bytes, in one process and without a web server, so that the
ratio of the two says more than either. On PostgreSQL the ratio leaves the server's own CPU out.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgres import temporary_server

ARTICLE_COUNTS = (1_000, 10_000)
SEARCH_ARTICLE_COUNTS = (1_000, 10_000, 100_000)
CAPTURE_COUNTS = (50, 500)


def measure_pages(database: str, name: str) -> None:
    """Print the figures of one database."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    print(
        f"{name}: import of the shipped data, peak memory {peak_memory([*manage, 'import_seeds'], environment):.0f} MB"
    )
    for number in CAPTURE_COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            write_captured_pages(Path(folder), number)
            memory = peak_memory([*manage, "import_seeds", folder], environment)
        print(f"{name}: import of {number} captured pages, peak memory {memory:.0f} MB")
    for size in ARTICLE_COUNTS:
        code = f"from tests.bench.pages import report; report({size})"
        output = subprocess.check_output(
            [*manage, "shell", "--verbosity", "0", "--command", code], env=environment
        )
        for page, (rate, ratio) in json.loads(output).items():
            print(
                f"{name}, {size} articles: {page}: {rate:.0f} pages/s, {ratio:.1f} times the CPU of a bare view"
            )
    code = "from tests.bench.export import report; report()"
    output = subprocess.check_output(
        [*manage, "shell", "--verbosity", "0", "--command", code], env=environment
    )
    for rows, way, size, seconds, grown in json.loads(output):
        print(
            f"{name}, {rows} organisations as {way}: {size:.1f} MB in {seconds:.1f} s, peak memory grew by {grown:.0f} MB"
        )
    measure_desk(name, manage, environment)


def measure_search(database: str, name: str) -> None:
    """Print the figures of search, on a database of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    for size in SEARCH_ARTICLE_COUNTS:
        code = f"from tests.bench.search import report; report({size})"
        output = subprocess.check_output(
            [*manage, "shell", "--verbosity", "0", "--command", code], env=environment
        )
        found = json.loads(output)
        for way in ("search", "icontains"):
            print(
                f"{name}, {size} articles: {way}: p50 {found[way][0]:.1f} ms, p95 {found[way][1]:.1f} ms"
            )
        print(
            f"{name}, {size} articles: recall {found['recall']:.3f}, page {found['cpu']:.1f} times the CPU of a bare view"
        )


def measure_desk(name: str, manage: list[str], environment: dict[str, str]) -> None:
    """Print what the pages of the desk cost."""
    for size in ARTICLE_COUNTS:
        code = f"from tests.bench.dashboard import report; report({size})"
        output = subprocess.check_output(
            [*manage, "shell", "--verbosity", "0", "--command", code], env=environment
        )
        for page, (queries, length, spent) in json.loads(output).items():
            print(
                f"{name}, {size} articles in the chain: {page}: {queries} queries, {length / 1000:.0f} KB, {spent:.0f} ms"
            )


def peak_memory(command: list[str], environment: dict[str, str]) -> float:
    """The peak resident memory of a command, in MB."""
    script = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    output = subprocess.check_output([sys.executable, "-c", script, *command], env=environment)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return int(output) / unit


def write_captured_pages(folder: Path, number: int) -> None:
    """Captured pages of about 1,400 characters, each with its own title."""
    for page in range(number):
        body = "\n".join(
            f"第{line}段：第{page}职业学院与企业共建实训基地，双方商定联合培养技术人才。" * 3
            for line in range(12)
        )
        text = f"https://example.org/{page}.html\n第{page}职业学院举行签约仪式\n来源：示例日报 发布时间：2024-05-22\n{body}\n"
        Path(folder, f"{page:05}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    """Measure the reading of records, then both databases."""
    subprocess.run([sys.executable, "-m", "tests.bench.extraction"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        measure_pages(f"sqlite:///{folder}/bench.sqlite3", "SQLite")
        measure_search(f"sqlite:///{folder}/search.sqlite3", "SQLite")
    for work in (measure_pages, measure_search):
        with temporary_server() as address:
            if address:
                work(address, "PostgreSQL")


if __name__ == "__main__":
    main()
