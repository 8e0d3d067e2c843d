"""The dump of the registry: everything public, reproducible bytes, written whole or not at all."""

import json
from datetime import date
from hashlib import sha256
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from portal.api import dump
from portal.api.resources import API_RESOURCES
from tests.consortia.test_public_pages import world
from tests.factories import make_article, make_membership, make_organisation, make_published_article

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 22)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "registry.zip"


def write(path):
    return dump.write_archive(path, day=DAY, root="https://portal.example")


def rows(path, name):
    """The rows of one kind in the archive."""
    with ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"{name}.jsonl").splitlines()]


def test_everything_public_is_in_it_with_counts_and_checksums(path):
    world(rows=2)
    manifest = write(path)
    assert (manifest["version"], manifest["date"], manifest["site"]) == (
        1,
        "2026-05-22",
        "https://portal.example",
    )
    with ZipFile(path) as archive:
        assert sorted(archive.namelist()) == sorted(
            ["manifest.json", *(f"{kind.name}.jsonl" for kind in API_RESOURCES)]
        )
        for name, said in manifest["files"].items():
            assert sha256(archive.read(name)).hexdigest() == said["sha256"]
    for kind in API_RESOURCES:
        assert [row["id"] for row in rows(path, kind.name)] == sorted(
            kind.get_queryset().values_list("pk", flat=True)
        )
    assert len(rows(path, "memberships")) == manifest["files"]["memberships.jsonl"]["rows"] > 0


def test_an_article_is_whole_in_it(path):
    article = make_published_article(paragraphs=("一。", "二。"))
    write(path)
    row = rows(path, "articles")[0]
    assert row["paragraphs"] == ["一。", "二。"]
    assert row["address"] == f"https://portal.example/zh-hans/articles/{article.pk}/"


def test_nothing_hidden_is_in_it(path):
    make_article(title="隐身草稿", paragraphs=("隐身段落。",))
    make_membership(organisation=make_organisation(name="隐身集团", is_public=False))
    write(path)
    with ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "隐身" in archive.read(name).decode()]
    assert rows(path, "memberships") == []


def test_more_rows_than_are_read_at_once_are_all_in_it(path, monkeypatch):
    made = [make_organisation().pk for _row in range(7)]
    walk = dump.iter_chunks
    monkeypatch.setattr(dump, "iter_chunks", lambda queryset, order: walk(queryset, order, size=3))
    write(path)
    assert [row["id"] for row in rows(path, "organisations")] == made


def test_the_same_data_gives_the_same_bytes(path, tmp_path):
    world()
    write(path)
    other = tmp_path / "other.zip"
    write(other)
    assert path.read_bytes() == other.read_bytes()
    make_organisation()
    write(other)
    assert path.read_bytes() != other.read_bytes()


def test_a_write_that_fails_leaves_what_was_there(path, monkeypatch):
    path.write_text("before")
    monkeypatch.setattr(dump, "API_RESOURCES", [*API_RESOURCES, "no kind"])
    with pytest.raises(AttributeError):
        write(path)
    assert ([one.name for one in path.parent.iterdir()], path.read_text()) == (
        ["registry.zip"],
        "before",
    )


def test_a_whole_archive_passes_its_check(path):
    world()
    write(path)
    assert dump.verify_archive(path) == write(path)


def changed(path, name, content):
    """The archive with one file put in place of another."""
    with ZipFile(path) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    files[name] = content
    with ZipFile(path, "w") as archive:
        for each, text in files.items():
            if text is not None:
                archive.writestr(each, text)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("topics.jsonl", b'{"id": 1}\n', "topics.jsonl: the checksum differs"),
        ("topics.jsonl", None, "differ in topics.jsonl"),
        ("strange.jsonl", b"", "differ in strange.jsonl"),
        ("manifest.json", None, "manifest.json is missing"),
        ("manifest.json", b"{", "manifest.json cannot be read"),
        ("manifest.json", b"[]", "manifest.json cannot be read"),
        ("manifest.json", b'{"version": 2, "files": {}}', "version 2 is not known here"),
    ],
)
def test_an_archive_that_was_changed_is_refused_with_the_reason(path, name, content, reason):
    write(path)
    changed(path, name, content)
    with pytest.raises(dump.InvalidArchive, match=reason):
        dump.verify_archive(path)


@pytest.mark.parametrize("keep", [0, 10, 500, -30])
def test_an_archive_that_was_cut_off_is_refused(path, keep):
    write(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(dump.InvalidArchive):
        dump.verify_archive(path)


def test_the_command_writes_and_checks(path, settings):
    settings.SITE_ADDRESS = "https://portal.example"
    make_organisation()
    out = StringIO()
    call_command("dump_registry", str(path), "--date", "2026-05-22", stdout=out)
    call_command("dump_registry", str(path), "--check", stdout=out)
    assert f"{path}: version 1, 2026-05-22, written" in out.getvalue()
    assert out.getvalue().endswith(f"{path}: version 1, 2026-05-22, whole\n")
    assert "organisations.jsonl: 1 rows" in out.getvalue()


def test_the_command_says_what_is_wrong(path, tmp_path):
    with pytest.raises(CommandError, match=r"registry\.zip"):
        call_command("dump_registry", str(path), "--check")
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("dump_registry", str(tmp_path / "nowhere" / "x.zip"))
    with pytest.raises(CommandError, match="is not a day such as"):
        call_command("dump_registry", str(path), "--date", "today")
