"""Invented pages and their reading."""

from seeds.pages import parse_page
from seeds.reading import DecodedPage

TITLE = "临江职业学院与东岭钢铁公司签订合作协议"
FIRST_PARAGRAPH = (
    "临江职业学院与东岭钢铁公司5月22日在学校图书馆签订合作协议，"
    "双方将共同建设实训基地，培养技术技能人才。"
)
SECOND_PARAGRAPH = (
    "院长周明在致辞中表示，学校将把协议落到实处，"
    "和企业一起制定人才培养方案，让更多的毕业生留在本地工作。"
)
ENGLISH_TITLE = "Linjiang Vocational College signs agreement with Dongling Steel"
ENGLISH_PARAGRAPH = (
    "Linjiang Vocational College and Dongling Steel signed a cooperation agreement in the library "
    "on May 22, "
    "and both sides will build a training base together."
)


def parse_invented_page(*lines, **fields):
    text = "\n".join(lines)
    return parse_page(
        DecodedPage(raw=text.encode(), sha256="", encoding="utf-8", text=text, **fields)
    )


def parse_article(*lines, **fields):
    (only,) = parse_invented_page(*lines, **fields).articles
    return only
