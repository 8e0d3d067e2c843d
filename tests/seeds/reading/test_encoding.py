"""Encodings as pages have them: damaged, mixed, without a mark, declared falsely. All text is invented."""

import codecs
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.reading import PageRefused
from seeds.reading.damaged_text import decode_damaged
from seeds.reading.encoding import decode

LINES = (
    "午溪师范学院与卯山纺织集团昨天签下协议，双方在今年秋季开设染整技术订单班。",
    "学院派出六位教师到车间驻点，集团每学期接收八十名学生参加岗位实习和技能考核。",
    "签约之后，来宾参观了学院新建的面料检测中心，并同学生代表交流了就业的想法。",
)
TRADITIONAL = (
    "午溪師範學院與卯山紡織集團昨天簽下協議，雙方在今年秋季開設染整技術訂單班。",
    "學院派出六位教師到車間駐點，集團每學期接收八十名學生參加崗位實習和技能考核。",
)
ENGLISH = (
    "Wuxi Teachers College and Maoshan Textile Group signed an agreement yesterday.",
    "The college sends six lecturers to the workshop, and eighty students follow them each term.",
)


def page(lines, *, charset="utf-8"):
    """A page of markup and paragraphs that declares a charset."""
    body = "".join(f"<p>{line}</p>\r\n" for line in lines)
    return f'<html><head><meta charset="{charset}"><title>午溪</title></head>\r\n<body>{body}</body></html>'


def text_of(raw):
    return decode(raw, markup=True)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("junk", [b"\xff", b"\xfe\xff", b"\xc3"])
def test_odd_byte_between_characters_is_marked_and_the_rest_unharmed(codec, junk):
    raw = page(LINES).encode(codec)
    place = raw.index("秋季".encode(codec))
    found = text_of(raw[:place] + junk + raw[place:])
    assert found.flags == ("damaged_bytes",)
    assert LINES[0].partition("秋季")[0] in found.text
    assert all(line in found.text for line in LINES[1:])


@pytest.mark.parametrize(
    ("codec", "lines"), [("gb18030", LINES), ("big5", TRADITIONAL), ("utf-8", LINES)]
)
def test_lost_byte_costs_the_characters_beside_it_alone(codec, lines):
    raw = page(lines).encode(codec)
    place = raw.index(lines[0][5:7].encode(codec))
    found = text_of(raw[:place] + raw[place + 1 :])
    assert (lines[0][:5] in found.text, lines[0][7:] in found.text) == (True, True)
    # The second byte of a Big5 character may be a letter, so that the loss shows nowhere.
    assert (found.encoding, found.flags) == (codec, () if codec == "big5" else ("damaged_bytes",))


def test_byte_overwritten_by_a_letter_does_not_shift_what_follows():
    raw = bytearray(page(LINES).encode("gb18030"))
    raw[raw.index("八十名".encode("gb18030"))] = ord("A")
    assert "名学生参加岗位实习和技能考核。" in text_of(bytes(raw)).text


@pytest.mark.parametrize("price", ["每台€900", "€", "学费€1,200元"])
def test_euro_of_windows_is_read_in_gbk(price):
    raw = page((*LINES, price.replace("€", "\0"))).encode("gb18030").replace(b"\0", b"\x80")
    assert (price in text_of(raw).text, text_of(raw).flags) == (True, ())


def test_wide_blank_of_old_editors_is_a_wide_blank():
    raw = page([f"\0\0{line}" for line in LINES]).encode("gb18030").replace(b"\0", b"\xa3\xa0")
    found = text_of(raw)
    assert (found.text.count(f"\u3000\u3000{LINES[1]}"), found.flags) == (1, ())


def test_user_defined_character_of_gbk_is_marked():
    raw = page(LINES).encode("gb18030").replace("染".encode("gb18030"), b"\xaa\xa1")
    assert text_of(raw).text.count("\ufffd") == 1


def test_rare_characters_in_halves_are_joined():
    text = page((*LINES, "𠀀𠀁😀" * 9))
    pairs = "𠀀𠀁😀".encode("utf-16-be")
    split = b"".join(
        chr(int.from_bytes(pairs[place : place + 2])).encode("utf-8", "surrogatepass")
        for place in range(0, len(pairs), 2)
    )
    found = text_of(text.encode().replace("𠀀𠀁😀".encode(), split))
    assert (found.text, found.encoding, found.flags) == (text, "utf-8", ())


