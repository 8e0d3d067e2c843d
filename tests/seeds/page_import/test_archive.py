"""ZIP files: their pages are read, everything else is named, and nothing gets out of bounds."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.page_import import archive as module
from seeds.page_import.archive import ArchiveRefused, LeftOutFile, ReceivedPage, read_archive
from seeds.reading import SIZE_LIMIT
from tests.seeds.page_import.zip_files import encrypt_flags, link_member, make_gbk_zip, make_zip

pytestmark = pytest.mark.usefixtures("language_en")
TEXT = "临江大学".encode()


def read(content):
    return list(read_archive(io.BytesIO(content)))


def names(content):
    return [item.name for item in read(content) if isinstance(item, ReceivedPage)]


def left_out(content):
    return {item.name: item.reason for item in read(content) if isinstance(item, LeftOutFile)}


def refusal(content):
    with pytest.raises(ArchiveRefused) as refused:
        read(content)
    return refused.value.reason


def test_pages_are_read_in_folders_too():
    content = make_zip([("a.txt", TEXT), ("新闻/", b""), ("新闻/二.HTML", TEXT)])
    assert read(content) == [ReceivedPage("a.txt", TEXT), ReceivedPage("新闻/二.HTML", TEXT)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_name_that_does_not_say_its_encoding_is_told(encoding):
    content = make_gbk_zip("產教融合（一）.txt", TEXT, encoding=encoding)
    assert names(content) == ["產教融合（一）.txt"]


def test_backslash_parts_folders():
    assert names(make_zip([("新闻\\一.txt", TEXT)])) == ["新闻/一.txt"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:\\a.txt", "C:/a.txt", "..\\a.txt"]
)
def test_name_that_leads_out_is_left_out(name):
    assert list(left_out(make_zip([(name, TEXT)])).values()) == [
        "Its name leads out of the ZIP file."
    ]


def test_link_is_left_out():
    content = make_zip([(link_member("a.txt"), b"/etc/passwd")])
    assert left_out(content) == {"a.txt": "Its name leads out of the ZIP file."}


def test_what_is_no_page_is_named():
    files = [
        ("a.txt", TEXT),
        ("b.exe", b"MZ"),
        ("c.zip", make_zip([("d.txt", TEXT)])),
        ("e.rar", b"Rar!"),
    ]
    inside = "An archive inside a ZIP file is not opened: unpack it first."
    assert left_out(make_zip(files)) == {
        "b.exe": "It is no page.",
        "c.zip": inside,
        "e.rar": inside,
    }
    assert names(make_zip(files)) == ["a.txt"]


def test_deep_folders_are_left_out():
    assert left_out(make_zip([("d/" * 12 + "a.txt", TEXT)])) == {
        "d/" * 12 + "a.txt": "It lies in too many folders."
    }


def test_folder_of_a_saved_page_is_one_line():
    saved = [
        ("页.html", TEXT),
        ("页_files/a.html", TEXT),
        ("页_files/b/c.js", b""),
        ("x_files/d.html", TEXT),
    ]
    assert names(make_zip(saved)) == ["页.html", "x_files/d.html"]
    assert left_out(make_zip(saved)) == {
        "页_files/": "It holds what a saved page loaded (2 files)."
    }


def test_hidden_files_are_one_line():
    hidden = [
        ("a.txt", TEXT),
        ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"),
        ("b/Thumbs.db", b"x"),
    ]
    assert names(make_zip(hidden)) == ["a.txt"]
    assert left_out(make_zip(hidden)) == {"…": "Hidden files and those of the system (3)."}


def test_large_page_is_cut_one_byte_behind_the_limit():
    content = make_zip([("a.txt", bytes(range(256)) * 4 * 5200)], compression=zipfile.ZIP_STORED)
    [page] = read(content)
    assert len(page.content) == SIZE_LIMIT + 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_zip([]), "The ZIP file is empty."),
        (make_zip([("a/", b"")]), "The ZIP file is empty."),
        (b"", "The ZIP file is damaged, or it is none."),
        (b"PK\x03\x04 no archive", "The ZIP file is damaged, or it is none."),
        (make_zip([("a.txt", TEXT)])[:-30], "The ZIP file is damaged, or it is none."),
        (
            encrypt_flags(make_zip([("a.txt", TEXT)])),
            "The ZIP file is protected by a password: send it without.",
        ),
        (
            make_zip([("a.txt", bytes(30_000_000))]),
            "The ZIP file would unpack to far more than pages do: it is not opened.",
        ),
        (
            make_zip([(f"{n}.txt", b"") for n in range(module.MEMBER_LIMIT + 1)]),
            "The ZIP file holds too many files.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",  # bytes hold the time
)
def test_archive_that_is_not_read_says_why(content, reason):
    assert refusal(content) == reason


def test_long_list_of_names_is_not_loaded():
    content = make_zip([(f"{'n' * 60_000}{number}.txt", b"") for number in range(40)])
    assert refusal(content) == "The ZIP file holds too many files."


def test_member_that_lies_about_its_size_is_damaged():
    content = make_zip([("a.txt", b"a" * 1000), ("b.txt", TEXT)])
    place = content.find(b"PK\x01\x02") + 24  # the unpacked size in the list of names
    lying = content[:place] + b"\x0a\0\0\0" + content[place + 4 :]
    assert left_out(lying) == {"a.txt": "It is damaged in the ZIP file."}
    assert names(lying) == ["b.txt"]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.data())
def test_damaged_archive_never_raises_otherwise(data):
    content = bytearray(make_zip([("a.txt", b"text" * 50), ("b/c.html", TEXT * 30)]))
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(len(content) - 20, len(content)))])
    with suppress(ArchiveRefused):
        read(damaged)
