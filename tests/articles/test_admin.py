"""Articles in the admin: the form is an edit, the buttons are the chain, and neither gets past the other."""

import pytest
from django.core.files.base import ContentFile

from articles.models import Article, Picture
from tests.articles.article_form import (
    ARTICLE_ADMIN_URL,
    PIXEL,
    article_form_data,
    login_editor,
    message_texts,
    post_change,
    post_step,
)
from tests.factories import (
    make_article,
    make_column,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
)


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


# The form


def test_saving_counts_the_person_among_the_authors(client, db):
    author, article = login_editor(client), make_article()
    post_change(client, article, title="新标题")
    article.refresh_from_db()
    assert article.title == "新标题"
    assert [contribution.person for contribution in article.contributions.all()] == [author]


def test_saving_nothing_makes_nobody_an_author(client, db):
    login_editor(client)
    article = make_article()
    post_change(client, article)
    assert article.contributions.count() == 0


def test_adding_stores_author_and_topics(client, db):
    author, topic = login_editor(client, "add_topic", "view_topic"), make_topic()
    sent = article_form_data(
        Article(title="题", body="<p>文</p><script>x()</script>"),
        tags=[topic.pk],
        column=make_column().pk,
    )
    client.post(f"{ARTICLE_ADMIN_URL}add/", sent)
    article = Article.objects.get()
    assert (article.body, list(article.tags.all())) == ("<p>文</p>", [topic])
    assert article.contributions.get().person == author


def test_edit_under_review_voids_the_signatures_and_says_so(client, db):
    login_editor(client)
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    answer = post_change(client, article, body="<p>另一段。</p>")
    article.refresh_from_db()
    assert (article.status, article.signatures().count()) == ("first_review", 0)
    assert (
        "The text was changed under review: its signatures are void, and it begins again."
        in message_texts(answer)
    )


def test_form_under_review_warns_of_the_signatures(client, db):
    login_editor(client)
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    assert (
        "A change voids 1 signature." in client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/").text
    )


@pytest.mark.parametrize("withdrawn", [False, True])
def test_text_that_left_the_chain_is_read_only(withdrawn, client, db):
    login_editor(client)
    article = make_published_article(title="旧")
    if withdrawn:
        article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert (
        client.post(
            f"{ARTICLE_ADMIN_URL}{article.pk}/change/", article_form_data(article, title="新")
        ).status_code
        == 403
    )
    assert 'name="title"' not in client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/").text
    assert Article.objects.get().title == "旧"


def test_text_under_correction_is_editable_and_the_public_one_stays(client, db):
    login_editor(client)
    article = make_published_article(title="旧")
    article.correct(by=make_user("correct_article"), note="改正")
    post_change(client, article, title="新")
    article.refresh_from_db()
    assert (article.title, article.live.title) == ("新", "旧")


def test_second_text_of_a_work_in_one_language_is_refused_in_words(client, db):
    login_editor(client)
    original = make_published_article()
    translation = make_translation(original, title="Taken")
    article = make_article(language="en")
    answer = post_change(client, article, translation_of=original.pk)
    assert answer.context["errors"] == [[f"“{translation}” says this in that language already."]]


def test_picture_changed_by_itself_is_an_edit_of_the_article(client, db):
    editor = login_editor(client, "change_picture", "view_picture")
    article = make_article()
    picture = Picture.objects.create(article=article, file=ContentFile(PIXEL, "gate.png"), alt="门")
    sent = {"alt": "校门", "caption": "", "credit": "", "position": 0}
    client.post(f"/admin/articles/picture/{picture.pk}/change/", sent)
    assert (article.pictures.get().alt, article.contributions.get().person) == ("校门", editor)


def test_picture_of_a_public_article_is_read_only(client, db):
    login_editor(client, "change_picture", "view_picture", "delete_picture")
    article = make_published_article()
    picture = Picture.objects.create(article=article, file=ContentFile(PIXEL, "gate.png"), alt="门")
    assert (
        client.post(
            f"/admin/articles/picture/{picture.pk}/change/", {"alt": "x", "position": 0}
        ).status_code
        == 403
    )
    assert (
        client.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )


# The steps


def test_buttons_carry_a_text_to_the_public(client, db):
    article = make_article(author=make_user())
    for name, right in (
        ("submit", "submit_article"),
        ("pass_first_review", "first_review_article"),
        ("pass_second_review", "second_review_article"),
        ("sign_off", "sign_off_article"),
    ):
        login_editor(client, right)
        assert len(message_texts(post_step(client, article, name))) == 1
    assert list(Article.objects.published()) == [article]


def test_buttons_show_only_where_open(client, db):
    login_editor(client, "submit_article", "first_review_article", "return_article")
    draft, waiting = make_article(), make_waiting_article()
    offered = {
        article: [
            found.name
            for found in client.get(f"{ARTICLE_ADMIN_URL}{article.pk}/change/").context["steps"]
        ]
        for article in (draft, waiting)
    }
    assert offered == {draft: ["submit"], waiting: ["pass_first_review", "return_to_author"]}


