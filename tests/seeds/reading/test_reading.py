"""From files to text: encodings, refusals, HTML and the finding of pages."""

import hashlib
import tracemalloc

import pytest

from seeds.reading import SIZE_LIMIT, PageRefused, PathNotFound, find_pages, read_page

SENTENCE = "临江职业学院和东岭钢铁公司在这里签订了合作协议，双方将共同建设实训基地。"
TRADITIONAL = "臨江職業學院與東嶺鋼鐵公司在這裡簽訂了合作協議，雙方將共同建設實訓基地。"


def write(tmp_path, content, *, name="page.txt", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_text_is_read_whatever_its_encoding(tmp_path, encoding, name):
    reading = read_page(write(tmp_path, SENTENCE, encoding=encoding))
    assert (reading.text, reading.encoding) == (SENTENCE, name)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_text_is_told_apart_by_its_characters(tmp_path, encoding):
    reading = read_page(write(tmp_path, TRADITIONAL, encoding=encoding))
    assert (reading.text, reading.encoding) == (TRADITIONAL, encoding)


def test_big_endian_utf16_is_read(tmp_path):
    reading = read_page(write(tmp_path, b"\xfe\xff" + SENTENCE.encode("utf-16-be")))
    assert (reading.text, reading.encoding) == (SENTENCE, "utf-16")


def test_eight_characters_of_gb18030_are_read(tmp_path):
    reading = read_page(write(tmp_path, "临江学院签订协议", encoding="gb18030"))
    assert (reading.text, reading.encoding) == ("临江学院签订协议", "gb18030")


def test_bytes_and_digest_are_those_of_the_file(tmp_path):
    raw = SENTENCE.encode("gb18030")
    reading = read_page(write(tmp_path, raw))
    assert (reading.raw, reading.sha256) == (raw, hashlib.sha256(raw).hexdigest())


def test_first_line_that_is_an_address_becomes_the_origin(tmp_path):
    reading = read_page(write(tmp_path, f"https://example.org/info/1.htm\n{SENTENCE}\n"))
    assert (reading.origin, reading.text.strip(), reading.is_html) == (
        "https://example.org/info/1.htm",
        SENTENCE,
        False,
    )


@pytest.mark.parametrize(
    "line", ["javascript:alert(1)", "https://", "https://[broken/1", "example.org/1"]
)
def test_first_line_that_is_no_web_address_stays_text(tmp_path, line):
    reading = read_page(write(tmp_path, f"{line}\n{SENTENCE}"))
    assert (reading.origin, reading.text) == ("", f"{line}\n{SENTENCE}")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "The page is empty."),
        (b" \r\n\t ", "The page is empty."),
        (b"\xef\xbb\xbf\n", "The page holds no text."),
        (b"https://example.org/1\n", "The page holds no text."),
        (b"%PDF-1.7 text", "The file is a PDF document, not a text page."),
        (b"PK\x03\x04rest", "The file is a ZIP or Office file, not a text page."),
        (b"\x89PNG\r\n\x1a\n", "The file is a PNG picture, not a text page."),
        (b"\xff\xd8\xff\xe0JFIF", "The file is a JPEG picture, not a text page."),
        (b"some\x00text", "The file is binary, not a text page."),
        (b"\x01\x02\x03\x04 text", "The file is binary, not a text page."),
    ],
)
def test_page_without_readable_text_is_refused(tmp_path, raw, reason):
    with pytest.raises(PageRefused) as refusal:
        read_page(write(tmp_path, raw))
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    "raw",
    [
        "école à Zürich".encode("latin-1"),
        "우리 대학교는 산학협력 협약을 체결하였다 그리고 함께 기지를 만든다".encode("euc-kr"),
        SENTENCE.encode("gb18030")[:-1] + b"\xff\xff" * 9,
    ],
)
def test_unknown_encoding_is_refused(tmp_path, raw):
    with pytest.raises(PageRefused, match="The encoding cannot be told"):
        read_page(write(tmp_path, raw))


def test_mark_of_utf16_before_other_bytes_is_refused(tmp_path):
    with pytest.raises(PageRefused, match="begins with the mark of utf-16"):
        read_page(write(tmp_path, b"\xff\xfeabc"))


