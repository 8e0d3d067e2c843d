"""Mentions: which organisations a text names, what differs from the record, evidence with one click."""

from datetime import date

import pytest
from django.utils import translation

from articles.submit_check_registry import run_checks
from consortia.mentions import find_mentions
from consortia.models import Evidence
from tests.factories import (
    make_appointment,
    make_article,
    make_conference,
    make_name,
    make_organisation,
    make_part,
    make_session,
    make_user,
)

TODAY = date(2026, 5, 22)
FULL, SHORT = "莱芜职业技术学院", "莱芜职院"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def college(**values):
    """A college with a short name."""
    body = make_organisation(**{"name": FULL, "name_en": "Laiwu Polytechnic", **values})
    make_name(body, SHORT)
    return body


def told(*paragraphs, **values):
    return [
        (each.organisation, each.paragraphs)
        for each in find_mentions(make_article(paragraphs=paragraphs, **values))
    ]


def said(article):
    return [str(finding) for finding in run_checks(article, on=TODAY)]


# Who is named


def test_organisations_are_found_by_any_name(db):
    body, other = college(), make_organisation(name="山东钢铁集团")
    found = told("山东钢铁集团和莱芜职院签约。", f"{FULL}承办。")
    assert found == [(other, {1: "山东钢铁集团"}), (body, {1: SHORT, 2: FULL})]


def test_name_within_a_longer_name_is_not_found(db):
    make_organisation(name="山东大学")
    hospital = make_organisation(name="山东大学附属医院")
    assert told("山东大学附属医院揭牌。") == [(hospital, {1: "山东大学附属医院"})]


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [("The MIT group came.", 1), ("SUMMIT and MITRE.", 0), ("at MIT.", 1), ("中MIT文", 1)],
)
def test_latin_name_is_found_as_a_word_alone(paragraph, count, db):
    make_organisation(name="", name_en="MIT")
    assert len(told(paragraph)) == count


def test_name_in_a_heading_or_table_has_no_paragraph(db):
    body = college()
    assert told(f"## {FULL}", "甲") == [(body, {})]


def test_shared_name_is_told_of_each_bearer(db):
    first, second = college(), college(name="莱芜职工学院", name_en="")
    assert {body for body, _places in told(f"{SHORT}承办。")} == {first, second}


def test_text_without_a_known_name_names_nobody(db):
    make_organisation()
    assert told("谁也没来。") == []


def test_looking_takes_few_queries(db, django_assert_num_queries):
    for _each in range(5):
        college(name=f"{FULL}{_each}")
    article = make_article(paragraphs=[SHORT] * 9)
    with django_assert_num_queries(6):  # with key points and pictures
        find_mentions(article)


# What differs from the record


def test_name_that_is_not_the_official_one_is_said(db):
    college()
    sentence = "¶1: “莱芜职院” is not the official name on record, which is “莱芜职业技术学院”."
    assert said(make_article(paragraphs=["莱芜职院承办。"])) == [sentence]


@pytest.mark.parametrize("paragraphs", [[f"{FULL}（简称{SHORT}）承办。", SHORT], [FULL]])
def test_official_name_at_least_once_is_enough(paragraphs, db):
    college()
    assert said(make_article(paragraphs=paragraphs)) == []


def test_name_that_two_bear_is_left_to_the_editor(db):
    college()
    college(name="莱芜职工学院", name_en="")
    assert said(make_article(paragraphs=[f"{SHORT}承办。"])) == []


def test_name_differing_refuses_no_submit(db):
    college()
    article = make_article(paragraphs=[f"{SHORT}承办。"])
    article.submit(by=make_user("submit_article"))
    assert article.status == "first_review"


