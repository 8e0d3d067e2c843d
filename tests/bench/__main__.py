"""`make bench`: pages per second on both databases, the cost of the dashboard, memory of the import.

Each page is called in turn with a bare view that returns the same bytes, in one process and without a web
server, so that the ratio of the two says more than either. On PostgreSQL the ratio leaves the server's own
CPU out.
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


def measure_site(database: str, name: str) -> None:
    """Print the figures of imports, pages, exports and dashboard on one database."""
    site = Site(database, name)
    measure_imports(site)
    measure_pages(site)
    measure_exports(site)
    measure_dashboard(site)


def measure_imports(site: Site) -> None:
    """Print the memory of imports."""
    site.print(f": import of the shipped data, peak memory {site.import_memory():.0f} MB")
    for number in CAPTURE_COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            write_captured_pages(Path(folder), number)
            memory = site.import_memory(folder)
        site.print(f": import of {number} captured pages, peak memory {memory:.0f} MB")


def measure_pages(site: Site) -> None:
    """Print the speed of public pages."""
    for size in ARTICLE_COUNTS:
        for page, (rate, ratio) in site.report("pages", size).items():
            speed = f"{rate:.0f} pages/s, {ratio:.1f} times the CPU of a bare view"
            site.print(f", {size} articles: {page}: {speed}")


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
        cost = f"page {result['cpu']:.1f} times the CPU of a bare view"
        site.print(f", {size} articles: recall {result['recall']:.3f}, {cost}")


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


def main() -> None:
    """Measure the reading of records, then both databases."""
    subprocess.run([sys.executable, "-m", "tests.bench.extraction"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        measure_site(f"sqlite:///{folder}/bench.sqlite3", "SQLite")
        measure_search(f"sqlite:///{folder}/search.sqlite3", "SQLite")
    for work in (measure_site, measure_search):
        with temporary_server() as address:
            if address:
                work(address, "PostgreSQL")


if __name__ == "__main__":
    main()
