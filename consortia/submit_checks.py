"""What a text is looked at for against the registry before its submit; none of it refuses the submit."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from articles.check_registry import Finding, register_check
from articles.models import Article, Language
from consortia.mentions import OFFICIAL, OrganisationMention, find_mentions
from consortia.models import AgreementParty, Appointment, Part
from portal.core import html
from portal.core.dashboard import change_url
from portal.core.names import text_in_language

# The rows that freeze a person's post, with the column of the person and the path to the day
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


def register() -> None:
    """Have texts compared with the registry before every submit."""
    register_check(check_registry)


def check_registry(article: Article, *, on: date) -> Iterator[Finding]:
    """Where the text names an organisation or a post otherwise than the registry does."""
    told = find_mentions(article)
    yield from check_official_names(article, told)
    yield from check_posts(article, {mention.organisation.pk: mention for mention in told})


def check_official_names(article: Article, told: list[OrganisationMention]) -> Iterator[Finding]:
    """An organisation stands in the text by its official name at least once."""
    for mention in told:
        if OFFICIAL in mention.names.values():
            continue
        used = next(iter(mention.names))
        official, language = text_in_language(mention.organisation, "name", article.language)
        if language == article.language and sum(used in other.names for other in told) == 1:
            said = _("“%(used)s” is not the official name on record, which is “%(name)s”.")
            yield _finding(
                said % {"used": used, "name": official},
                mention,
                next(iter(mention.paragraphs), None),
            )


def check_posts(article: Article, told: dict[int, OrganisationMention]) -> Iterator[Finding]:
    """A person stands in the text with the last post that the registry knows."""
    texts = html.paragraphs(article.body)
    for (person, pk), post in _last_posts(article, told).items():
        for number in told[pk].paragraphs:
            here = _post_here(
                texts[number - 1], person, told[pk], chinese=article.language == Language.CHINESE
            )
            if here and here not in post and post not in here:
                said = _(
                    "%(person)s is “%(here)s” here; the last known post at %(body)s is “%(post)s”."
                )
                values = {
                    "person": person,
                    "here": here,
                    "body": told[pk].organisation,
                    "post": post,
                }
                yield _finding(said % values, told[pk], number)


def _finding(sentence, mention: OrganisationMention, paragraph) -> Finding:
    return Finding(sentence, paragraph=paragraph, address=change_url(mention.organisation))


def _last_posts(article, told) -> dict[tuple[str, int], str]:
    """The last known post of each person at each of the organisations, in the language of the text."""
    side = "" if article.language == Language.CHINESE else "_en"
    rows = []
    for model, who, day in POST_PATHS:
        known = (
            model.objects.order_by()
            .filter(organisation__in=told)
            .exclude(**{f"post{side}": ""})
            .exclude(**{f"{who}{side}": ""})
        )
        rows += known.values_list(day, "pk", f"{who}{side}", "organisation", f"post{side}")
    return {(person, pk): post for _day, _row, person, pk, post in sorted(rows)}


def _post_here(paragraph, person, mention, *, chinese) -> str:
    """The post that the paragraph gives the person at the organisation; empty where it gives none."""
    name = re.escape(person)
    if not chinese:
        found = re.search(rf"\b{name}\s*,\s*(?:the\s+)?([^,.;]+)", paragraph)
        said = re.split(r"\s+(?:of|at|from)\s+", found[1])[0].strip() if found else ""
        return said if POST_PATTERN_EN.search(said) else ""
    found = re.search(rf"([^，。；：“”（）()\s]+)\s*{name}", paragraph)
    before = found[1] if found else ""
    used = next((each for each in mention.names if each in before), None)
    said = before.rpartition(used)[2] if used else ""
    return said if POST_PATTERN.search(said) else ""
