"""Checks of a text against the registry before submission; findings never block the submission."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from articles.models import Article, Language
from articles.submit_check_registry import Finding, register_check
from consortia.mentions import OFFICIAL, OrganisationMention, find_mentions
from consortia.models import AgreementParty, Appointment, Part
from portal.core import html
from portal.core.dashboard_panel import change_url
from portal.core.names import text_in_language

# The models that store a person's post on a day: the column of the person and the path to the day
POST_PATHS = (
    (Part, "person", "session__conference__dates_from"),
    (Appointment, "person", "since_from"),
    (AgreementParty, "signatory", "agreement__signed_from"),
)
POST_PATTERN = re.compile(
    "(?:书记|[院校园董事会理处局厅部司科所馆市区县省组站]长|秘书长|主任|经理|主席|总裁|总监|代表|教授|工程师|院士|主编|委员)$"
)
POST_PATTERN_EN = re.compile(
    r"\b(?:president|dean|director|secretary|chair\w*|manager|head|minister|mayor|professor|engineer|rector|principal)\b",
    re.IGNORECASE,
)
# What follows the post in English: "director of …"
POST_END_PATTERN_EN = re.compile(r"\s+(?:of|at|from)\s+")

PersonKey = tuple[str, int]  # a person's name and an organisation's key


def register() -> None:
    """Register the checks for every submission."""
    register_check(check_registry)


def check_registry(article: Article, *, on: date) -> Iterator[Finding]:
    """The names of organisations and the posts that differ from the registry."""
    mentions = find_mentions(article)
    yield from check_official_names(article, mentions)
    yield from check_posts(article, {mention.organisation.pk: mention for mention in mentions})


def check_official_names(
    article: Article, mentions: list[OrganisationMention]
) -> Iterator[Finding]:
    """The organisations that the text never calls by their official name."""
    for mention in mentions:
        if OFFICIAL in mention.names.values():
            continue
        used_name = next(iter(mention.names))
        official_name, language = text_in_language(mention.organisation, "name", article.language)
        is_ambiguous = sum(used_name in other.names for other in mentions) > 1
        if language != article.language or is_ambiguous:
            continue
        message = _("“%(used)s” is not the official name on record, which is “%(name)s”.")
        first_paragraph = next(iter(mention.paragraphs), None)
        values = {"used": used_name, "name": official_name}
        yield _finding(message % values, mention, first_paragraph)


def check_posts(article: Article, mentions: Mapping[int, OrganisationMention]) -> Iterator[Finding]:
    """The posts of persons that differ from the last ones in the registry."""
    find_post = _chinese_post if article.language == Language.CHINESE else _english_post
    paragraphs = html.paragraphs(article.body)
    for (person, pk), last_post in _last_posts(article, mentions).items():
        mention = mentions[pk]
        for number in mention.paragraphs:
            post = find_post(paragraphs[number - 1], person, mention)
            if not post or post in last_post or last_post in post:
                continue
            message = _(
                "%(person)s is “%(here)s” here; the last known post at %(body)s is “%(post)s”."
            )
            values = {
                "person": person,
                "here": post,
                "body": mention.organisation,
                "post": last_post,
            }
            yield _finding(message % values, mention, number)


def _finding(sentence, mention: OrganisationMention, paragraph) -> Finding:
    return Finding(sentence, paragraph=paragraph, address=change_url(mention.organisation))


def _last_posts(article, organisations) -> dict[PersonKey, str]:
    """The last known post of each person at each of the organisations, in the language of the text."""
    suffix = "" if article.language == Language.CHINESE else "_en"
    post_column = f"post{suffix}"
    rows = []
    for model, person_field, day in POST_PATHS:
        person_column = f"{person_field}{suffix}"
        posts = (
            model.objects.order_by()
            .filter(organisation__in=organisations)
            .exclude(**{post_column: ""})
            .exclude(**{person_column: ""})
        )
        rows += posts.values_list(day, "pk", person_column, "organisation", post_column)
    return {(person, pk): post for _day, _row, person, pk, post in sorted(rows)}


def _english_post(paragraph, person, mention) -> str:
    """The post after the person's name ("Li Ming, director of …"); blank for none."""
    match = re.search(rf"\b{re.escape(person)}\s*,\s*(?:the\s+)?([^,.;]+)", paragraph)
    if match is None:
        return ""
    post = POST_END_PATTERN_EN.split(match[1])[0].strip()
    return post if POST_PATTERN_EN.search(post) else ""


def _chinese_post(paragraph, person, mention) -> str:
    """The post between a name of the organisation and the person's name; blank for none."""
    match = re.search(rf"([^，。；：“”（）()\s]+)\s*{re.escape(person)}", paragraph)
    if match is None:
        return ""
    for name in mention.names:
        if name in match[1]:
            post = match[1].rpartition(name)[2]
            return post if POST_PATTERN.search(post) else ""
    return ""
