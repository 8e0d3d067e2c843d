"""The address of a topic that changed leads on for ever."""

import pytest
from pytest_django.asserts import assertRedirects

from articles.models import Topic, TopicSlug
from tests.factories import make_published_article, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user(superuser=True))


def rename(client, topic, slug):
    sent = {
        "name": topic.name,
        "name_en": topic.name_en,
        "slug": slug,
        "introduction": "",
        "introduction_en": "",
    }
    return client.post(f"/admin/articles/topic/{topic.pk}/change/", sent)


def assert_leads(client, old, new):
    for language in ("en", "zh-hans"):
        assertRedirects(
            client.get(f"/{language}/topics/{old}/"),
            f"/{language}/topics/{new}/",
            301,
            fetch_redirect_response=False,
        )


@pytest.mark.usefixtures("chief")
def test_former_addresses_lead_to_the_present_one(client):
    topic = make_topic(slug="one")
    for slug in ("two", "three"):
        rename(client, topic, slug)
    assert_leads(client, "one", "three")
    assert_leads(client, "two", "three")


@pytest.mark.usefixtures("chief")
def test_topic_that_takes_its_former_address_again_has_it(client):
    topic = make_topic(slug="one")
    make_published_article(tags=[topic])
    rename(client, topic, "two")
    rename(client, topic, "one")
    assert client.get("/en/topics/one/").status_code == 200
    assert_leads(client, "two", "one")


@pytest.mark.usefixtures("chief")
def test_former_address_of_another_topic_is_refused_in_words(client):
    rename(client, make_topic(slug="one", name="一", name_en="One"), "two")
    other = make_topic(slug="other", name="他", name_en="Other")
    answer = rename(client, other, "one")
    assert answer.context["errors"] == [
        ["This was the short name of “One”, and readers are still led there."]
    ]
    assert Topic.objects.get(pk=other.pk).slug == "other"


@pytest.mark.usefixtures("chief")
def test_saving_without_a_new_short_name_keeps_nothing(client):
    rename(client, make_topic(slug="one"), "one")
    assert not TopicSlug.objects.exists()


@pytest.mark.usefixtures("chief")
def test_version_brought_back_leads_on_as_well(client):
    topic = make_topic(slug="one")
    rename(client, topic, "two")
    first = topic.history.last()
    sent = {
        "name": "钢铁",
        "name_en": "Steel",
        "slug": "one",
        "introduction": "",
        "introduction_en": "",
    }
    client.post(f"/admin/articles/topic/{topic.pk}/history/{first.history_id}/", sent)
    assert_leads(client, "two", "one")


def test_unknown_topic_is_a_404(client):
    assert client.get("/en/topics/nothing/").status_code == 404


def test_list_filter_follows_a_former_address(client):
    topic = make_topic(slug="iron-and-steel-industry")
    topic.add_former_slug("steel")
    make_published_article(title="有专题", tags=[topic])
    make_published_article(title="无专题")
    for slug in ("steel", "iron-and-steel-industry"):
        page = client.get(f"/zh-hans/articles/?topic={slug}").text
        assert "有专题" in page
        assert "无专题" not in page
        assert '<option value="iron-and-steel-industry" selected>钢铁 (1)</option>' in page


@pytest.mark.parametrize("slug", ["nothing", "%00", "9" * 30])
def test_list_filter_refuses_a_topic_that_never_was(client, slug):
    page = client.get(f"/zh-hans/articles/?topic={slug}")
    assert page.status_code == 200
    assert 'id="error-topic"' in page.text
