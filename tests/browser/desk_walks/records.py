"""What the walks begin with: articles at several steps of their review, for each width one of each.

`main` runs in a shell on the database of the site, and prints the keys of the articles by their names, and
the passwords of its people, as JSON.
"""

import json
import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Column, ReviewLook
from tests.factories import (
    make_article,
    make_consortium,
    make_evidence,
    make_figure,
    make_user,
)

WIDTHS = (1280, 1366, 390)
HELD_QUEUE = (("等了三天", 3), ("等了一天", 1))  # title, days since it was submitted
TEXT = ("开幕。", "约150人参加。", "共同体有19家副理事长单位。", "闭幕。")
LONG_AGO = timedelta(days=800)  # longer than any column lets a text go unread


def main():
    """Make everything and print what it is."""
    people = {
        "two-stages": make_reviewer("two-stages", "first reviewer", "second reviewer"),
        "queue-reviewer": make_reviewer("queue-reviewer", "first reviewer"),
    }
    articles = {}
    for width in WIDTHS:
        articles |= {f"{name} {width}": pk for name, pk in make_articles(width).items()}
    print(json.dumps({"people": people, "articles": articles}))


def make_reviewer(login, *roles) -> str:
    """Somebody with the rights of these roles; the password."""
    person, password = make_user(name=login), secrets.token_urlsafe(9)
    person.set_password(password)
    person.save()
    person.groups.set(Group.objects.filter(name__in=roles))
    return password


def make_articles(width) -> dict[str, int]:
    """The articles of one width, by the name of their walk."""
    author, chief = find_person("author"), find_person("chief-editor")
    remark = submitted(f"大会 {width}", by=author)
    for title, days in HELD_QUEUE:
        make_seen(f"{title} {width}", by=author, days=days)
    schedule = submitted(f"定时公开 {width}", by=author)
    sheet = submitted(f"审批单 {width}", by=author)
    own = submitted(f"主编自己的稿 {width}", by=chief)
    for article in (schedule, sheet, own):
        pass_two_reviews(article)
    second = submitted(f"一人两审 {width}", by=author)
    second.pass_first_review(by=find_person("two-stages"))
    corrected = submitted(f"更正数字 {width}", by=author)
    pass_two_reviews(corrected)
    corrected.sign_off(by=chief)
    body = make_consortium(name=f"临江第{width}产教融合共同体")
    figure = make_figure(about=body, value=19, name="副理事长单位")
    make_evidence(figure, corrected, paragraph=3, quote="19家副理事长单位")
    old = make_old(f"旧稿重读 {width}", by=author, chief=chief)
    phone = submitted(f"手机审签 {width}", by=author)
    backdate(phone, days=9)  # ahead of all others: the start page names the first ten
    return {
        "remark": remark.pk,
        "reply": submitted(f"意见与回复 {width}", by=author).pk,
        "schedule": schedule.pk,
        "sheet": sheet.pk,
        "own": own.pk,
        "second": second.pk,
        "corrected": corrected.pk,
        "consortium": body.pk,
        "figure": figure.pk,
        "old": old.pk,
        "phone": phone.pk,
    }


def find_person(login):
    return get_user_model().objects.get(username=login)


def submitted(title, *, by):
    """An article that waits for its first review."""
    article = make_article(author=by, title=title, paragraphs=TEXT)
    article.submit(by=by)
    return article


def pass_two_reviews(article):
    article.pass_first_review(by=find_person("first-reviewer"))
    article.pass_second_review(by=find_person("second-reviewer"))


def make_seen(title, *, by, days):
    """An article that waits for days; its reviewer saw it, and its second paragraph was changed since."""
    article = submitted(title, by=by)
    reviewer = find_person("queue-reviewer")
    ReviewLook.objects.record(
        article, by=reviewer, text_hash=article.text_hash(), at=timezone.now()
    )
    article.body = article.body.replace("150", "180")
    article.save()
    article.record_edit(by=by)
    backdate(article, days=days)


def backdate(article, *, days):
    """Let the article have its status for days."""
    since = timezone.now() - timedelta(days=days)
    type(article).objects.filter(pk=article.pk).update(since=since)


def make_old(title, *, by, chief):
    """A public article that nobody has read for longer than its column allows."""
    article = make_article(author=by, title=title, paragraphs=TEXT, column=Column.objects.first())
    article.submit(by=by)
    pass_two_reviews(article)
    article.sign_off(by=chief)
    article.versions.update(public_from=timezone.now() - LONG_AGO)
    return article
