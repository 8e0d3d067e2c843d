"""No page stops another: each stage made to fail, and generated garbage."""

import json
import logging
from dataclasses import replace

import pytest

from articles.models import Article
from seeds.capture_import import PageImportCounts, import_pages, read_pages
from seeds.models import Batch, Capture
from seeds.reading import PageRefused, PageSource
from tests.seeds.captured_pages import PAGE_TEXT, digest_page_text
from tests.seeds.garbage import generate_sources

OTHER = digest_page_text(1)


def source(text, name="good.txt"):
    return PageSource(name, text.encode)


def raising(error, name="bad.txt"):
    def read():
        raise error

    return PageSource(name, read)


def run(pages, **options):
    """The counts of a run, and the pages as they ended."""
    ended = []
    counts = import_pages(pages, on_page=ended.append, **options)
    return counts, ended


def with_fault(**fault):
    """A page that was read, then spoilt: `article` in its article, `decoded` in its bytes."""
    (page,) = read_pages([source(PAGE_TEXT, "bad.txt")])
    (article,) = page.parsed.articles
    parsed = replace(page.parsed, articles=(replace(article, **fault.get("article", {})),))
    return replace(page, parsed=parsed, decoded=replace(page.decoded, **fault.get("decoded", {})))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "reason", "failed"),
    [
        (PageRefused("It is gone."), "It is gone.", 0),
        (RuntimeError("a\n b"), "Unexpected fault while it was read (RuntimeError: a b)", 1),
        (RecursionError(), "Unexpected fault while it was read (RecursionError)", 1),
        (MemoryError(), "Unexpected fault while it was read (MemoryError)", 1),
    ],
)
def test_page_that_cannot_be_had_is_told_and_the_rest_read(error, reason, failed):
    counts, ended = run(read_pages([source(PAGE_TEXT), raising(error), source(OTHER)]))
    assert counts == PageImportCounts(new=2, refused=1 - failed, failed=failed)
    assert ended[1].error.removesuffix("; the log has it whole.") == reason
    assert Capture.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "stage"),
    [
        ({"article": {"title": None}}, "its records were extracted"),
        ({"article": {"views": object()}}, "it was written as JSON"),
        ({"article": {"byline": ("\ud800",)}}, "it was written as JSON"),
        ({"decoded": {"sha256": None}}, "it was stored"),
        ({"decoded": {"raw": None}}, "it was stored"),
    ],
)
def test_page_that_fails_later_is_told_whole_and_the_rest_stored(caplog, fault, stage):
    pages = [*read_pages([source(OTHER)]), with_fault(**fault), *read_pages([source(OTHER + "。")])]
    with caplog.at_level(logging.ERROR):
        counts, ended = run(pages, with_json=True)
    assert counts == PageImportCounts(new=2, failed=1)
    assert ended[1].error.startswith(f"Unexpected fault while {stage} (")
    assert [
        (record.exc_info is not None, stage in record.message) for record in caplog.records
    ] == [(True, True)]
    assert (
        Article.objects.count(),
        Batch.objects.values_list("new", "refused", "failed").get(),
    ) == (
        2,
        (2, 0, 1),
    )


@pytest.mark.django_db
def test_run_that_stored_nothing_leaves_no_batch():
    counts, _ = run([with_fault(decoded={"raw": None})])
    assert (counts.failed, Batch.objects.count()) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_person_who_stops_the_run_stops_it(error):
    with pytest.raises(error):
        run(read_pages([raising(error())]))


def check_garbage(total, seed):
    """Every page ends as read or refused; none by a fault that nobody foresaw."""
    counts, ended = run(
        read_pages(generate_sources(total, seed=seed)), dry_run=True, with_json=True
    )
    assert [(page.name, page.error) for page in ended if page.is_unexpected] == []
    assert counts.new + counts.unchanged + counts.refused == total
    assert counts.new > total / 3
    for page in ended:
        assert page.error or json.loads(page.json_text)["path"] == page.name


@pytest.mark.django_db
def test_garbage_is_read_or_refused():
    check_garbage(500, seed=10)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(10))
def test_much_garbage_is_read_or_refused(seed):
    check_garbage(1_000, seed=100 + seed)


@pytest.mark.django_db
def test_garbage_is_stored_or_refused():
    counts, ended = run(read_pages(generate_sources(60, seed=7)))
    assert [(page.name, page.error) for page in ended if page.is_unexpected] == []
    assert Capture.objects.count() == counts.new
