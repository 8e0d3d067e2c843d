"""Articles in the admin: the form is an edit, the buttons are the chain, and neither gets past the other."""

import base64

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from articles.models import Article, Picture
from portal.core import html
from tests.factories import (
    make_article,
    make_column,
    make_published_article,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
)

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
LIST = "/admin/articles/article/"
EDIT = ("view_article", "change_article", "add_article", "delete_article")


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


def sign_in(client, *rights, **options):
    """A staff member who may see and edit articles, signed in."""
    user = make_user(*EDIT, *rights, **options)
    client.force_login(user)
    return user


def form_of(article, **changes):
    """What the browser posts for the article's form when nothing stands in the lists below it."""
    names = (
        "language",
        "title",
        "kicker",
        "summary",
        "body",
        "byline",
        "dateline",
        "editors",
        "published",
        "rights",
        "source_as_printed",
    )
    names += ("source_as_printed",)
    sent = {name: getattr(article, name) for name in names}
    for prefix in ("pictures", "key_points", "reviews", "versions", "contributions"):
        sent |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {**sent, **changes}


def change(client, article, **changes):
    return client.post(f"{LIST}{article.pk}/change/", form_of(article, **changes), follow=True)


def step(client, article, name, **sent):
    return client.post(f"{LIST}{article.pk}/step/{name}/", sent, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


# The form


def test_saving_counts_the_person_among_the_authors(client, db):
    author, article = sign_in(client), make_article()
    change(client, article, title="新标题")
    article.refresh_from_db()
    assert article.title == "新标题"
    assert [contribution.person for contribution in article.contributions.all()] == [author]


def test_saving_nothing_makes_nobody_an_author(client, db):
    sign_in(client)
    article = make_article()
    change(client, article)
    assert article.contributions.count() == 0


def test_adding_stores_author_and_topics(client, db):
    author, topic = sign_in(client, "add_topic", "view_topic"), make_topic()
    sent = form_of(Article(title="题", body="<p>文</p><script>x()</script>"), tags=[topic.pk], column=make_column().pk)
    client.post(f"{LIST}add/", sent)
    article = Article.objects.get()
    assert (article.body, list(article.tags.all())) == ("<p>文</p>", [topic])
    assert article.contributions.get().person == author


def test_edit_under_review_voids_the_signatures_and_says_so(client, db):
    sign_in(client)
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    answer = change(client, article, body="<p>另一段。</p>")
    article.refresh_from_db()
    assert (article.status, article.signatures().count()) == ("first_review", 0)
    assert "The text was changed under review: its signatures are void, and it begins again." in said(answer)


def test_form_under_review_warns_of_the_signatures(client, db):
    sign_in(client)
    article = make_waiting_article()
    article.pass_first_review(by=make_user("first_review_article"))
    assert "A change voids 1 signature." in client.get(f"{LIST}{article.pk}/change/").text


@pytest.mark.parametrize("withdrawn", [False, True])
def test_text_that_left_the_chain_is_read_only(withdrawn, client, db):
    sign_in(client)
    article = make_published_article(title="旧")
    if withdrawn:
        article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert client.post(f"{LIST}{article.pk}/change/", form_of(article, title="新")).status_code == 403
    assert 'name="title"' not in client.get(f"{LIST}{article.pk}/change/").text
    assert Article.objects.get().title == "旧"


def test_text_under_correction_is_editable_and_the_public_one_stays(client, db):
    sign_in(client)
    article = make_published_article(title="旧")
    article.correct(by=make_user("correct_article"), note="改正")
    change(client, article, title="新")
    article.refresh_from_db()
    assert (article.title, article.live.title) == ("新", "旧")


def test_second_text_of_a_work_in_one_language_is_refused_in_words(client, db):
    sign_in(client)
    original = make_published_article()
    translation = make_translation(original, title="Taken")
    article = make_article(language="en")
    answer = change(client, article, translation_of=original.pk)
    assert answer.context["errors"] == [[f"“{translation}” says this in that language already."]]


def test_picture_changed_by_itself_is_an_edit_of_the_article(client, db):
    editor = sign_in(client, "change_picture", "view_picture")
    article = make_article()
    picture = Picture.objects.create(article=article, file=ContentFile(PIXEL, "gate.png"), alt="门")
    sent = {"alt": "校门", "caption": "", "credit": "", "position": 0}
    client.post(f"/admin/articles/picture/{picture.pk}/change/", sent)
    assert (article.pictures.get().alt, article.contributions.get().person) == ("校门", editor)


def test_picture_of_a_public_article_is_read_only(client, db):
    sign_in(client, "change_picture", "view_picture", "delete_picture")
    article = make_published_article()
    picture = Picture.objects.create(article=article, file=ContentFile(PIXEL, "gate.png"), alt="门")
    assert client.post(f"/admin/articles/picture/{picture.pk}/change/", {"alt": "x", "position": 0}).status_code == 403
    assert client.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"}).status_code == 403


# The steps


def test_buttons_carry_a_text_to_the_public(client, db):
    article = make_article(author=make_user())
    for name, right in (
        ("submit", "submit_article"),
        ("pass_first_review", "first_review_article"),
        ("pass_second_review", "second_review_article"),
        ("sign_off", "sign_off_article"),
    ):
        sign_in(client, right)
        assert len(said(step(client, article, name))) == 1
    assert list(Article.objects.published()) == [article]


def test_buttons_show_only_where_open(client, db):
    sign_in(client, "submit_article", "first_review_article", "return_article")
    draft, waiting = make_article(), make_waiting_article()
    offered = {
        article: [found.name for found in client.get(f"{LIST}{article.pk}/change/").context["steps"]]
        for article in (draft, waiting)
    }
    assert offered == {draft: ["submit"], waiting: ["pass_first_review", "return_to_author"]}


def test_own_text_is_refused_in_words_to_a_superuser_too(client, db):
    sign_in(client, superuser=True)
    article = make_article()
    change(client, article, title="我的")
    step(client, article, "submit")
    answer = step(client, article, "pass_first_review")
    article.refresh_from_db()
    assert said(answer) == ["You wrote or changed this text: three other people review it."]
    assert article.status == "first_review"


def test_emergency_right_asks_for_its_reason_and_takes_it(client, db):
    chief = sign_in(client, "first_review_article", "emergency_article", "submit_article")
    article = make_waiting_article(author=chief)
    assert "Reason for using the emergency right" in step(client, article, "pass_first_review").text
    step(client, article, "pass_first_review", text="暴雨预警")
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
    sign_in(client, right)
    article = make()
    before = article.status
    assert 'name="text"' in step(client, article, name).text
    assert "This field is required." in step(client, article, name, text=" ").text
    assert Article.objects.get().status == before
    step(client, article, name, text="因为如此")
    assert (Article.objects.get().status, article.reviews.last().remark) == (status, "因为如此")


def test_withdrawal_asks_for_one_of_three_reasons(client, db):
    sign_in(client, "withdraw_article")
    article = make_published_article()
    assert "rights or privacy" in step(client, article, "withdraw").text
    step(client, article, "withdraw", reason="dull", text="")
    assert Article.objects.get().status == "public"
    step(client, article, "withdraw", reason="rights", text="来函要求")
    article.refresh_from_db()
    assert (article.status, article.withdrawal().reason, article.withdrawal().remark) == ("withdrawn", "rights", "来函要求")


def test_step_without_the_right_is_refused_in_words(client, db):
    sign_in(client)
    article = make_article()
    assert said(step(client, article, "submit")) == ["You do not have the right to take this step."]


def test_step_from_a_wrong_status_is_refused_in_words(client, db):
    sign_in(client, "sign_off_article")
    article = make_article()
    assert said(step(client, article, "sign_off")) == ["This step is not open while the article is “draft”."]


@pytest.mark.parametrize("name", ["publish_shipped", "delete", "save"])
def test_no_other_method_is_a_step(name, client, db):
    sign_in(client, superuser=True)
    assert step(client, make_article(), name).status_code == 404


def test_step_by_get_is_refused(client, db):
    sign_in(client, "submit_article")
    assert client.get(f"{LIST}{make_article().pk}/step/submit/").status_code == 405


def test_step_without_seeing_articles_is_refused(client, db):
    client.force_login(make_user("submit_article"))
    assert client.post(f"{LIST}{make_article().pk}/step/submit/").status_code == 403


def hashes(*articles):
    return {f"hash-{article.pk}": article.text_hash() for article in articles}


def test_bulk_action_is_for_the_text_that_the_list_showed(client, db):
    sign_in(client, "first_review_article")
    changed, unseen = make_waiting_article(), make_waiting_article()
    shown = hashes(changed)
    assert f'name="hash-{changed.pk}" value="{changed.text_hash()}"' in client.get(LIST).text
    Article.objects.filter(pk=changed.pk).update(title="改过")
    sent = {"action": "pass_first_review", "_selected_action": [changed.pk, unseen.pk], **shown}
    assert sorted(said(client.post(LIST, sent, follow=True))) == sorted(
        [
            "“改过”: The text was changed after you opened it: read it again before you take a step.",
            f"“{unseen}”: This text did not stand on the page that you saw: open the list again.",
        ]
    )
    assert set(Article.objects.values_list("status", flat=True)) == {"first_review"}


def test_bulk_action_reports_each_article(client, db):
    reviewer = sign_in(client, "first_review_article", "submit_article")
    own, other, draft = make_waiting_article(author=reviewer), make_waiting_article(), make_article()
    sent = {"action": "pass_first_review", "_selected_action": [own.pk, other.pk, draft.pk], **hashes(own, other, draft)}
    assert sorted(said(client.post(LIST, sent, follow=True))) == sorted(
        [
            f"“{own}”: You wrote or changed this text: three other people review it.",
            f"“{other}” is now: waiting for second review.",
            f"“{draft}”: This step is not open while the article is “draft”.",
        ]
    )


def test_bulk_actions_show_only_to_those_with_the_right(client, db):
    sign_in(client, "sign_off_article")
    make_article()
    actions = [value for value, _label in client.get(LIST).context["action_form"].fields["action"].choices if value]
    assert actions == ["delete_selected", "sign_off"]


# History and deletion


def revert(client, article, record, **changes):
    return client.post(f"{LIST}{article.pk}/history/{record.history_id}/", form_of(record.instance, **changes), follow=True)


def test_revert_cannot_publish(client, db):
    sign_in(client)
    article = make_published_article(title="公开")
    old = article.history.first()
    article.correct(by=make_user("correct_article"), note="改")
    revert(client, article, old, title="偷偷", status="public", live="", round=9)
    article.refresh_from_db()
    assert (article.title, article.status, article.round, article.live.title) == ("偷偷", "draft", 2, "公开")


def test_revert_of_a_public_text_is_refused(client, db):
    sign_in(client)
    article = make_published_article(title="公开")
    assert revert(client, article, article.history.first(), title="偷偷").status_code == 403
    assert Article.objects.get().title == "公开"


def test_revert_needs_the_right_to_change(client, db):
    client.force_login(make_user("view_article"))
    article = make_article()
    assert revert(client, article, article.history.first(), title="偷偷").status_code == 403


def test_revert_under_review_makes_an_author_and_voids(client, db):
    editor = sign_in(client)
    article = make_article(title="一")
    change(client, article, title="二")
    author = make_user("submit_article")
    article.refresh_from_db()
    article.submit(by=author)
    article.pass_first_review(by=make_user("first_review_article"))
    revert(client, article, article.history.last())
    article.refresh_from_db()
    assert (article.title, article.status, article.signatures().count()) == ("一", "first_review", 0)
    assert article.contributions.filter(person=editor).exists()


def test_history_shows_differences_in_words(client, db):
    sign_in(client)
    article = make_article(published="2024-05-22")
    change(client, article, published="XXXX-11-14", rights="original")
    page = client.get(f"{LIST}{article.pk}/history/").text
    assert "<del>22 May 2024</del> → <ins>14 November (year unknown)</ins>" in page
    assert "<del>reprint</del> → <ins>original</ins>" in page


@pytest.mark.parametrize("bulk", [False, True])
def test_deleting_what_was_public_is_refused_in_words(bulk, client, db):
    sign_in(client, superuser=True)
    article = make_published_article(title="公开")
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    sent = {"post": "yes", "action": "delete_selected", "_selected_action": [article.pk]}
    answer = client.post(LIST if bulk else f"{LIST}{article.pk}/delete/", sent)
    assert "“公开” was public. What was public stays in the record: withdraw it instead." in answer.text
    assert Article.objects.get() == article


def test_deleted_draft_comes_back_with_its_parts_topics_and_authors(client, db):
    chief, author = sign_in(client, superuser=True), make_user("submit_article")
    article = make_article(author=author, tags=[make_topic()])
    change(
        client,
        article,
        title="新",
        **{"key_points-TOTAL_FORMS": 1, "key_points-0-text": "要点", "key_points-0-position": 1, "tags": [make_topic().pk]},
    )
    client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})
    assert not Article.objects.exists()
    row = client.get(f"{LIST}deleted/").context["rows"][0][0]
    client.post(f"{LIST}deleted/{row.history_id}/recover/")
    back = Article.objects.get()
    assert (back.pk, back.title, back.status, back.work) == (article.pk, "新", "draft", article.pk)
    assert [point.text for point in back.key_points.all()] == ["要点"]
    assert [str(topic) for topic in back.tags.all()] == ["Steel"]
    assert chief in [contribution.person for contribution in back.contributions.all()]


def test_text_is_cleaned_on_the_way_in(client, db):
    sign_in(client)
    article = make_article()
    change(client, article, body='<p onclick="x()">文<a href="javascript:x()">链</a></p>')
    assert html.paragraphs(Article.objects.get().body) == ["文链"]
    assert "javascript" not in Article.objects.get().body


def test_address_of_the_step_is_the_promised_one():
    assert reverse("admin:articles_article_step", args=[1, "submit"]) == "/admin/articles/article/1/step/submit/"