def test_oversize_file_is_refused_before_it_is_read(tmp_path):
    path = write(tmp_path, b"x")
    with path.open("r+b") as file:
        file.truncate(100 * 1024**2)
    tracemalloc.start()
    with pytest.raises(PageRefused, match=r"larger than 5 MB \(100\.0 MB\)"):
        read_page(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1024**2


def test_file_of_exactly_the_limit_is_read(tmp_path):
    assert len(read_page(write(tmp_path, b"a" * SIZE_LIMIT)).raw) == SIZE_LIMIT


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(PageRefused, match="cannot be read: No such file"):
        read_page(tmp_path / "none.txt")


def test_folder_and_other_file_types_are_refused(tmp_path):
    with pytest.raises(PageRefused, match="no regular file"):
        read_page(tmp_path)
    with pytest.raises(PageRefused, match=r"Only \.txt, .*\.docx and \.pdf files are read"):
        read_page(write(tmp_path, "text", name="notes.md"))
    with pytest.raises(PageRefused, match=r"save it as \.docx"):
        read_page(write(tmp_path, "text", name="notes.DOC"))


HTML = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>签约仪式举行-临江职业学院宣传部</title>
<meta name="ArticleTitle" content="临江职业学院举行签约仪式"><meta name="PubDate" content="2024-05-22 10:08">
<meta name="ContentSource" content="临江日报"><link rel="canonical" href="https://example.org/info/1.htm">
<script>var hidden = "不要";</script><style>p {{ color: red }}</style></head><body>
<div class="nav"><a href="/">首页</a></div><h1>临江职业学院举行签约仪式</h1>
<div class="info">作者：周明 浏览次数：<span>12</span></div>
<div class="content"><p>{sentence}</p><p>仪式由<b>院长</b>主持。</p></div>
<p style="display:none">看不见的字</p></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("utf-8", "gb18030"),
        ("gbk", "utf-8"),
        ("iso-8859-1", "gb18030"),
    ],
)
def test_html_is_read_with_a_right_or_wrong_charset(tmp_path, charset, encoding):
    page = HTML.format(charset=charset, sentence=SENTENCE)
    reading = read_page(write(tmp_path, page, name="page.html", encoding=encoding))
    assert (reading.encoding, SENTENCE in reading.text, reading.is_html) == (encoding, True, True)


def test_html_keeps_text_and_loses_scripts_and_hidden_parts(tmp_path):
    lines = read_page(
        write(tmp_path, HTML.format(charset="utf-8", sentence=SENTENCE), name="p.htm")
    ).text.splitlines()
    assert lines[-2:] == [SENTENCE, "仪式由院长主持。"]
    assert not any(word in line for line in lines for word in ("hidden", "color", "看不见"))


def test_html_metadata_and_canonical_address_are_read(tmp_path):
    reading = read_page(
        write(tmp_path, HTML.format(charset="utf-8", sentence=SENTENCE), name="p.html")
    )
    assert reading.origin == "https://example.org/info/1.htm"
    assert (reading.metadata.title, reading.metadata.source, reading.metadata.dates) == (
        "临江职业学院举行签约仪式",
        "临江日报",
        ("2024-05-22 10:08",),
    )


def test_html_in_windows_charset_is_read_as_declared(tmp_path):
    page = '<html><head><meta charset="windows-1252"></head><body><p>The café signed.</p></body></html>'
    reading = read_page(write(tmp_path, page, name="p.html", encoding="cp1252"))
    assert (reading.text, reading.encoding) == ("The café signed.", "cp1252")


def test_html_inside_a_text_file_is_known_by_its_beginning(tmp_path):
    page = "https://example.org/2\n" + HTML.format(charset="utf-8", sentence=SENTENCE)
    reading = read_page(write(tmp_path, page))
    assert (reading.is_html, reading.origin) == (True, "https://example.org/2")


def test_html_without_text_is_refused(tmp_path):
    with pytest.raises(PageRefused, match="holds no text"):
        read_page(write(tmp_path, "<html><body><script>1</script></body></html>", name="p.html"))


def test_long_html_loses_its_menu_but_keeps_its_labels(tmp_path):
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(30))
    body = "".join(f"<p>第{n}段。{SENTENCE}</p>" for n in range(12))
    page = f"<html><ul>{menu}</ul><h1>签约</h1><div>来源：临江日报</div><article>{body}</article></html>"
    text = read_page(write(tmp_path, page, name="p.html")).text
    assert ("来源：临江日报" in text, f"第11段。{SENTENCE}" in text, "栏目7" in text) == (
        True,
        True,
        False,
    )


def test_pages_are_found_sorted_and_once(tmp_path):
    for name in ("b.txt", "a.html", "c.HTM", ".hidden.txt", "notes.md"):
        write(tmp_path, "text", name=name)
    (tmp_path / "deep" / ".git").mkdir(parents=True)
    write(tmp_path / "deep", "text", name="d.txt")
    write(tmp_path / "deep" / ".git", "text", name="e.txt")
    found = find_pages([tmp_path, tmp_path / "b.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.html",
        "b.txt",
        "c.HTM",
        "deep/d.txt",
    ]


def test_links_in_a_circle_are_walked_once(tmp_path):
    (tmp_path / "in").mkdir()
    write(tmp_path / "in", "text", name="a.txt")
    (tmp_path / "in" / "back").symlink_to(tmp_path)
    assert find_pages([tmp_path]) == [tmp_path / "in" / "a.txt"]


def test_file_named_outright_is_listed_whatever_its_type(tmp_path):
    path = write(tmp_path, b"%PDF", name="scan.pdf")
    assert find_pages([path]) == [path]


def test_path_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(PathNotFound) as missing:
        find_pages([tmp_path / "none"])
    assert missing.value.reason == f"{tmp_path / 'none'}: there is no such file or folder"
