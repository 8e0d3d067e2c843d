"""An article's page: pictures, table of contents, neighbours, related texts, the plain view."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    make_article,
    make_column,
    make_evidence,
    make_membership,
    make_organisation,
    make_picture,
    make_published_article,
    make_translation,
)

pytestmark = pytest.mark.django_db

LONG = ("## 起因", "第一段。", "## 经过 & <结果>", "第二段。", "## 后续", "第三段。")


def page(client, article, query="", language="zh-hans"):
    return client.get(f"/{language}/articles/{article.pk}/{query}")


def shipped(**values):
    article = make_article(**values)
    article.publish_shipped()
    return article


def test_a_long_text_has_a_table_of_contents_that_leads_to_its_headings(client):
    answer = page(client, shipped(paragraphs=LONG))
    for number, words in enumerate(("起因", "经过 &amp; &lt;结果&gt;", "后续"), 1):
        assertContains(answer, f'<a href="#s{number}">{words}</a>')
        assertContains(answer, f'<h2 id="s{number}">{words}</h2>')
    assertContains(answer, '<p id="p2">')


def test_a_text_with_two_headings_has_none(client):
    assertNotContains(page(client, shipped(paragraphs=LONG[:4])), 'class="contents"')


def test_pictures_show_caption_credit_and_lead_to_the_whole_one(client):
    article = make_article()
    make_picture(article, caption="签约仪式", credit="王某 摄", alt="三人签字")
    make_picture(article, caption="揭牌", credit="李某 摄", alt="红布")
    article.publish_shipped()
    answer = page(client, article)
    for words in ('class="gallery"', "签约仪式", "王某 摄", 'alt="三人签字"', 'loading="lazy"'):
        assertContains(answer, words)
    assertContains(answer, f'<a href="/zh-hans/articles/{article.pk}/versions/1/pictures/2/"><img')


def test_neighbours_are_those_of_the_column_in_the_order_of_the_list(client):
    news, other = make_column(), make_column(slug="notes", name="札记", name_en="Notes")
    first, second, third = (
        shipped(column=news, published=f"2024-05-{day}") for day in ("01", "02", "03")
    )
    shipped(column=other, published="2024-05-02")
    make_article(column=news, published="2024-05-02", title="机密草稿")
    context = page(client, second).context
    assert (context["older"], context["newer"]) == (first, third)
    assert (page(client, first).context["older"], page(client, third).context["newer"]) == (
        None,
        None,
    )


def test_neighbours_of_one_day_follow_their_numbers(client):
    texts = [shipped(column=make_column(), published="2024-05-01") for _ in range(3)]
    context = page(client, texts[1]).context
    assert (context["older"], context["newer"]) == (texts[0], texts[2])


def test_a_text_outside_columns_has_no_neighbours(client):
    shipped()
    assertNotContains(page(client, shipped()), 'class="beside"')


def test_related_are_the_texts_on_the_same_records_the_closest_first(client):
    text, close, distant, strange = (make_published_article() for _ in range(4))
    college, member = make_organisation(), make_membership()
    for article in (text, close, distant):
        make_evidence(college, article)
    for article in (text, close):
        make_evidence(member, article)
    make_evidence(make_organisation(), strange)
    assert page(client, text).context["related"] == [close, distant]


def test_related_leaves_out_the_work_itself_drafts_and_hidden_records(client):
    text = make_published_article()
    make_translation(text)
    college, hidden = make_organisation(), make_organisation(is_public=False)
    for article in (text, make_article(title="机密草稿")):
        make_evidence(college, article)
    for article in (text, make_published_article()):
        make_evidence(hidden, article)
    assert page(client, text).context["related"] == []


def test_related_are_shown_in_the_readers_language(client):
    text, other = make_published_article(), make_published_article()
    english = make_translation(other, title="In English")
    college = make_organisation()
    for article in (text, other):
        make_evidence(college, article)
    assert page(client, text, language="en").context["related"] == [english]


def test_the_plain_view_holds_the_text_and_little_else(client):
    answer = page(client, shipped(title="平淡", paragraphs=LONG), "?view=plain")
    assertContains(answer, '<p id="p1">')
    assertContains(answer, 'name="robots" content="noindex')
    for words in ('class="nav"', 'class="share"', 'class="foot"'):
        assertNotContains(answer, words)


@pytest.mark.parametrize("query", ["", "?view=", "?view=other", "?view=plain&view=x"])
def test_another_view_is_the_whole_page(client, query):
    assertContains(page(client, shipped(), query), 'class="nav"')
