"""What is found, in which order, and what is never found."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from articles.models import Article
from consortia.models import OrganisationName
from portal.search.results import search
from portal.search.suggestions import similar_names, suggestions
from portal.search.tokenizer import parse_query
from tests.factories import (
    make_agreement,
    make_article,
    make_base,
    make_conference,
    make_consortium,
    make_evidence,
    make_industry,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_published_article,
    make_region,
    make_session,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db


def found(text, *, at=None, order="relevance", page="", **chosen):
    """What a search gives."""
    return search(
        parse_query(text),
        at=at or timezone.now(),
        chosen=chosen,
        order=order,
        params=QueryDict(page),
    )


def titles(text, **options):
    """The titles of the results, without marks."""
    return [plain(row.title) for row in found(text, **options).page.rows]


def plain(shown):
    return "".join(piece for piece, _is_marked in shown.pieces)


def marks(shown):
    return [piece for piece, is_marked in shown.pieces if is_marked]


def numbers(result, facet):
    return {choice.value: choice.count for choice in result.choices[facet]}


@pytest.fixture
def laiwu():
    """A school with several names."""
    school = make_organisation(
        name="莱芜职业技术学院", name_en="Laiwu Vocational and Technical College"
    )
    make_name(school, "Laiwu Polytechnic", language="en", kind="as_printed")
    make_organisation(name="山东钢铁集团有限公司", name_en="Shandong Steel Group")
    return school


@pytest.mark.parametrize(
    "text",
    [
        *(
            "莱芜职业技术学院",
            "莱芜职院",
            "莱",
            "Laiwu Polytechnic",
            "polytechnics",
            "laiwu",
            "lwzy",
            "LWZYJSXY",
            "laiwu zhiye",
        ),
        *("lai wu zhi ye", "萊蕪職業技術學院", "ｌａｉｗｕ", "技术 莱芜"),
    ],
)
def test_organisation_is_found_by_any_of_its_names(laiwu, text):
    assert titles(text) == ["莱芜职业技术学院"]


def test_longest_query_finds_what_holds_all_of_it():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 80)))
    make_published_article(title="长文", paragraphs=(f"前{text}后",))
    assert titles(text) == ["长文"]


def test_organisation_is_not_found_by_a_name_it_lost(laiwu):
    OrganisationName.objects.get(text="Laiwu Polytechnic").delete()
    assert titles("Laiwu Polytechnic") == []


@pytest.mark.parametrize("text", ["鋼鐵", "钢铁", "integrations", "Integrating", "第二段", "合作"])
def test_article_is_found_in_either_spelling_and_any_form(text):
    make_published_article(title="钢铁合作", paragraphs=("Integrated in 鋼鐵。", "第二段。"))
    make_published_article(title="汽车", paragraphs=("别的。",))
    assert titles(text) == ["钢铁合作"]


def test_record_is_found_by_the_public_bodies_and_people_it_names():
    hidden, shown = (
        make_organisation(name="秘密学院", is_public=False),
        make_organisation(name="公开学院"),
    )
    make_agreement(title="甲协议", parties=[hidden, shown])
    make_base(name="乙基地", hosts=[hidden, shown])
    part = make_part(
        session=make_session(conference=make_conference(name="丙大会")),
        person="王小明",
        organisation=hidden,
    )
    assert sorted(titles("公开学院")) == ["乙基地", "公开学院", "甲协议"]
    assert titles("秘密") == []
    assert titles(part.person) == ["丙大会"]


def test_consortium_is_found_by_its_members():
    make_membership(
        organisation=make_organisation(name="沙钢"), consortium=make_consortium(name="某共同体")
    )
    assert titles("沙钢") == ["沙钢", "某共同体"]


def test_titles_outrank_summaries_outrank_texts():
    make_published_article(title="甲", paragraphs=("钢铁。",), published="2026")
    make_published_article(title="乙", summary="钢铁", published="2025")
    make_published_article(title="丙与钢铁", published="2024")
    make_organisation(name="钢铁")
    assert titles("钢铁") == ["钢铁", "丙与钢铁", "乙", "甲"]


def test_newest_is_first_among_equals_and_in_order_of_date():
    for title, day in (("钢铁一", "2024"), ("钢铁二", "2026"), ("钢铁三", "XXXX-01-01")):
        make_published_article(title=title, published=day)
    make_published_article(title="别的", paragraphs=("钢铁",), published="2025")
    assert titles("钢铁") == ["钢铁二", "钢铁一", "钢铁三", "别的"]
    assert titles("钢铁", order="date") == ["钢铁二", "别的", "钢铁一", "钢铁三"]


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "钢铁大会"), ("en", "Steel meeting")])
def test_work_is_found_once_in_the_readers_language(language, shown):
    article = make_published_article(title="钢铁大会", paragraphs=("在济南召开。",))
    translated = make_translation(article, title="Steel meeting", paragraphs=("Held in Jinan.",))
    with translation.override(language):
        (row,) = found("济南").page.rows
        assert (plain(row.title), row.title.language, marks(row.snippet)) == (
            shown,
            language,
            ["济南"],
        )
        assert row.address == (article if language == "zh-hans" else translated).get_absolute_url()


def test_title_in_the_other_language_is_shown_where_it_alone_is_hit():
    make_organisation(name="沙钢集团", name_en="Shagang Group")
    (row,) = found("shagang").page.rows
    assert (plain(row.title), marks(row.other_title), row.other_title.language) == (
        "沙钢集团",
        ["Shagang"],
        "en",
    )


def test_snippet_is_safe_and_marks_words_as_printed():
    make_published_article(title="甲", paragraphs=("前文" * 30 + "<b>&鋼鐵 colleges</b>",))
    (row,) = found("钢铁 college").page.rows
    assert marks(row.snippet) == ["鋼鐵", "colleges"]
    assert "&lt;b&gt;&amp;<mark>鋼鐵</mark> <mark>colleges</mark>&lt;/b&gt;" in row.snippet.text
    assert row.snippet.text.startswith("…")


# Narrowing


@pytest.fixture
def steel():
    """Records of several kinds that all say steel."""
    region, city = make_region(), make_region(code="370100", name="济南市", parent=make_region())
    community = make_consortium(name="钢铁共同体", founded_on="2024", region=region)
    school = make_organisation(name="钢铁学院", region=city, industry=make_industry())
    make_membership(organisation=school, consortium=community)
    make_conference(name="钢铁大会", dates="2024-05", consortium=community, region=city)
    make_conference(name="钢铁论坛", dates="2025-05")
    make_published_article(title="钢铁新闻", published="2024-05-22", tags=[make_topic()])
    return str(community.pk)


def test_facets_count_what_each_choice_leaves(steel):
    result = found("钢铁")
    assert result.total == 5
    assert numbers(result, "kind") == {
        "article": 1,
        "consortium": 1,
        "organisation": 1,
        "conference": 2,
    }
    assert numbers(result, "year") == {"2025": 1, "2024": 3}
    assert numbers(result, "region") == {"370000": 3, "370100": 2}
    assert numbers(result, "industry") == {"steel": 1}
    assert numbers(result, "tag") == {"steel": 1}
    assert numbers(result, "consortium") == {steel: 3}


def test_facets_combine_and_each_counts_without_itself(steel):
    result = found("钢铁", kind="conference", year="2024")
    assert result.total == 1
    assert numbers(result, "kind") == {"article": 1, "consortium": 1, "conference": 1}
    assert numbers(result, "year") == {"2025": 1, "2024": 1}
    assert numbers(result, "region") == {"370000": 1, "370100": 1}


@pytest.mark.parametrize(
    ("facet", "value", "names"),
    [
        ("kind", "article", ["钢铁新闻"]),
        ("year", "2025", ["钢铁论坛"]),
        ("region", "370100", ["钢铁大会", "钢铁学院"]),
        ("industry", "steel", ["钢铁学院"]),
        ("tag", "steel", ["钢铁新闻"]),
    ],
)
def test_facet_narrows(steel, facet, value, names):
    assert titles("钢铁", **{facet: value}) == names


def test_facet_of_a_hidden_consortium_is_not_offered(steel):
    body = make_consortium(name="暗共同体", is_public=False)
    make_conference(name="钢铁年会", consortium=body)
    assert list(numbers(found("钢铁"), "consortium")) == [steel]


def test_former_short_name_of_a_topic_narrows_as_the_present_one(client, steel):
    topic = make_topic()
    topic.slug = "iron"
    topic.save()
    topic.add_former_slug("steel")
    assert "钢铁</mark>新闻" in client.get("/zh-hans/search/?q=钢铁&tag=steel").text
    assert titles("钢铁", tag="iron") == ["钢铁新闻"]


def walk(order, address, way):
    """The titles of each page from an address on, the links followed one way."""
    pages, last = [], address
    while address is not None:
        page, last = found("钢铁", order=order, page=address).page, address
        pages.append([plain(row.title) for row in page.rows])
        address = getattr(page, way)[1:] or None
    return pages, last


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_pages_hold_every_result_once_there_and_back(order):
    for number in range(25):
        make_conference(name=f"钢铁大会{number}", dates=f"20{number % 4 + 20}")
        make_conference(name=f"大会{number}", theme="钢铁", dates=f"20{number % 4 + 20}")
    there, last = walk(order, "", "next_url")
    back, _first = walk(order, last, "previous_url")
    assert [len(page) for page in there] == [20, 20, 10]
    assert len({title for page in there for title in page}) == 50
    assert back[::-1] == there


# What the public may not see


def hidden_records():
    """One of each kind that is not public."""
    make_article(title="机密草稿")
    make_waiting_article(title="机密待审")
    withdrawn = make_published_article(title="机密撤稿")
    withdrawn.withdraw(by=make_user("withdraw_article"), reason="in_error")
    scheduled = make_waiting_article(title="机密预告", go_live=timezone.now() + timedelta(days=1))
    pass_reviews(scheduled)
    pass_reviews(
        make_waiting_article(title="机密过期", expires=timezone.now() + timedelta(minutes=1))
    )
    body = make_organisation(name="机密学院", is_public=False)
    make_name(body, "机密别名")
    make_consortium(name="机密共同体", is_public=False)
    for make in (make_conference, make_base):
        make(name="机密", is_public=False)
    make_agreement(title="机密协议", is_public=False)


def test_nothing_hidden_is_found_counted_suggested_or_near():
    hidden_records()
    make_evidence(make_organisation(name="公开学院"), Article.objects.get(title="机密草稿"))
    make_conference(name="机要大会")
    at, query = timezone.now() + timedelta(hours=1), parse_query("机密")
    result = found("机密", at=at)
    assert (result.total, result.page.rows, sum(map(len, result.choices.values()))) == (0, [], 0)
    assert suggestions(query, at=at) == []
    assert [plain(row.title) for row in similar_names(parse_query("机密大会"), at=at)] == [
        "机要大会"
    ]


def test_article_is_found_from_its_moment_to_its_end_like_published():
    begins = timezone.now() + timedelta(hours=1)
    article = make_waiting_article(
        title="钢铁", go_live=begins, expires=begins + timedelta(hours=1)
    )
    pass_reviews(article)
    for minutes, shown in ((-1, False), (1, True), (59, True), (61, False)):
        at = begins + timedelta(minutes=minutes)
        assert bool(titles("钢铁", at=at)) is shown
        assert Article.objects.published(at=at).exists() is shown


def test_correction_is_found_by_its_text_from_its_moment_on():
    article = make_published_article(title="旧钢铁")
    editor = make_user("correct_article", "submit_article")
    article.correct(by=editor, note="改错")
    article.title, article.go_live = "新钢铁", timezone.now() + timedelta(hours=1)
    article.save()
    article.submit(by=editor)
    pass_reviews(article)
    assert titles("钢铁") == ["旧钢铁"]
    assert titles("钢铁", at=article.go_live) == ["新钢铁"]


# Suggestions and near names


def suggested(text):
    return [plain(row.title) for row in suggestions(parse_query(text), at=timezone.now())]


@pytest.mark.parametrize("text", ["莱", "莱芜", "la", "lw", "laiwuzhi", "Laiwu Poly", "职院"])
def test_suggestions_begin_like_what_was_typed(laiwu, text):
    assert suggested(text)[0] in {"莱芜职业技术学院", "Laiwu Vocational and Technical College"}


def test_suggestions_give_names_before_titles(laiwu):
    make_published_article(title="莱芜新闻")
    assert suggested("莱芜") == ["莱芜职业技术学院", "莱芜新闻"]


@pytest.mark.parametrize(
    "text", ["来芜职业技术学院", "莱芫职业技术学院", "liawu", "Laiwu Politecnic", "laivu"]
)
def test_near_names_are_spelt_or_sound_alike(laiwu, text):
    assert titles(text) == []
    assert [plain(row.title) for row in similar_names(parse_query(text), at=timezone.now())][
        :1
    ] == ["莱芜职业技术学院"]


def test_near_names_are_none_where_nothing_is_alike(laiwu):
    assert similar_names(parse_query("qqqq"), at=timezone.now()) == []
