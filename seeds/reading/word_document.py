"""Word documents (.docx) as HTML, with the pictures that they hold."""

import io
import lzma
import re
import zipfile
import zlib
from html import unescape

import mammoth
from lxml import etree

from seeds.reading.decoded_page import PagePicture, PageRefused
from seeds.reading.picture_places import CAPTION, CAPTION_LENGTH
from seeds.reading.sources import MEGABYTE

ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # an encrypted file; an unknown compression is one of its kinds
)
DAMAGED_DOCUMENT = "The Word document is damaged, or no Word document."
DOCUMENT = "word/document.xml"
HIDDEN_MARK = b"w:vanish"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_FILES = 2_000
XML_LIMIT = 5 * MEGABYTE  # of all texts, unpacked: some four seconds for each
PICTURE_LIMIT = 8 * MEGABYTE  # of one picture
PICTURES_LIMIT = 40 * MEGABYTE  # of all pictures
MOST_PICTURES = 40
# No document of Word declares entities; a bomb does
DECLARATIONS = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
STYLE_MAP = "\n".join(
    f"p[style-name='{name}'] => {tag}:fresh"
    for name, tag in (
        ("Title", "h1"),
        ("标题", "h1"),
        ("Subtitle", "h2"),
        ("副标题", "h2"),
        ("Caption", "p.caption"),
        ("caption", "p.caption"),
        ("题注", "p.caption"),
    )
)
PICTURE_OR_PARAGRAPH = re.compile(
    r'<img\b[^>]*?src="picture:(\d+)"[^>]*>|<p(?P<caption> class="caption")?>(?P<text>.*?)</p>',
    re.S,
)
ONE_PARAGRAPH_CELL = re.compile(r"(<t[dh]\b[^>]*>)<p>((?:(?!</?p\b).)*)</p>(</t[dh]>)", re.S)
TAG = re.compile("<[^>]*>")


def read_word_document(raw: bytes) -> tuple[str, tuple[PagePicture, ...]]:
    """Return the document as HTML, without headers, footers and comments, and its pictures in order.

    Changes that are tracked count as accepted. Raises PageRefused for what is no such document, or unpacks
    to more than the limits.
    """
    raw = _without_hidden_text(raw) if _refuse_bomb(raw) else raw
    pictures: list[PagePicture] = []

    def keep_picture(image):
        pictures.append(_read_picture(image, pictures))
        return {"src": f"picture:{len(pictures) - 1}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(raw),
            style_map=STYLE_MAP,
            convert_image=mammoth.images.img_element(keep_picture),
        )
    except PageRefused:
        raise
    except Exception as error:  # the library raises whatever its parsers do
        raise PageRefused(DAMAGED_DOCUMENT) from error
    content = ONE_PARAGRAPH_CELL.sub(r"\1\2\3", result.value)
    return f"<html><body>{content}</body></html>", _with_captions(pictures, content)


def _refuse_bomb(raw: bytes) -> bool:
    """Raise PageRefused for an archive that is damaged, or that unpacks to more than the limits.

    Return whether the text has parts that its author hid.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            files = archive.infolist()
            if len(files) > MOST_FILES or DOCUMENT not in archive.namelist():
                raise PageRefused(DAMAGED_DOCUMENT)
            texts = [file for file in files if file.filename.endswith((".xml", ".rels"))]
            if sum(file.file_size for file in texts) > XML_LIMIT:
                raise PageRefused("The Word document unpacks to more text than is read.")
            for file in texts:
                _refuse_declarations(archive, file)
            return HIDDEN_MARK in archive.read(DOCUMENT)
    except ARCHIVE_ERRORS as error:
        raise PageRefused(DAMAGED_DOCUMENT) from error


def _without_hidden_text(raw: bytes) -> bytes:
    """The document without the text that its author hid, which the library would show."""
    written = io.BytesIO()
    room = XML_LIMIT + PICTURES_LIMIT
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(written, "w") as shown:
        for name in dict.fromkeys(archive.namelist()):
            size = archive.getinfo(name).file_size
            content = archive.read(name) if size <= room else b""
            room -= len(content)
            shown.writestr(name, _without_hidden_runs(content) if name == DOCUMENT else content)
    return written.getvalue()


def _without_hidden_runs(content: bytes) -> bytes:
    try:
        document = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise PageRefused(DAMAGED_DOCUMENT) from error
    for mark in list(document.iter(f"{WORD}vanish")):
        run = mark.getparent().getparent()
        is_hidden = mark.get(f"{WORD}val", "1") not in ("0", "false", "off")
        if is_hidden and run is not None and run.tag == f"{WORD}r":
            run.getparent().remove(run)
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True)


def _refuse_declarations(archive: zipfile.ZipFile, file: zipfile.ZipInfo) -> None:
    with archive.open(file) as text:
        content = text.read(file.file_size + 1)
    if len(content) > file.file_size:
        raise PageRefused(DAMAGED_DOCUMENT)
    if any(declaration in content for declaration in DECLARATIONS):
        raise PageRefused(DAMAGED_DOCUMENT)


def _read_picture(image, earlier: list[PagePicture]) -> PagePicture:
    """The picture; its content is empty where it is linked only, damaged, or more than the limits."""
    suffix = image.content_type.rpartition("/")[2]
    name = f"picture {len(earlier) + 1}.{suffix}"
    room = PICTURES_LIMIT - sum(len(picture.content) for picture in earlier)
    if len(earlier) >= MOST_PICTURES:
        return PagePicture(name=name, content=b"")
    try:
        with image.open() as file:
            content = file.read(PICTURE_LIMIT + 1)
    except Exception:  # noqa: BLE001 - a picture that cannot be had is told by its empty content
        content = b""
    if len(content) > min(PICTURE_LIMIT, room):
        content = b""
    return PagePicture(name=name, content=content)


def _with_captions(pictures: list[PagePicture], html: str) -> tuple[PagePicture, ...]:
    """The pictures, each with the caption that stands right behind it."""
    captions: dict[int, str] = {}
    waiting: list[int] = []
    for match in PICTURE_OR_PARAGRAPH.finditer(html.replace("<img", "</p><img")):
        if match[1]:
            waiting.append(int(match[1]))
            continue
        text = TAG.sub("", match["text"]).strip()
        if not text:
            continue
        if match["caption"] or CAPTION.match(text):
            captions.update(dict.fromkeys(waiting, text[:CAPTION_LENGTH]))
        waiting = []
    return tuple(
        PagePicture(
            name=picture.name, content=picture.content, caption=unescape(captions.get(number, ""))
        )
        for number, picture in enumerate(pictures)
    )
