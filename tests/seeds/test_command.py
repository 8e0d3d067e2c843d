"""`manage.py import_seeds` as a person starts it: what it prints, where, and with which exit status."""

import json
import os

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from seeds.models import Batch, Capture
from tests.factories import make_user
from tests.seeds.captured_pages import digest_page_text, import_page_files, write_page_file
from tests.seeds.invented_pages import FIRST_PARAGRAPH, SECOND_PARAGRAPH, TITLE
from tests.seeds.row_counts import row_counts
from tests.seeds.scratch_database import ScratchDatabase, run_import, run_import_impatiently

TOO_LARGE = 100 * 1024**2


def said(capsys, *arguments, status=0, **options):
    """What the command printed on both channels, after it ended with that status."""
    try:
        call_command("import_seeds", *map(str, arguments), **options)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status
    return capsys.readouterr()


# Pages


@pytest.mark.django_db
def test_pages_of_a_folder_are_imported_and_counted(capsys, tmp_path):
    write_page_file(tmp_path)
    write_page_file(tmp_path / "deeper", digest_page_text(2), name="digest.html")
    assert said(capsys, tmp_path) == ("2 new, 0 changed\n", "")
    assert said(capsys, tmp_path) == ("0 new, 0 changed\n", "")
    assert Capture.objects.count() == 2


@pytest.mark.django_db
def test_pages_and_folders_may_be_named_together(capsys, tmp_path):
    one = write_page_file(tmp_path)
    write_page_file(tmp_path / "deeper", digest_page_text(2))
    assert said(capsys, one, tmp_path / "deeper", one).out == "2 new, 0 changed\n"


