"""Preview links: what an outsider reads, for how long, and how the answer comes to the desk."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import PreviewAnswer, PreviewLink
from articles.models.preview_link import TOKEN_SIGNER, AnswerRefused, PreviewLinkState
from tests.factories import (
    make_article,
    make_picture,
    make_published_article,
    make_user,
    make_waiting_article,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)
SENT = {"name": "王老师", "text": "第三段的人数不对。"}


def make_link(article=None, *, at=NOW, **options):
    """A link and the address that it opens."""
    link, token = PreviewLink.issue(article or make_article(), by=make_user(), at=at, **options)
    return link, f"/preview/{token}/"


# Reading


@pytest.mark.parametrize("make", [make_article, make_waiting_article])
def test_link_shows_the_working_text_marked_in_both_languages(make, client):
    _link, address = make_link(make(title="未发之题", paragraphs=("未发之文。",)))
    response = client.get(address, headers={"accept-language": "en"})
    for words in (
        "未发之题",
        "未发之文。",
        '<strong lang="zh-hans">',
        '<strong lang="en">Draft, not published</strong>',
    ):
        assertContains(response, words)


def test_page_is_for_no_cache_and_no_crawler(client):
    _link, address = make_link()
    response = client.get(address)
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assertContains(response, '<meta name="robots" content="noindex')
    assertNotContains(response, "<script")
    assert not response.cookies


def test_page_asks_few_times(client, django_assert_max_num_queries):
    article = make_article()
    for _ in range(3):
        make_picture(article)
    _link, address = make_link(article)
    with django_assert_max_num_queries(4):
        client.get(address)


def test_pictures_of_the_draft_are_shown_under_the_link_alone(client):
    article = make_article()
    make_picture(article)
    link, address = make_link(article)
    assertContains(client.get(address), f"{address}pictures/1/")
    assert b"".join(client.get(f"{address}pictures/1/").streaming_content).startswith(b"\x89PNG")
    assert [client.get(f"{address}pictures/{place}/").status_code for place in (0, 2)] == [404, 404]
    link.revoke(at=NOW)
    assert client.get(f"{address}pictures/1/").status_code == 410


def test_address_stands_nowhere_but_in_the_answer_to_its_making():
    link, address = make_link()
    assert link.token_hash not in address
    assert address.split("/")[2] not in str(PreviewLink.objects.values().get())


# Not reading


@pytest.mark.parametrize(
    "change",
    [lambda token: token[:-1], lambda token: f"x{token}", lambda token: token.split(".")[0]],
)
def test_altered_link_is_a_404_in_words(change, client):
    _link, address = make_link(make_article(title="机密"))
    response = client.get(
        f"/preview/{change(address.split('/')[2])}/", headers={"accept-language": "en"}
    )
    assertContains(response, "This address leads to no draft.", status_code=404)
    assertNotContains(response, "机密", status_code=404)


@pytest.mark.parametrize("signer", [TOKEN_SIGNER, Signer(sep=".", salt="other")])
def test_link_that_nobody_made_is_a_404(signer, client):
    make_link()
    assert client.get(f"/preview/{signer.sign('guess')}/").status_code == 404


def test_expired_link_is_a_410_in_words(client):
    _link, address = make_link(make_article(title="机密"), at=NOW - timedelta(days=7))
    response = client.get(address, headers={"accept-language": "en"})
    assertContains(response, "This link has expired.", status_code=410)
    assertNotContains(response, "机密", status_code=410)


def test_revoked_link_is_a_410_in_words(client):
    link, address = make_link()
    link.revoke(at=NOW)
    assertContains(
        client.get(address, headers={"accept-language": "en"}), "revoked this link", status_code=410
    )
    assert client.post(f"{address}answer/", SENT).status_code == 410
    assert not PreviewAnswer.objects.exists()


def test_link_to_a_published_text_leads_to_the_public_page(client):
    article = make_published_article()
    _link, address = make_link(article)
    assertContains(client.get(address), f'href="/zh-hans/articles/{article.pk}/"', status_code=410)


def test_link_to_a_withdrawn_text_shows_nothing(client):
    article = make_published_article(title="机密")
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    _link, address = make_link(article)
    response = client.get(address)
    assertNotContains(response, "机密", status_code=410)
    assertNotContains(response, f"/articles/{article.pk}/", status_code=410)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (NOW, PreviewLinkState.OPEN),
        (NOW + timedelta(days=7) - HOUR, PreviewLinkState.OPEN),
        (NOW + timedelta(days=7), PreviewLinkState.EXPIRED),
    ],
)
def test_link_lasts_seven_days(at, state):
    assert make_link()[0].state(at=at) == state


def test_link_to_a_text_that_waits_for_its_moment_is_open():
    article = make_published_article(go_live=NOW + timedelta(days=1))
    link, _address = make_link(article)
    assert (link.state(at=NOW), link.state(at=NOW + timedelta(days=2))) == (
        PreviewLinkState.OPEN,
        PreviewLinkState.CLOSED,
    )


def test_link_stays_revoked_since_its_first_revocation():
    link, _address = make_link()
    link.revoke(at=NOW)
    link.revoke(at=NOW + HOUR)
    assert link.revoked_at == NOW


# Answering


def test_answer_is_kept_with_the_text_that_it_speaks_of(client):
    link, address = make_link()
    response = client.post(f"{address}answer/", SENT, follow=True)
    assert response.redirect_chain == [(f"{address}thanks/", 302)]
    answer = PreviewAnswer.objects.get()
    assert (answer.link, answer.name, answer.text) == (link, SENT["name"], SENT["text"])
    assert (answer.text_hash, answer.read_at) == (link.article.text_hash(), None)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": "", "text": "x"},
        {"name": "x", "text": " "},
        {"name": "x" * 101, "text": "x"},
        {"name": "x", "text": "长" * 5001},
        {"name": "x\0", "text": "x"},
    ],
)
def test_answer_without_its_words_or_with_too_many_stays_in_the_form(sent, client):
    _link, address = make_link()
    assert client.post(f"{address}answer/", sent).status_code == 200
    assert not PreviewAnswer.objects.exists()


def test_answer_is_shown_as_text():
    article = make_article()
    link, _address = make_link(article)
    link.add_answer(name="<b>x</b>", text="<script>x()</script>", at=NOW)
    client = Client()
    client.force_login(make_user("view_article"))
    assertNotContains(client.get(f"/admin/articles/article/{article.pk}/previews/"), "<script>x()")


def test_answer_from_elsewhere_is_refused():
    _link, address = make_link()
    assert Client(enforce_csrf_checks=True).post(f"{address}answer/", SENT).status_code == 403


def test_sixth_answer_within_the_hour_is_refused_in_words(client):
    link, address = make_link()
    for _ in range(5):
        assert client.post(f"{address}answer/", SENT).status_code == 302
    response = client.post(f"{address}answer/", SENT, headers={"accept-language": "en"})
    assertContains(response, "took five answers within the hour", status_code=429)
    assertContains(response, SENT["text"], status_code=429)
    assert link.answers.count() == 5


def test_answers_of_an_hour_ago_and_of_other_links_do_not_count():
    link, other = make_link()[0], make_link()[0]
    for each, at in ((link, NOW - HOUR), (other, NOW)):
        for _ in range(5):
            each.add_answer(**SENT, at=at)
    link.add_answer(**SENT, at=NOW)
    with pytest.raises(AnswerRefused):
        other.add_answer(**SENT, at=NOW)


# On the desk


def sign_in(client, *rights):
    client.cookies["django_language"] = "en"
    person = make_user("view_article", *rights)
    client.force_login(person)
    return person


def desk(article):
    return f"/admin/articles/article/{article.pk}/previews/"


def test_desk_makes_a_link_that_opens(client):
    person, article = sign_in(client, "add_previewlink"), make_article(title="可读")
    page = client.post(desk(article), {"days": 3, "for_whom": "王老师"})
    link = article.preview_links.get()
    assert (link.made_by, link.for_whom, link.expires - link.made_at) == (
        person,
        "王老师",
        timedelta(days=3),
    )
    assertContains(Client().get(page.context["address"]), "可读")
    assertNotContains(client.get(desk(article)), page.context["address"])


@pytest.mark.parametrize("days", ["0", "31", "x", ""])
def test_desk_refuses_a_link_of_other_length(days, client):
    sign_in(client, "add_previewlink")
    article = make_article()
    assert client.post(desk(article), {"days": days}).context["address"] == ""
    assert not article.preview_links.exists()


@pytest.mark.parametrize("rights", [(), ("change_previewlink",)])
def test_desk_makes_no_link_without_the_right(rights, client):
    sign_in(client, *rights)
    article = make_article()
    assert client.post(desk(article), {"days": 3}).status_code == 403
    assert not article.preview_links.exists()


def test_desk_revokes_a_link(client):
    sign_in(client, "change_previewlink")
    link, address = make_link()
    client.post(f"{desk(link.article)}{link.pk}/revoke/")
    assert client.get(address).status_code == 410


def test_desk_revokes_no_link_without_the_right_or_of_another_article(client):
    link, _address = make_link()
    sign_in(client)
    assert client.post(f"{desk(link.article)}{link.pk}/revoke/").status_code == 403
    sign_in(client, "change_previewlink")
    assert client.post(f"{desk(make_article())}{link.pk}/revoke/").status_code == 404
    assert client.get(f"{desk(link.article)}{link.pk}/revoke/").status_code == 405
    link.refresh_from_db()
    assert link.revoked_at is None


def test_answers_stand_on_the_start_page_until_they_are_read(client):
    person, (link, _address) = (
        sign_in(client, "change_previewlink"),
        make_link(make_article(title="题")),
    )
    link.add_answer(**SENT, at=NOW)
    panel = client.get("/admin/").context["panels"][0]
    assert (panel.title, panel.total) == ("Answers to previews", 1)
    assert panel.rows == [("王老师: 题", f"{desk(link.article)}#answers")]
    client.post(f"{desk(link.article)}answers/read/")
    assert PreviewAnswer.objects.get().read_by == person
    assert "Answers to previews" not in [
        panel.title for panel in client.get("/admin/").context["panels"]
    ]


def test_desk_says_that_the_text_was_changed_after_an_answer(client):
    sign_in(client)
    link, _address = make_link()
    link.add_answer(**SENT, at=NOW)
    said = "The text was changed after this answer."
    assertNotContains(client.get(desk(link.article)), said)
    link.article.title = "改题"
    link.article.save()
    assertContains(client.get(desk(link.article)), said)


def test_desk_is_for_the_desk_alone(client):
    article = make_article()
    assert client.get(desk(article)).status_code == 302
    client.force_login(make_user())
    assert client.get(desk(article)).status_code == 403