@pytest.mark.parametrize("length", [1, 2])
def test_utf8_cut_inside_a_character_is_marked_once(length):
    raw = page(LINES).encode()
    cut = raw.replace("想法。".encode(), "想法".encode() + "。".encode()[:length])
    found = text_of(cut)
    assert (found.text.count("\ufffd"), found.flags) == (1, ("damaged_bytes",))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        page(LINES),
        page(ENGLISH),
        "\n".join(LINES),
        "".join(LINES),
        "\r\n".join(ENGLISH),
        page(LINES) + "\n",
    ],
    ids=["html", "english html", "lines", "one line", "english", "line feed"],
)
def test_utf16_without_a_mark_is_read(text, codec):
    found = decode(text.encode(codec), markup="<" in text)
    assert (found.text, found.encoding, found.flags) == (text, "utf-16", ())


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-32", "utf-8-sig"])
def test_mark_tells_the_encoding_whatever_is_declared(codec):
    found = text_of(page(LINES, charset="big5").encode(codec))
    assert (LINES[0] in found.text, found.flags) == (True, ())


def test_utf16_with_a_mark_may_lack_its_last_byte():
    found = text_of(codecs.BOM_UTF16_LE + page(LINES).encode("utf-16-le")[:-1])
    assert (LINES[2] in found.text, found.flags) == (True, ("damaged_bytes",))


@pytest.mark.parametrize("nuls", [1, 2, 3, 4096])
def test_nuls_behind_the_end_do_no_harm(nuls):
    found = text_of(page(LINES).encode() + b"\0" * nuls)
    assert (found.text.rstrip("\0"), found.encoding) == (page(LINES), "utf-8")


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "gb2312", "big5", "iso-8859-1", "utf-16", "euc-kr", "shift_jis", "none", "hex"],
)
@pytest.mark.parametrize(
    ("codec", "lines"), [("utf-8", LINES), ("gb18030", LINES), ("big5", TRADITIONAL)]
)
def test_bytes_count_before_a_false_declaration(charset, codec, lines):
    found = text_of(page(lines, charset=charset).encode(codec, "replace"))
    assert (found.encoding, all(line in found.text for line in lines)) == (codec, True)


def test_second_declaration_is_heard_too():
    text = f'<meta charset="utf-8">{page(["午溪"], charset="big5")}'
    raw = text.replace("<title>午溪</title>", "").encode("big5")
    assert text_of(raw).encoding == "big5"


@pytest.mark.parametrize(("main", "other"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_piece_in_a_second_encoding_is_read_and_flagged(main, other):
    head, tail = page(LINES).split("<body>")
    piece = "<div>午溪师范学院党委宣传部</div>"
    found = text_of(f"{head}<body>".encode(main) + piece.encode(other) + tail.encode(main))
    assert (piece in found.text, found.encoding, found.flags) == (
        True,
        main,
        ("mixed_encodings",),
    )
    assert all(line in found.text for line in LINES)


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252"])
def test_english_with_quotes_of_windows_is_read(declared):
    raw = page([f"{line} It's new. " * 3 for line in ENGLISH], charset=declared).encode(
        "ascii", "ignore"
    )
    found = text_of(raw.replace(b"It's", b"It\x92s", 1))
    assert found.text.count("It\ufffds" if declared == "utf-8" else "It’s") == 1


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(128, 256)) * 9,
        b"\xff" * 99,
        bytes(range(256)) * 4,
        b"\xe4\xb8" * 60,
        b"\x81" * 501,
    ],
)
def test_noise_is_no_text(raw):
    with pytest.raises(PageRefused, match="The encoding cannot be told"):
        decode(raw)


@pytest.mark.parametrize("raw", [b"\x81", b"\xb6\x00", b"\xe4\xb8\n", b"\xb6\xab\xff\xc1"])
def test_time_of_the_repair_is_linear(raw):
    started = time.process_time()
    decode_damaged(raw * 300_000, "gb18030")
    assert time.process_time() - started < 15


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.data())
def test_one_changed_byte_harms_its_own_line_alone(data):
    codec = data.draw(st.sampled_from(["utf-8", "gb18030", "big5"]))
    lines = TRADITIONAL * 2 if codec == "big5" else LINES
    raw = bytearray(page(lines).encode(codec, "replace"))
    start = raw.index(lines[1].encode(codec))
    place = data.draw(st.integers(start, start + len(lines[1].encode(codec)) - 1))
    raw[place] = data.draw(st.integers(0x80, 0xFF))
    found = text_of(bytes(raw))
    assert (found.encoding, lines[0] in found.text, f"<p>{lines[-1]}" in found.text) == (
        codec,
        True,
        True,
    )