BAD = {
    "empty.txt": (b"", "The page is empty."),
    "blank.txt": (b" \n\t\n", "The page is empty."),
    "binary.txt": (b"\x00\x01\x02\x03" * 50, "The file is binary, not a text page."),
    "picture.html": (b"\x89PNG\r\n\x1a\n", "The file is a PNG picture, not a text page."),
    "coded.txt": (
        b"\xff\xfe" + b"\x00\xd8" * 9,
        "The page begins with the mark of utf-16 but is not written in it.",
    ),
    "unknown.txt": (
        b"\x81\x82\x83\xff\xfe\xfd" * 9,
        "The encoding cannot be told: not UTF-8, UTF-16, GB18030 or Big5.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "reason"), [(name, *bad) for name, bad in BAD.items()])
def test_bad_page_among_good_ones_is_told_and_the_rest_imported(
    capsys, tmp_path, name, content, reason
):
    write_page_file(tmp_path, name="a.txt")
    bad = write_page_file(tmp_path, content, name=name)
    write_page_file(tmp_path, digest_page_text(1), name="z.txt")
    assert said(capsys, tmp_path, status=1) == (
        "2 new, 0 changed, 1 refused\n",
        f"{bad}: {reason}\n",
    )
    assert list(Capture.objects.order_by("pk").values_list("name", flat=True)) == ["a.txt", "z.txt"]


@pytest.mark.django_db
def test_page_of_100_mb_is_refused(capsys, tmp_path):
    path = write_page_file(tmp_path)
    with path.open("r+b") as page:
        page.truncate(TOO_LARGE)
    reason = "The page is larger than 5 MB (100.0 MB)."
    assert said(capsys, path, status=1) == ("0 new, 0 changed, 1 refused\n", f"{path}: {reason}\n")
    assert Batch.objects.count() == 0


@pytest.mark.django_db
def test_file_that_is_no_page_by_its_name_is_refused(capsys, tmp_path):
    path = write_page_file(tmp_path, name="page.md")
    reason = "Only .txt, .html, .htm, .mht, .mhtml, .docx and .pdf files are read."
    assert said(capsys, path, status=1) == ("0 new, 0 changed, 1 refused\n", f"{path}: {reason}\n")


@pytest.mark.django_db
def test_pipe_is_refused_and_not_waited_for(capsys, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert (
        said(capsys, tmp_path / "pipe.txt", status=1).err
        == f"{tmp_path / 'pipe.txt'}: This is no regular file.\n"
    )


@pytest.mark.django_db
def test_bad_page_is_told_again_by_the_next_run(capsys, tmp_path):
    write_page_file(tmp_path, b"", name="empty.txt")
    assert said(capsys, tmp_path, status=1) == said(capsys, tmp_path, status=1)


# Options


@pytest.mark.django_db
def test_by_names_the_actor(capsys, tmp_path):
    by = make_user(name="chen")
    said(capsys, write_page_file(tmp_path), by="chen")
    assert (Batch.objects.get().by, Article.objects.get().contributions.get().person) == (by, by)


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["PAGE"]])
def test_unknown_actor_is_an_unusable_argument(tmp_path, arguments):
    write_page_file(tmp_path)
    before = row_counts()
    with pytest.raises(CommandError) as refused:
        call_command("import_seeds", *(str(tmp_path) for _ in arguments), by="nobody")
    assert (str(refused.value), refused.value.returncode) == ("--by: there is no user “nobody”.", 2)
    assert row_counts() == before


@pytest.mark.django_db
def test_missing_path_is_an_unusable_argument_and_nothing_is_read(tmp_path):
    page, missing = write_page_file(tmp_path), tmp_path / "missing"
    with pytest.raises(CommandError) as refused:
        call_command("import_seeds", str(page), str(missing))
    assert (str(refused.value), refused.value.returncode) == (
        f"{missing}: there is no such file or folder",
        2,
    )
    assert Capture.objects.count() == 0


@pytest.mark.django_db
def test_dry_run_of_pages_writes_nothing(capsys, tmp_path):
    before = row_counts()
    write_page_file(tmp_path)
    assert said(capsys, tmp_path, dry_run=True) == ("1 new, 0 changed\n", "")
    assert row_counts() == before


@pytest.mark.django_db
def test_dry_run_of_the_shipped_data_writes_nothing(capsys):
    before = row_counts()
    printed = json.loads(said(capsys, dry_run=True, json=True).out)
    assert (printed["new"] > 500, printed["changed"], printed["kept_as_edited"]) == (True, 0, [])
    assert row_counts() == before


# JSON


def articles_in(capsys, *paths, **options):
    """What the printed object says of each document's articles."""
    printed = json.loads(said(capsys, *paths, json=True, dry_run=True, **options).out)
    assert list(printed) == ["documents"]
    return [document["articles"] for document in printed["documents"]]


@pytest.mark.django_db
def test_json_is_one_object_in_the_shape_of_the_design(capsys, tmp_path):
    path = write_page_file(tmp_path)
    printed = json.loads(said(capsys, path, json=True, dry_run=True).out)
    proposals = printed["documents"][0]["articles"][0].pop("proposals")
    assert [each["kind"] for each in proposals] == ["agreement"]
    article = {
        "title": TITLE,
        "source": "临江日报",
        "published": "2024-05-22T10:08",
        "language": "zh-hans",
        "byline": ["周明"],
        "editors": ["李红"],
        "views": 137,
        "paragraphs": [FIRST_PARAGRAPH, SECOND_PARAGRAPH],
        "key_points": [],
    }
    assert printed == {"documents": [{"path": str(path), "flags": [], "articles": [article]}]}


@pytest.mark.django_db
def test_json_leaves_what_is_not_printed_blank(capsys, tmp_path):
    (articles,) = articles_in(
        capsys, write_page_file(tmp_path, f"{FIRST_PARAGRAPH}\n{SECOND_PARAGRAPH}\n")
    )
    blank = {
        name: articles[0][name]
        for name in ("title", "source", "published", "byline", "editors", "views")
    }
    assert blank == {
        "title": "",
        "source": None,
        "published": "",
        "byline": [],
        "editors": [],
        "views": None,
    }


@pytest.mark.django_db
def test_json_has_every_item_of_a_digest_with_its_key_points(capsys, tmp_path):
    write_page_file(tmp_path, digest_page_text(2))
    (articles,) = articles_in(capsys, tmp_path)
    assert [[point["group"] for point in article["key_points"]] for article in articles] == [
        ["Core Insights", "New Base"]
    ] * 2


@pytest.mark.django_db
def test_json_stays_one_object_beside_a_refused_page(capsys, tmp_path):
    write_page_file(tmp_path, b"", name="a.txt")
    write_page_file(tmp_path, name="b.txt")
    write_page_file(tmp_path, digest_page_text(1), name="c.txt")
    assert len(articles_in(capsys, tmp_path, status=1)) == 2


@pytest.mark.django_db
def test_json_of_nothing_is_an_empty_list_of_documents(capsys, tmp_path):
    assert said(capsys, tmp_path, json=True) == ('{"documents": []}\n', "0 new, 0 changed\n")


@pytest.mark.django_db
def test_json_without_dry_run_prints_what_it_stored(capsys, tmp_path):
    path = write_page_file(tmp_path)
    printed = json.loads(said(capsys, path, json=True).out)
    assert (len(printed["documents"]), Capture.objects.count()) == (1, 1)
    assert import_page_files(path).unchanged == 1


# The process


def test_process_ends_with_0_when_all_is_read(scratch, tmp_path):
    ended = run_import(scratch.url, write_page_file(tmp_path))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "1 new, 0 changed\n", "")
    assert scratch.query("SELECT count(*) FROM seeds_capture") == [(1,)]


