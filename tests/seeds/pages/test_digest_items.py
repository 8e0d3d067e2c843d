"""Digests of many shapes, and articles that only look like digests. All pages are invented."""

import pytest

from tests.seeds.invented_pages import (
    ENGLISH_PARAGRAPH,
    FIRST_PARAGRAPH,
    SECOND_PARAGRAPH,
    parse_invented_page,
)

ITEMS = (
    ("临江职院实训基地揭牌", "临江日报", "2024-05-22", FIRST_PARAGRAPH),
    ("东岭学徒班首批学员进厂", "东岭晚报", "2024-05-21", SECOND_PARAGRAPH),
)
ENGLISH_ITEMS = (
    ("College opens a training base", "Linjiang Times", "May 22, 2024", "2024-05-22"),
    ("Apprentices start their first year", "Dongling Post", "May 21, 2024", "2024-05-21"),
)
SHAPES = (
    "{title}\n来源：{outlet}· {day} 08:10\n{text}",
    "{title}\n来源：{outlet}　时间：{day}\n{text}",
    "{title}\n{outlet}｜{day}\n{text}",
    "{title}\n{outlet}　{day} 08:15\n{text}",
    "{number}、{title}\n（{outlet} {day}）\n{text}",
    "{digit}. {title}（{outlet}，{day}）\n{text}",
    "【{title}】\n{text}（来源：{outlet}，{day}）",
    "◆ {title}\n{text}\n来源：{outlet}  时间：{day}",
    "{title}\n{text}\n——{outlet} {day}",
    "{title}\n{text}（{outlet} {day}）\n-----",
    "（{number}）{title}\n{text} 来源：{outlet} {day}",
    "0{digit} {title}\n{outlet}\n{day}\n{text}",
)


def printed(shape):
    return "\n".join(
        shape.format(title=title, outlet=outlet, day=day, text=text, number="一二"[n], digit=n + 1)
        for n, (title, outlet, day, text) in enumerate(ITEMS)
    )


@pytest.mark.parametrize(
    "head", ["", "职教信息摘编（第12期）", "产教融合每日速览\n2024-05-23 08:00"]
)
@pytest.mark.parametrize("shape", SHAPES)
def test_digest_is_parted_whatever_its_shape(shape, head):
    articles = parse_invented_page(head, printed(shape)).articles
    assert [(a.title, a.source, a.published[:10]) for a in articles] == [item[:3] for item in ITEMS]
    assert [len(a.paragraphs) for a in articles] == [1, 1]


def test_english_digest_is_parted_at_its_numbers():
    text = "\n".join(
        f"{n}. {t} ({o}, {d})\n{ENGLISH_PARAGRAPH}"
        for n, (t, o, d, _) in enumerate(ENGLISH_ITEMS, start=1)
    )
    articles = parse_invented_page(
        "Industry-Education Weekly", "Issue 22", text, "Unsubscribe | Contact us"
    ).articles
    assert [(a.title, a.source, a.published) for a in articles] == [
        (t, o, iso) for t, o, _, iso in ENGLISH_ITEMS
    ]
    assert {a.paragraphs for a in articles} == {(ENGLISH_PARAGRAPH,)}


def test_contents_before_the_items_are_left_out():
    contents = "\n".join(f"{n}. {item[0]}" for n, item in enumerate(ITEMS, start=1))
    articles = parse_invented_page(
        "本期要目", contents, printed("{title}\n{outlet}｜{day}\n{text}")
    ).articles
    assert [a.title for a in articles] == [item[0] for item in ITEMS]


@pytest.mark.parametrize("mark", ["{number}、", "{digit}. ", "（{number}）", "◆ ", "0{digit} "])
def test_parts_of_one_article_are_not_parted(mark):
    lines = [
        mark.format(number="一二"[n], digit=n + 1) + item[0] + "\n" + item[3]
        for n, item in enumerate(ITEMS)
    ]
    (article,) = parse_invented_page(
        "学校产教融合工作要点", "来源：临江日报 2024-03-01 09:12", *lines
    ).articles
    assert (article.title, article.source, len(article.paragraphs)) == (
        "学校产教融合工作要点",
        "临江日报",
        4,
    )


@pytest.mark.parametrize(
    "lines",
    [
        (
            "会议议程",
            "一、签约仪式",
            "时间：2024年5月22日",
            "二、揭牌仪式",
            "时间：2024年5月23日",
            SECOND_PARAGRAPH,
        ),
        (
            "签约仪式现场情况",
            FIRST_PARAGRAPH,
            "相关新闻",
            ITEMS[0][0],
            "临江日报 2024-05-01",
            SECOND_PARAGRAPH,
            ITEMS[1][0],
            "东岭晚报 2024-05-02",
            FIRST_PARAGRAPH,
        ),
        (
            ITEMS[0][0],
            "临江日报 2024-05-22",
            FIRST_PARAGRAPH,
            ITEMS[0][0],
            "临江日报 2024-05-22",
            FIRST_PARAGRAPH + SECOND_PARAGRAPH,
        ),
        (
            ITEMS[0][0],
            "来源：临江日报 2024-05-22",
            "核心提示：校企共建一所产业学院",
            FIRST_PARAGRAPH,
            SECOND_PARAGRAPH,
        ),
        (
            ITEMS[0][0],
            "来源：临江日报",
            "2024-05-22",
            FIRST_PARAGRAPH,
            "签约仪式现场图片",
            SECOND_PARAGRAPH,
            "责任编辑：李红",
        ),
    ],
)
def test_single_article_stays_whole(lines):
    assert len(parse_invented_page(*lines).articles) == 1