@pytest.mark.parametrize(
    ("paragraph", "here"),
    [
        (f"{FULL}院长王某致辞。", "院长"),
        (f"会上，{FULL}党委副书记、校长王某说", "党委副书记、校长"),
        (f"{FULL}党委书记王某致辞。", None),
        (f"{FULL}的王某致辞。", None),
        (f"另一学院院长王某，{FULL}", None),
        (f"{FULL}来了，院长李某", None),
    ],
)
def test_post_that_differs_from_the_last_known_one_is_said(paragraph, here, db):
    make_part(person="王某", post="党委书记", organisation=college())
    sentence = f"¶1: 王某 is “{here}” here; the last known post at Laiwu Polytechnic is “党委书记”."
    assert said(make_article(paragraphs=[paragraph])) == ([sentence] if here else [])


def test_last_known_post_is_the_newest_on_record(db):
    body = college()
    old = make_session(conference=make_conference(dates="2020-01-01"))
    make_part(session=old, person="王某", post="主任", organisation=body)
    make_appointment(person="王某", post="院长", organisation=body, since="2023")
    assert said(make_article(paragraphs=[f"{FULL}院长王某致辞。"])) == []
    assert len(said(make_article(paragraphs=[f"{FULL}主任王某致辞。"]))) == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Wang Mou, the dean of Laiwu Polytechnic,", 1),
        ("Wang Mou, president of Laiwu Polytechnic", 0),
    ],
)
def test_post_in_english_is_compared_too(words, count, db):
    make_part(person="王某", person_en="Wang Mou", post_en="president", organisation=college())
    assert len(said(make_article(paragraphs=[words], language="en"))) == count


# Beside the form


@pytest.fixture
def clerk(client, db):
    user = make_user(
        "view_article", "change_article", "view_organisation", "change_organisation", "add_evidence"
    )
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


def click(client, article, body, paragraph):
    address = f"/admin/consortia/evidence/mention/{article.pk}/{body.pk}/{paragraph}/"
    return client.post(address, follow=True)


def test_form_lists_the_organisations_with_links(client, clerk):
    body, article = college(), make_article(paragraphs=["甲", f"{FULL}承办。"])
    page = client.get(f"/admin/articles/article/{article.pk}/change/").text
    assert (
        f'<a href="/admin/consortia/organisation/{body.pk}/change/">Laiwu Polytechnic</a>' in page
    )
    assert "Add ¶2 as evidence" in page


def test_one_click_puts_the_paragraph_on_record(client, clerk):
    body, article = college(), make_article(paragraphs=["甲", f"{SHORT}承办。"])
    answer = click(client, article, body, 2)
    evidence = body.evidence.get()
    assert (evidence.article, evidence.paragraph, evidence.quote, evidence.field) == (
        article,
        2,
        SHORT,
        "",
    )
    assert evidence.history.get().history_user == clerk
    assert "Paragraph 2 is now evidence of Laiwu Polytechnic." in answer.text
    assert "Add ¶2 as evidence" not in answer.text


def test_paragraph_is_put_on_record_once(client, clerk):
    body, article = college(), make_article(paragraphs=[FULL])
    answers = [click(client, article, body, 1) for _twice in range(2)]
    assert "This paragraph is evidence of the record already." in answers[1].text
    assert Evidence.objects.count() == 1


def test_paragraph_that_does_not_name_it_is_refused(client, clerk):
    body, article = college(), make_article(paragraphs=["甲", FULL])
    assert "Paragraph 1 does not name Laiwu Polytechnic." in click(client, article, body, 1).text
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("right", ["add_evidence", "change_organisation"])
def test_one_right_alone_adds_no_evidence(right, client, db):
    client.force_login(make_user("view_article", right))
    assert click(client, make_article(paragraphs=[FULL]), college(), 1).status_code == 403
    assert Evidence.objects.count() == 0


def test_organisations_are_shown_to_those_who_may_see_them(client, db):
    client.force_login(make_user("view_article", "change_article"))
    college()
    article = make_article(paragraphs=[FULL])
    assert f"{FULL}</a>" not in client.get(f"/admin/articles/article/{article.pk}/change/").text
