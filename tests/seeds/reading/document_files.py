"""Small Word documents, web archives and PDFs, written by hand. All text is invented."""

import io
import zipfile
from email.message import EmailMessage
from xml.sax.saxutils import escape

from PIL import Image

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="wmf" ContentType="image/x-wmf"/></Types>'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("1", "heading 1"), ("2", "Title"), ("3", "caption"))
)
A4 = (595, 842)  # points


def word_paragraph(text, *, style=""):
    """The XML of a paragraph; "Title", "heading 1" and "caption" are styles 2, 1 and 3."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_table(rows):
    """The XML of a table."""
    lines = (
        "<w:tr>" + "".join(f"<w:tc>{word_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def word_picture(key):
    """The XML of a picture in a paragraph of its own."""
    return (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{key}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def word_file(*body, pictures=(), extra=(), head=""):
    """The bytes of a document; `pictures` are names and bytes, related as r1, r2 and so on."""
    related = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/image" Target="media/{name}"/>'
        for number, (name, _) in enumerate(pictures, 1)
    )
    styles = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    main = f'<Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", f'<Relationships xmlns="{RELATIONSHIPS}">{main}</Relationships>'),
        (
            "word/document.xml",
            f"{head}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        ),
        ("word/styles.xml", f"<w:styles {NAMESPACES}>{STYLES}</w:styles>"),
        (
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONSHIPS}">{styles}{related}</Relationships>',
        ),
        *((f"word/media/{name}", content) for name, content in pictures),
        *extra,
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def picture_bytes(width=40, height=30):
    """A PNG picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (width % 256, 20, 30)).save(out, "PNG")
    return out.getvalue()


def noisy_picture_bytes():
    """A PNG picture that is as long as a photograph."""
    out = io.BytesIO()
    Image.effect_noise((120, 120), 90).save(out, "PNG")
    return out.getvalue()


def web_archive(
    html, *, charset="utf-8", location="", content_id="", frames=(), files=(), encoding="base64"
):
    """The bytes of a web archive with a page, frames before it, and pictures by their addresses."""
    message = EmailMessage()
    message["Subject"] = "=?utf-8?B?5Y2I5rqq?="
    if location:
        message["Snapshot-Content-Location"] = location
    message.make_related()
    for text in frames:
        frame = EmailMessage()
        frame.set_content(text, subtype="html")
        message.attach(frame)
    page = EmailMessage()
    page.set_content(html.encode(charset), "text", "html", cte=encoding)
    page.set_param("charset", charset)
    if content_id:
        page["Content-ID"] = content_id
        message.set_param("start", content_id)
    message.attach(page)
    for address, content in dict(files).items():
        picture = EmailMessage()
        picture.set_content(content, "image", "png")
        picture["Content-Location"] = address
        message.attach(picture)
    return message.as_bytes()


def pdf_file(*pages, extra=""):
    """The bytes of a PDF; a page is a list of (left, top, size, text) in points from the upper left corner.

    `extra` stands in the trailer.
    """
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts "
        "[<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 [207] 2 95 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 "
        "/FontBBox [-25 -254 1000 880] /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
    )
    numbers = [4 + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: font,
    }
    for number, lines in zip(numbers, pages, strict=True):
        shown = "\n".join(
            f"BT /F {size} Tf {left} {A4[1] - top} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for left, top, size, text in lines
        )
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {number + 1} 0 R >>"
        )
        objects[number + 1] = f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream"
    out = "%PDF-1.4\n"
    for number, content in objects.items():
        out += f"{number} 0 obj\n{content}\nendobj\n"
    return f"{out}trailer << /Root 1 0 R {extra} >>\n%%EOF\n".encode()
