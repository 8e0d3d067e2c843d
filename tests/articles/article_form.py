"""The form and the steps of an article, as a browser sends them."""

import base64

from tests.factories import (
    make_user,
)

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ARTICLE_ADMIN_URL = "/admin/articles/article/"
EDIT_PERMISSIONS = ("view_article", "change_article", "add_article", "delete_article")


def login_editor(client, *rights, **options):
    """A staff member who may see and edit articles, signed in."""
    user = make_user(*EDIT_PERMISSIONS, *rights, **options)
    client.force_login(user)
    return user


def article_form_data(article, **changes):
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


def post_change(client, article, **changes):
    return client.post(
        f"{ARTICLE_ADMIN_URL}{article.pk}/change/",
        article_form_data(article, **changes),
        follow=True,
    )


def post_step(client, article, name, **sent):
    return client.post(f"{ARTICLE_ADMIN_URL}{article.pk}/step/{name}/", sent, follow=True)


def message_texts(answer):
    return [str(message) for message in answer.context["messages"]]