def test_process_ends_with_1_when_a_page_is_refused(scratch, tmp_path):
    write_page_file(tmp_path / "pages", name="good.txt")
    empty = write_page_file(tmp_path / "pages", b"", name="empty.txt")
    ended = run_import(scratch.url, tmp_path / "pages")
    assert (ended.returncode, ended.stderr) == (1, f"{empty}: The page is empty.\n")
    assert (ended.stdout, scratch.query("SELECT name FROM seeds_capture")) == (
        "1 new, 0 changed, 1 refused\n",
        [("good.txt",)],
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--by", "nobody"], "--by: there is no user “nobody”."),
        (["/missing/a.txt"], "/missing/a.txt: there is no such file or folder"),
    ],
)
def test_process_ends_with_2_on_an_unusable_argument(scratch, arguments, reason):
    ended = run_import(scratch.url, *arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"CommandError: {reason}\n")


# A database that is locked or away: one sentence


def refused_for(reason):
    return (
        1,
        "",
        f"CommandError: The database cannot be used: {reason}. Nothing was lost; try again.\n",
    )


AWAY = [
    ("sqlite:////missing/portal.sqlite3", "unable to open database file"),
    (
        "postgres://portal@/portal?host=/missing&port=5432",
        "couldn't get a connection after 1.00 sec",
    ),
]


@pytest.mark.parametrize(("url", "reason"), AWAY, ids=["SQLite", "PostgreSQL"])
def test_database_that_is_away_is_one_sentence(url, reason):
    ended = run_import_impatiently(url)
    assert (ended.returncode, ended.stdout, ended.stderr) == refused_for(reason)


@pytest.mark.parametrize(
    "url",
    [url for url, _ in AWAY] + ["sqlite:///:memory:"],
    ids=["SQLite", "PostgreSQL", "no tables"],
)
def test_dry_run_of_pages_needs_no_database(url, tmp_path):
    write_page_file(tmp_path)
    write_page_file(tmp_path, digest_page_text(1), name="digest.txt")
    ended = run_import(url, "--dry-run", tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2 new, 0 changed\n", "")


def test_database_without_tables_is_one_sentence(tmp_path):
    ended = run_import(f"sqlite:///{tmp_path}/portal.sqlite3", write_page_file(tmp_path))
    assert (ended.returncode, ended.stdout, ended.stderr) == refused_for(
        "no such table: seeds_capture"
    )


@pytest.mark.parametrize("what", ["shipped data", "pages"])
def test_database_that_another_process_keeps_to_itself_is_one_sentence(scratch, tmp_path, what):
    arguments = [write_page_file(tmp_path)] if what == "pages" else []
    with scratch.block_writes() as reason:
        ended = run_import_impatiently(scratch.url, *arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == refused_for(reason)
    assert scratch.query("SELECT count(*) FROM seeds_batch") == [(0,)]


def test_file_that_another_process_locks_whole_is_one_sentence(tmp_path):
    file = ScratchDatabase(f"sqlite:///{tmp_path}/portal.sqlite3")
    with file.block_writes() as reason:
        ended = run_import_impatiently(file.url)
    assert (ended.returncode, ended.stdout, ended.stderr) == refused_for(reason)
