"""`make bench`: what pages cost on both databases, the cost of the dashboard, memory of the import.

Arguments pick what is measured: `python -m tests.bench pages` measures the pages alone. A page's cost is
the CPU of server and database for a request under gunicorn, over that of a bare Django view in the same run.
"""

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from tests.bench import pages
from tests.postgres import temporary_server

ARTICLE_COUNTS = (1_000, 10_000)
SEARCH_ARTICLE_COUNTS = (1_000, 10_000, 100_000)
CAPTURE_COUNTS = (50, 500)


class Site:
    """A portal on a database of its own, driven through `manage.py` in other processes."""

    def __init__(self, database: str, name: str):
        self.name = name
        self.manage = [sys.executable, "manage.py"]
        self.environment = {
            **os.environ,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        subprocess.run(
            [*self.manage, "migrate", "--verbosity", "0"], env=self.environment, check=True
        )

    def report(self, module: str, *arguments: int):
        """Run `report` of a module of this package inside Django and return what it prints as JSON."""
        code = f"from tests.bench.{module} import report; report({', '.join(map(str, arguments))})"
        command = [*self.manage, "shell", "--verbosity", "0", "--command", code]
        return json.loads(subprocess.check_output(command, env=self.environment))

    def import_memory(self, *arguments: str) -> float:
        """Peak memory of `import_seeds`, in MB."""
        return peak_memory([*self.manage, "import_seeds", *arguments], self.environment)

    def print(self, text: str) -> None:
        """Print a figure, with the name of the database."""
        print(f"{self.name}{text}")


def measure_site(database: str, name: str, parts: Collection[str]) -> None:
    """Print the figures of these parts on one database; the shipped data is imported first."""
    site = Site(database, name)
    measure_imports(site, captured="imports" in parts)
    for part, measure in SITE_PARTS.items():
        if part in parts:
            measure(site)


def measure_imports(site: Site, *, captured: bool) -> None:
    """Print the memory of imports: of the shipped data, and of captured pages."""
    site.print(f": import of the shipped data, peak memory {site.import_memory():.0f} MB")
    for number in CAPTURE_COUNTS if captured else ():
        with tempfile.TemporaryDirectory() as folder:
            write_captured_pages(Path(folder), number)
            memory = site.import_memory(folder)
        site.print(f": import of {number} captured pages, peak memory {memory:.0f} MB")


def measure_pages(site: Site) -> None:
    """Print the cost of public pages."""
    for size in ARTICLE_COUNTS:
        sample = site.report("samples", size)
        costs = pages.measure_pages(
            sample["pages"], site.environment, database_pid=sample["database_pid"]
        )
        for page, cost in costs:
            site.print(f", {size} articles: {page}: {cost:.1f} A")


def measure_exports(site: Site) -> None:
    """Print the speed and memory of exports."""
    for rows, way, size, seconds, grown in site.report("export"):
        cost = f"{size:.1f} MB in {seconds:.1f} s, peak memory grew by {grown:.0f} MB"
        site.print(f", {rows} organisations as {way}: {cost}")


def measure_dashboard(site: Site) -> None:
    """Print the cost of the dashboard's pages."""
    for size in ARTICLE_COUNTS:
        for page, (queries, length, spent) in site.report("dashboard", size).items():
            cost = f"{queries} queries, {length / 1000:.0f} KB, {spent:.0f} ms"
            site.print(f", {size} articles in the chain: {page}: {cost}")


def measure_search(database: str, name: str) -> None:
    """Print the figures of search, on a database of its own."""
    site = Site(database, name)
    for size in SEARCH_ARTICLE_COUNTS:
        result = site.report("search", size)
        for way in ("search", "icontains"):
            median, slow = result[way]
            site.print(f", {size} articles: {way}: p50 {median:.1f} ms, p95 {slow:.1f} ms")
        site.print(f", {size} articles: recall {result['recall']:.3f}")


def peak_memory(command: list[str], environment: dict[str, str]) -> float:
    """The peak resident memory of a command, in MB."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
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
        head = f"第{page}职业学院举行签约仪式\n来源：示例日报 发布时间：2024-05-22"
        text = f"https://example.org/{page}.html\n{head}\n{body}\n"
        Path(folder, f"{page:05}.txt").write_text(text, encoding="utf-8")


SITE_PARTS = {
    "pages": measure_pages,
    "exports": measure_exports,
    "dashboard": measure_dashboard,
}
PARTS = ("extraction", "imports", *SITE_PARTS, "search")


def main(parts: Collection[str]) -> None:
    """Measure these parts on both databases; search has texts of its own, and a database for them."""
    if "extraction" in parts:
        subprocess.run([sys.executable, "-m", "tests.bench.extraction"], check=True)
    works = []
    if not parts.isdisjoint({"imports", *SITE_PARTS}):
        works.append(functools.partial(measure_site, parts=parts))
    if "search" in parts:
        works.append(measure_search)
    for work in works:
        with tempfile.TemporaryDirectory() as folder:
            work(f"sqlite:///{folder}/bench.sqlite3", "SQLite")
    for work in works:
        with temporary_server() as address:
            if address:
                work(address, "PostgreSQL")


if __name__ == "__main__":
    main(set(sys.argv[1:] or PARTS))
