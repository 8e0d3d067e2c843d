"""Heads of pages as text: the headline, the publisher and the day below a header."""

import pytest

from seeds.pages import parse_page
from seeds.reading import PageSource, read_source

TITLE = "校企握手共育技能人才"
ENGLISH_TITLE = "College and company join hands"
TEXT = (
    "5月18日，临江职业学院与甲山机械集团在临江签署合作协议，双方将共建实训中心。\n"
    "课程要跟着车间走，老师和学生都要到车间去。"
)
ENGLISH_TEXT = (
    "On 18 May, Linjiang Vocational College and Jiashan Machinery Group signed an agreement in Linjiang.\n"
    "The courses must follow the workshop, he said, and teachers and students must go there as well."
)


def parse(head, text=TEXT):
    page = f"{head}\n{text}"
    return parse_page(read_source(PageSource("page.txt", page.encode))).articles[0]


@pytest.mark.parametrize(
    ("header", "source", "published"),
    [
        ("临江职业学院官网\n首页 学校概况 招生就业", "临江职业学院", ""),
        ("江州晚报\n2025年5月19日 星期一", "江州晚报", "2025-05-19"),
        ("江州晚报 A02 要闻 2025年5月19日 农历四月廿二", "江州晚报", "2025-05-19"),
        ("江州市北山新区管理委员会 政务要闻", "江州市北山新区管理委员会", ""),
        ("甲山机械集团 · 新闻中心\n2025.05.19", "甲山机械集团", "2025-05-19"),
        ("JIASHAN 甲山机械集团 新闻稿", "甲山机械集团", ""),
        ("江州机械行业协会 > 会员动态", "江州机械行业协会", ""),
        ("江州日报 > 教育 > 职教", "江州日报", ""),
        ("江州日报 / 两岸", "江州日报", ""),
        ("首页 > 新闻中心 > 校园快讯", None, ""),
        ("东岭职教集团通讯（2025年第8期）\n秘书处编印 2025年5月19日", None, "2025-05-19"),
        ("东岭职业教育集团工作简报\n第8期（总第31期）\n2025年5月19日", None, "2025-05-19"),
        ("江州新闻网5月19日电", "江州新闻网", ""),
        ("江州市教育局\nJiangzhou Education Bureau", "江州市教育局", ""),
    ],
)
def test_headline_stands_below_a_header(header, source, published):
    article = parse(f"{header}\n{TITLE}")
    assert (article.title, article.published) == (TITLE, published)
    if source:
        assert article.source == source


@pytest.mark.parametrize(
    ("header", "source", "published"),
    [
        ("Jiangzhou Daily\nMonday, May 19, 2025", "Jiangzhou Daily", "2025-05-19"),
        ("Jiangzhou Post > China > Education", "Jiangzhou Post", ""),
        (
            "THE LATHE — Newsletter of the Jiangzhou Association\nIssue 8, 19 May 2025",
            None,
            "2025-05-19",
        ),
        ("Machinery Teachers' Bulletin, Vol. 12, No. 3", None, ""),
        ("Education Section of the Embassy in Lima\n\n19 May 2025", None, "2025-05-19"),
        ("Jiashan Machinery Group\nFor immediate release", "Jiashan Machinery Group", ""),
        ("Jiashan Pumps | Newsroom", None, ""),
        ("Jiashan Pumps Co., Ltd. | Products | Service | Join Us", None, ""),
        ("North Hill Science Park, Linjiang, Jiangxi Province", None, ""),
    ],
)
def test_english_headline_stands_below_a_publication_header(header, source, published):
    article = parse(f"{header}\n{ENGLISH_TITLE}", ENGLISH_TEXT)
    assert (article.title, article.published) == (ENGLISH_TITLE, published)
    if source:
        assert article.source == source


@pytest.mark.parametrize(
    "title",
    [
        "临江职业学院与甲山机械集团共建产业学院",
        "校企同心 共建临江产业学院",
        "关于公布2025年共建基地名单的通知",
        "我校举办第8期骨干教师培训班结业典礼",
        "全国船舶行业产教融合共同体",
    ],
)
def test_headline_without_a_publication_stays(title):
    assert parse(f"{title}\n发布时间：2025-05-19").title == title


@pytest.mark.parametrize(
    "title",
    [
        "Our College Becomes Vice-Chair Unit of a National Community",
        "Alliance Founded in Linjiang by Jiashan Machinery Group",
        "Notice No. 8 (2025): Results of the Skills Week",
    ],
)
def test_english_headline_in_capitals_stays(title):
    assert parse(f"{title}\nBy Zhao Min", ENGLISH_TEXT).title == title


def test_body_that_signs_a_notice_is_its_source():
    article = parse(f"关于公布名单的通知\n{TEXT}\n东岭职教联盟秘书处\n2025年5月19日", "")
    assert (article.source, article.published) == ("东岭职教联盟秘书处", "2025-05-19")


def test_publisher_of_a_publication_yields_to_a_printed_source():
    assert parse(f"江州晚报\n{TITLE}\n来源：临江教育").source == "临江教育"


def test_day_in_a_headline_is_no_day_of_publication():
    assert parse("职教周活动：2025年5月19日开幕\n临江职业学院 宣传部").published == ""
