"""`import_seeds --explain`: what each stage found in a page, what it dropped, and why."""

import pytest
from django.core.management import CommandError, call_command

from seeds.capture_import import read_pages
from seeds.extraction.explaining import logger
from seeds.page_explanation import explain_page
from seeds.reading import file_source
from tests.seeds.captured_pages import write_page_file
from tests.seeds.row_counts import row_counts

CHINESE = """\
https://news.example.org/2024/1.html
临江造船产教融合共同体成立
来源：临江日报  发布时间：2024-05-22 10:08:31
该共同体由临江大学和甲山集团有限公司牵头，海门学院当选副理事长单位。海门学院当选副理事长单位。
临江智能船舶产业学院在临江大学揭牌，由该校与甲山集团有限公司共建。
临江大学将于明年牵头成立东海造船产教融合联盟。
临江大学与甲山集团有限公司签署战略合作协议，周明、李红分别代表双方签字。
共同体的理事长单位由临江大学变更为甲山集团有限公司。
单位 | 职务
乙山学院 | 理事长单位
教务处 | 理事单位
"""
ENGLISH = """\
https://news.example.org/2024/2.html
Linjiang Shipbuilding Industry-Education Community Founded
Source: Linjiang Daily  Published: 2024-05-22 10:08
Linjiang University and Jiashan Steel Group signed a strategic cooperation agreement on May 22.
The university will sign an agreement with Haimen College next year.
"""


def explained(folder, text):
    """The lines on a page of that text."""
    source = file_source(write_page_file(folder, text))
    (page,) = read_pages([source])
    return list(explain_page(page, owner_lookup=lambda _article: ""))


def has_line(lines, *parts):
    return any(all(part in line for part in parts) for line in lines)


@pytest.mark.parametrize(
    "parts",
    [
        ("article (zh-hans): 临江造船产教融合共同体成立",),
        ("text     s1 ¶1", "zh: 该共同体由临江大学"),
        ("text", "row of table 1: 教务处"),
        ("mention  s1 ¶1", "organisation 5–9 “临江大学”"),
        ("mention", "reference", "“该校” stands for “临江大学”, named in s1"),
        ("rule     s1 ¶1", "zh.lead.clause at “牵头” 18–20, slot none: 临江大学, 甲山集团有限公司"),
        ("guard", "speaks of a plan"),
        ("guard", "zh.office.list is ruled out by “单位由临江大学变更为"),
        ("fact     s1 ¶1", "lead by zh.lead.clause, 0.90", '"lead_organisations": ["临江大学"'),
        ("merge", "signing by zh.sign joins the agreement of s"),
        ("drop     s2 ¶1", "membership by zh.office", "a surer fact tells it"),
        ("name", "membership.organisation '教务处' left out: a department without the body"),
        ("name", "membership left out: nothing remains without its organisation"),
        ("proposal", "membership by zh.", "out of ¶1", '"organisation": "海门学院"'),
    ],
    ids=" ".join,
)
def test_stages_of_a_chinese_page_are_told(parts, tmp_path):
    assert has_line(explained(tmp_path, CHINESE), *parts)


@pytest.mark.parametrize(
    "parts",
    [
        ("article (en): ",),
        ("text     s1 ¶1", "en: Linjiang University"),
        (
            "mention  s2",
            "reference",
            "“The university” stands for “Linjiang University”, named in s1",
        ),
        ("rule     s1 ¶1", "at “signed", "Linjiang University, Jiashan Steel Group"),
        ("guard    s2", "speaks of a plan"),
        (
            "proposal",
            "agreement by en.",
            '"parties": ["Linjiang University", "Jiashan Steel Group"]',
        ),
    ],
    ids=" ".join,
)
def test_stages_of_an_english_page_are_told(parts, tmp_path):
    assert has_line(explained(tmp_path, ENGLISH), *parts)


def test_page_that_cannot_be_read_is_explained_by_its_reason(tmp_path):
    path = tmp_path / "page.txt"
    assert explained(tmp_path, b"") == [f"== {path}", "refused: The page is empty."]


def test_nobody_listens_afterwards(tmp_path):
    before = (logger.level, logger.propagate, list(logger.handlers))
    explained(tmp_path, ENGLISH)
    assert (logger.level, logger.propagate, list(logger.handlers)) == before


@pytest.mark.django_db
def test_explanation_writes_nothing(capsys, tmp_path):
    before = row_counts()
    call_command("import_seeds", str(write_page_file(tmp_path, CHINESE)), explain=True)
    printed = capsys.readouterr()
    assert "zh.lead.clause at “牵头”" in printed.out
    assert (printed.err, row_counts()) == ("", before)


@pytest.mark.django_db
def test_refused_page_ends_the_explanation_with_1(capsys, tmp_path):
    write_page_file(tmp_path, b"", name="a.txt")
    write_page_file(tmp_path, CHINESE, name="b.txt")
    with pytest.raises(SystemExit) as ended:
        call_command("import_seeds", str(tmp_path), explain=True)
    assert ended.value.code == 1
    assert "zh.lead.clause at “牵头”" in capsys.readouterr().out


@pytest.mark.parametrize("options", [{"json": True}, {}])
def test_explanation_needs_pages_and_no_json(options, tmp_path):
    paths = [str(tmp_path)] if options else []
    with pytest.raises(CommandError, match="--explain needs a PATH") as refused:
        call_command("import_seeds", *paths, explain=True, **options)
    assert refused.value.returncode == 2