def test_own_text_is_refused_in_words_to_a_superuser_too(client, db):
    login_editor(client, superuser=True)
    article = make_article()
    post_change(client, article, title="我的")
    post_step(client, article, "submit")
    answer = post_step(client, article, "pass_first_review")
    article.refresh_from_db()
    assert message_texts(answer) == [
        "You wrote or changed this text: three other people review it."
    ]
    assert article.status == "first_review"


def test_emergency_right_asks_for_its_reason_and_takes_it(client, db):
    chief = login_editor(client, "first_review_article", "emergency_article", "submit_article")
    article = make_waiting_article(author=chief)
    assert (
        "Reason for using the emergency right"
        in post_step(client, article, "pass_first_review").text
    )
    post_step(client, article, "pass_first_review", text="暴雨预警")
    article.refresh_from_db()
    assert article.status == "second_review"
    assert article.reviews.last().emergency == "暴雨预警"


@pytest.mark.parametrize(
    ("name", "right", "make", "status"),
    [
        ("return_to_author", "return_article", make_waiting_article, "returned"),
        ("correct", "correct_article", make_published_article, "draft"),
    ],
)
@pytest.mark.usefixtures("db")
def test_step_that_needs_a_text_asks_for_it_first(name, right, make, status, client):
    login_editor(client, right)
    article = make()
    before = article.status
    assert 'name="text"' in post_step(client, article, name).text
    assert "This field is required." in post_step(client, article, name, text=" ").text
    assert Article.objects.get().status == before
    post_step(client, article, name, text="因为如此")
    assert (Article.objects.get().status, article.reviews.last().remark) == (status, "因为如此")


def test_withdrawal_asks_for_one_of_three_reasons(client, db):
    login_editor(client, "withdraw_article")
    article = make_published_article()
    assert "rights or privacy" in post_step(client, article, "withdraw").text
    post_step(client, article, "withdraw", reason="dull", text="")
    assert Article.objects.get().status == "public"
    post_step(client, article, "withdraw", reason="rights", text="来函要求")
    article.refresh_from_db()
    assert (article.status, article.withdrawal().reason, article.withdrawal().remark) == (
        "withdrawn",
        "rights",
        "来函要求",
    )


def test_step_without_the_right_is_refused_in_words(client, db):
    login_editor(client)
    article = make_article()
    assert message_texts(post_step(client, article, "submit")) == [
        "You do not have the right to take this step."
    ]


def test_step_from_a_wrong_status_is_refused_in_words(client, db):
    login_editor(client, "sign_off_article")
    article = make_article()
    assert message_texts(post_step(client, article, "sign_off")) == [
        "This step is not open while the article is “draft”."
    ]


@pytest.mark.parametrize("name", ["publish_shipped", "delete", "save"])
def test_no_other_method_is_a_step(name, client, db):
    login_editor(client, superuser=True)
    assert post_step(client, make_article(), name).status_code == 404


def test_step_by_get_is_refused(client, db):
    login_editor(client, "submit_article")
    assert client.get(f"{ARTICLE_ADMIN_URL}{make_article().pk}/step/submit/").status_code == 405


def test_step_without_seeing_articles_is_refused(client, db):
    client.force_login(make_user("submit_article"))
    assert client.post(f"{ARTICLE_ADMIN_URL}{make_article().pk}/step/submit/").status_code == 403


def hashes(*articles):
    return {f"hash-{article.pk}": article.text_hash() for article in articles}


def test_bulk_action_is_for_the_text_that_the_list_showed(client, db):
    login_editor(client, "first_review_article")
    changed, unseen = make_waiting_article(), make_waiting_article()
    shown = hashes(changed)
    assert (
        f'name="hash-{changed.pk}" value="{changed.text_hash()}"'
        in client.get(ARTICLE_ADMIN_URL).text
    )
    Article.objects.filter(pk=changed.pk).update(title="改过")
    sent = {"action": "pass_first_review", "_selected_action": [changed.pk, unseen.pk], **shown}
    assert sorted(message_texts(client.post(ARTICLE_ADMIN_URL, sent, follow=True))) == sorted(
        [
            "“改过”: The text was changed after you opened it: read it again before you take a step.",
            f"“{unseen}”: This text did not stand on the page that you saw: open the list again.",
        ]
    )
    assert set(Article.objects.values_list("status", flat=True)) == {"first_review"}


def test_bulk_action_reports_each_article(client, db):
    reviewer = login_editor(client, "first_review_article", "submit_article")
    own, other, draft = (
        make_waiting_article(author=reviewer),
        make_waiting_article(),
        make_article(),
    )
    sent = {
        "action": "pass_first_review",
        "_selected_action": [own.pk, other.pk, draft.pk],
        **hashes(own, other, draft),
    }
    assert sorted(message_texts(client.post(ARTICLE_ADMIN_URL, sent, follow=True))) == sorted(
        [
            f"“{own}”: You wrote or changed this text: three other people review it.",
            f"“{other}” is now: waiting for second review.",
            f"“{draft}”: This step is not open while the article is “draft”.",
        ]
    )


def test_bulk_actions_show_only_to_those_with_the_right(client, db):
    login_editor(client, "sign_off_article")
    make_article()
    actions = [
        value
        for value, _label in client.get(ARTICLE_ADMIN_URL)
        .context["action_form"]
        .fields["action"]
        .choices
        if value
    ]
    assert actions == ["delete_selected", "sign_off"]
