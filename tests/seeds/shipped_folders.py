"""Small folders of invented shipped data, each fault of which a test puts in itself."""

from pathlib import Path

ARTICLE_TEXT = """\
---
column: news
outlet: daily
published: "2024-05-22"
tags: [steel]
title: 临江职业学院签约
title_en: Linjiang college signs
---
== zh-hans ==
临江职业学院与东岭钢铁公司签订协议。

## 揭牌

双方为实训基地揭牌。

== en ==
Linjiang college and Dongling Steel signed an agreement.

## Unveiling

Both unveiled a training base.
"""
DEFAULT_FILES = {
    "regions.csv": "code,name,name_en,short_name\n370000,山东省,Shandong,山东\n370100,济南市,Jinan,济南\n",
    "industries.yaml": "- key: steel\n  name: 钢铁\n",
    "columns.yaml": "- key: news\n  name: 新闻\n  idle_days: 14\n",
    "topics.yaml": "- key: steel\n  name: 钢铁\n",
    "outlets.yaml": """\
- key: daily
  name: 临江日报
  aliases:
    - text: Lin Jiang Ri Bao
      reason: The syllables are the pinyin of its name.
""",
    "articles/signing.md": ARTICLE_TEXT,
    "organisations/bodies.yaml": """\
- key: college
  name: 临江职业学院
  kind: school
  region: "370100"
  evidence: {at: signing#1, quote: 临江职业学院, quote_en: Linjiang college}
- key: steelworks
  name: 东岭钢铁公司
  kind: enterprise
  evidence: signing#1
""",
    "consortia/community.yaml": """\
name: 精品钢共同体
kind: industry
founded_on: "2024-05"
evidence: signing#1
memberships:
  - {organisation: college, role: lead, evidence: signing#1}
""",
}


def make_data_folder(folder: Path, **files: str) -> Path:
    """A folder of data without a fault, with these files' texts in place of its own or beside them."""
    for name, text in (DEFAULT_FILES | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def replace_in_file(folder: Path, name: str, old: str, new: str) -> Path:
    """The folder with other words in a file, once and where they stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder
