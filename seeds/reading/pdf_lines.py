"""The lines of a PDF, as a program of its own: PDF on standard input, JSON on standard output.

PDFium is no Python, so that a file made to harm can end the process or keep it busy. It ends this one, and
the page is refused. Prints {"refused": REASON}, or {"pages": [{"lines": [LINE …], "has_picture": …} …]};
a LINE is [text, left, right, top, size, gaps], in points from the upper left corner. A tab in its text is
a gap between columns, U+001F one that may be, and `gaps` are the places where what follows them begins.
"""

import json
import resource
import sys
from ctypes import c_double

import pypdfium2
from pypdfium2 import raw as pdfium

MEMORY_LIMIT = 2 * 1024**3  # bytes of address space
CELL_GAP = 2.0  # times the size of the letters: the blank between two columns
NARROW_GAP = "\x1f"  # a blank that is no character, between two Chinese characters
CHINESE_START = 0x2E80
LATIN_HEIGHT = 0.7  # of a Latin letter, in sizes
NO_CHARACTER = "\ufffd"
SOFT_HYPHENS = "\x02\ufffe"


def main() -> None:
    """Read, print, end."""
    most_pages, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    json.dump(read_pages(sys.stdin.buffer.read(), most_pages), sys.stdout)


def read_pages(content: bytes, most_pages: int) -> dict:
    """The lines of each page, or why the file is refused."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        return {"refused": "encrypted" if is_locked else "damaged"}
    if len(document) > most_pages:
        return {"refused": "too long"}
    pages = []
    for page in document:
        pages.append(read_page(page))
        page.close()
    return {"pages": pages}


def read_page(page) -> dict:
    """The lines of one page in the order of its text."""
    height = page.get_height()
    text_page = page.get_textpage()
    characters = [read_character(text_page, index) for index in range(text_page.count_chars())]
    lines = []
    current: list[tuple] = []
    for character in characters:
        if character[0] in "\r\n":
            lines.append(current)
            current = []
        else:
            current.append(character)
    lines.append(current)
    described = [describe_line(line, height) for line in lines]
    return {
        "lines": [line for line in described if line],
        "has_picture": any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])),
    }


def read_character(text_page, index: int) -> tuple:
    """A character with its left, right, top, size, and whether PDFium added it for a gap."""
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    character = NO_CHARACTER if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    height = top.value - bottom.value
    is_chinese = code >= CHINESE_START
    size = max(height, right.value - left.value) if is_chinese else height / LATIN_HEIGHT
    is_generated = pdfium.FPDFText_IsGenerated(text_page, index) == 1
    return character, left.value, right.value, top.value, size, is_generated


def describe_line(line: list[tuple], height: float) -> list | None:
    """The text of a line with its place; None for a blank one."""
    printed = [each for each in line if not each[0].isspace()]
    if not printed:
        return None
    sizes = sorted(each[4] for each in printed)
    size = sizes[len(sizes) * 3 // 4]
    text, gaps = join_characters(line, size)
    if line[-1][0] in SOFT_HYPHENS:
        text += "\u00ad"
    return [
        text,
        min(each[1] for each in printed),
        max(each[2] for each in printed),
        height - max(each[3] for each in printed),
        size,
        gaps,
    ]


def join_characters(line: list[tuple], size: float) -> tuple[str, list[float]]:
    """The text of a line with its gaps marked, and where what follows each of them begins."""
    pieces: list[str] = []
    gaps = []
    last = None
    blanks: list[tuple] = []
    for each in line:
        if each[0] in SOFT_HYPHENS:
            continue
        if each[0].isspace():
            blanks.append(each)
            continue
        mark = gap_mark(last, blanks, each, size) if last else ""
        if mark:
            gaps.append(each[1])
        pieces.append(mark or "".join(blank[0] for blank in blanks))
        pieces.append(each[0])
        last = each
        blanks = []
    return "".join(pieces), gaps


def gap_mark(last: tuple, blanks: list[tuple], following: tuple, size: float) -> str:
    """What stands for the blanks between two characters: nothing where they are no gap."""
    if following[1] - last[2] > CELL_GAP * size:
        return "\t"
    is_chinese = min(ord(last[0]), ord(following[0])) >= CHINESE_START
    if is_chinese and any(blank[5] for blank in blanks):
        return NARROW_GAP
    return ""


if __name__ == "__main__":
    main()
