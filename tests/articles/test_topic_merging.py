"""Two topics become one: its texts, its addresses, and names that are the same in other letters."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from articles.models import TaggedArticle, Topic, TopicSlug
from articles.tag_parsing import split_tags
from articles.topic_merging import merge_topics
from tests.factories import make_published_article, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    kept = make_topic(slug="ai-talent", name="AI人才", name_en="")
    duplicate = make_topic(slug="ai", name="智能人才", name_en="AI talent")
    return kept, duplicate


@pytest.fixture
def chief(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user(superuser=True))
    return client


def test_merged_topic_passes_on_its_texts_once(topics):
    kept, duplicate = topics
    both = make_published_article(tags=[kept, duplicate])
    other = make_published_article(tags=[duplicate])
    assert merge_topics(kept=kept, duplicate=duplicate) == 2
    assert sorted(TaggedArticle.objects.values_list("object_id", "tag")) == sorted(
        [(both.pk, kept.pk), (other.pk, kept.pk)]
    )
    assert not Topic.objects.filter(pk=duplicate.pk).exists()


def test_merged_topic_fills_only_what_is_blank(topics):
    kept, duplicate = topics
    Topic.objects.filter(pk=kept.pk).update(introduction="甲")
    Topic.objects.filter(pk=duplicate.pk).update(introduction="乙")
    merge_topics(kept=kept, duplicate=duplicate)
    kept.refresh_from_db()
    assert (kept.name, kept.name_en, kept.introduction) == ("AI人才", "AI talent", "甲")


def test_addresses_of_a_merged_topic_lead_to_the_one_that_stays(topics, client):
    kept, duplicate = topics
    duplicate.add_former_slug("ai-people")
    make_published_article(tags=[kept])
    merge_topics(kept=kept, duplicate=duplicate)
    for slug in ("ai", "ai-people"):
        assertRedirects(client.get(f"/en/topics/{slug}/"), "/en/topics/ai-talent/", 301)


def test_topic_is_not_merged_into_itself(topics):
    with pytest.raises(ValueError, match="into itself"):
        merge_topics(kept=topics[0], duplicate=topics[0])
    assert Topic.objects.count() == 2


def test_topics_are_merged_in_the_admin(topics, chief):
    kept, duplicate = topics
    make_published_article(tags=[duplicate])
    address = reverse("admin:articles_topic_merge", args=[duplicate.pk])
    assertContains(chief.get(reverse("admin:articles_topic_change", args=[duplicate.pk])), address)
    assertContains(chief.get(address), "1 text has this topic.")
    answer = chief.post(address, {"kept": kept.pk}, follow=True)
    assertContains(answer, "“AI talent” is now “AI人才”; 1 text was moved.")
    assert TopicSlug.objects.get(slug="ai").topic == kept


@pytest.mark.parametrize("kept", ["", "x", "0", "self"])
def test_merging_into_no_topic_is_refused(kept, topics, chief):
    duplicate = topics[1]
    value = duplicate.pk if kept == "self" else kept
    answer = chief.post(reverse("admin:articles_topic_merge", args=[duplicate.pk]), {"kept": value})
    assert answer.status_code == 200
    assert answer.context["form"].errors["kept"]
    assert Topic.objects.count() == 2


@pytest.mark.parametrize("rights", [[], ["change_topic"]])
def test_merging_without_the_rights_is_refused(rights, topics, client):
    client.force_login(make_user(*rights, "view_topic"))
    address = reverse("admin:articles_topic_merge", args=[topics[1].pk])
    assert client.post(address, {"kept": topics[0].pk}).status_code == 403
    assert Topic.objects.count() == 2
    assert (
        address
        not in client.get(
            reverse("admin:articles_topic_change", args=[topics[1].pk])
        ).content.decode()
    )


@pytest.mark.parametrize("name", ["ＡＩ人才", "ai 人才", "AI人才"])
def test_topic_with_a_taken_name_is_refused(name, topics, chief):
    sent = {"name": name, "name_en": "", "slug": "new", "introduction": "", "introduction_en": ""}
    answer = chief.post(reverse("admin:articles_topic_add"), sent)
    assert answer.context["errors"] == [
        ["The topic “AI人才” has this name. Use it, or merge the two."]
    ]


def test_full_width_letters_of_a_tag_are_made_narrow():
    assert split_tags("ＡＩ人才，AI人才、５Ｇ（试点）") == ["AI人才", "5G（试点）"]
