"""The form and the steps of an article, as a browser sends them."""

import base64

from tests.factories import (
    make_user,
)

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
LIST = "/admin/articles/article/"
EDIT = ("view_article", "change_article", "add_article", "delete_article")


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
