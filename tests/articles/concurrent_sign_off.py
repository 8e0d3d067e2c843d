"""Run by a test in processes of their own: concurrent sign-offs, and one that is killed on its way."""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.contrib.auth import get_user_model
from django.db import connection

from articles.models import Article, TransitionRefused
from tests.factories import make_user, make_waiting_article

CHIEF_COUNT = 10


def create_article_and_chiefs() -> None:
    """A text that waits for its sign-off, and the people who may give it."""
    article = make_waiting_article(title="题")
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    for _number in range(CHIEF_COUNT):
        make_user("sign_off_article")


def chief_editors() -> list:
    return list(get_user_model().objects.filter(user_permissions__codename="sign_off_article"))


def sign_off_concurrently() -> None:
    """All of them sign the one text; how each fared is printed."""
    people, ready = chief_editors(), Barrier(CHIEF_COUNT)
    connection.close()  # the pool has fewer than there are people
    with ThreadPoolExecutor(CHIEF_COUNT) as pool:
        print(json.dumps(list(pool.map(lambda person: _sign(person, ready), people))))


def _sign(person, ready):
    ready.wait()
    try:
        Article.objects.get().sign_off(by=person)
    except TransitionRefused as refused:
        return str(refused)
    finally:
        connection.close()
    return "signed"


def kill_before_version_insert() -> None:
    """One signs, and the process is killed before there is a version for readers."""

    def die(execute, statement, values, many, context):
        if statement.startswith('INSERT INTO "articles_version"'):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(statement, values, many, context)

    with connection.execute_wrapper(die):
        Article.objects.get().sign_off(by=chief_editors()[0])
