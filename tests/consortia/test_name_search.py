"""Records are found in lists and autocompletes of the admin by any name, pinyin, initials and short form."""

import pytest
from django.urls import reverse

from portal.core.name_search import MAX_COMPUTED, pinyin_pattern
from tests.factories import (
    make_agreement,
    make_base,
    make_conference,
    make_consortium,
    make_document,
    make_organisation,
    make_outlet,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db
COLLEGE = "莱芜职业技术学院"
TERMS = ["莱芜职院", "lwzy", "LWZYJSXY", "laiwu", "lai wu zhi ye", "Laiwu Polytechnic", COLLEGE]


@pytest.fixture
def chief(client):
    client.cookies["django_language"] = "zh-hans"
    client.force_login(make_user(superuser=True))
    return client


def choices(client, term, app, model, field):
    sent = {"term": term, "app_label": app, "model_name": model, "field_name": field}
    answer = client.get(reverse("admin:autocomplete"), sent)
    return [row["text"] for row in answer.json()["results"]]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("is_public", [True, False])
def test_organisation_is_offered_by_any_name(term, is_public, chief):
    make_organisation(name=COLLEGE, name_en="Laiwu Polytechnic", is_public=is_public)
    make_organisation(name="包头职业学院", name_en="Baotou College")
    assert choices(chief, term, "consortia", "membership", "organisation") == [COLLEGE]


@pytest.mark.parametrize(
    "term", ["x", "zywl", "laiwux", "莱院", "芜职院校", "'; DROP", "lwzy[", "."]
)
def test_organisation_is_not_offered_by_other_words(term, chief):
    make_organisation(name=COLLEGE, name_en="Laiwu Polytechnic")
    assert choices(chief, term, "consortia", "membership", "organisation") == []


def test_consortium_is_offered_by_initials(chief):
    make_consortium(name="全国优质钢产教联合体")
    make_consortium(name="全国船舶产教联合体")
    assert choices(chief, "qgyzg", "consortia", "membership", "consortium") == [
        "全国优质钢产教联合体"
    ]


def test_conference_is_offered_by_pinyin(chief):
    make_conference(name="优质钢发展大会")
    make_conference(name="船舶发展大会")
    found = choices(chief, "youzhigang", "consortia", "agreement", "conference")
    assert found == ["优质钢发展大会"]


@pytest.mark.parametrize("make", [make_conference, make_base, make_document])
def test_record_is_found_behind_thousands_of_others(make, chief):
    record = make(name="优质钢发展")
    model = type(record)
    model.objects.bulk_create(model(name=f"船舶{number}") for number in range(MAX_COMPUTED + 1))
    address = reverse(f"admin:consortia_{model._meta.model_name}_changelist")
    for term in ("youzhigang", "yzgfz"):
        assert list(chief.get(address, {"q": term}).context["cl"].result_list) == [record]


def test_agreement_is_found_by_initials_of_its_title(chief):
    agreement = make_agreement(title="优质钢合作协议")
    make_agreement(title="船舶合作协议")
    address = reverse("admin:consortia_agreement_changelist")
    assert list(chief.get(address, {"q": "yzghz"}).context["cl"].result_list) == [agreement]


def test_pinyin_follows_the_name():
    meeting = make_conference(name="优质钢")
    meeting.name = "船舶"
    meeting.save()
    meeting.refresh_from_db()
    assert meeting.pinyin == "chuan bo"


def test_outlet_and_topic_are_found_by_initials(chief):
    make_outlet(name="齐鲁晚报")
    make_outlet(name="大众日报")
    make_topic(slug="steel", name="钢铁", name_en="Steel")
    assert choices(chief, "qlwb", "articles", "article", "outlet") == ["齐鲁晚报"]
    assert choices(chief, "gangtie", "articles", "taggedarticle", "tag") == ["钢铁"]


def test_list_of_organisations_finds_initials_once(chief):
    college = make_organisation(name=COLLEGE)
    make_organisation(name="包头职业学院")
    answer = chief.get(reverse("admin:consortia_organisation_changelist"), {"q": "lwzy"})
    assert list(answer.context["cl"].result_list) == [college]


@pytest.mark.parametrize("term", ["", "a", "钢铁", "ab1", "a" * 31, "é"])
def test_words_that_are_no_pinyin_have_no_pattern(term):
    assert pinyin_pattern(term) == ""
