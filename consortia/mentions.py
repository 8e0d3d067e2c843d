"""The organisations that a text names: by their official names and by every other name on record."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from django.db.models import F, TextField, Value
from django.db.models.functions import StrIndex

from articles.models import Article
from consortia.models import Organisation, OrganisationName, OrganisationNameKind
from portal.core import html

OFFICIAL = OrganisationNameKind.OFFICIAL


@dataclass
class OrganisationMention:
    """An organisation that a text names, the names used with their kinds, and the first name in each paragraph that has one."""

    organisation: Organisation
    names: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[int, str] = field(default_factory=dict)


def find_mentions(article: Article) -> list[OrganisationMention]:
    """The organisations that the stored text names, in the order of their first paragraph; headings and tables come last."""
    bearers = _bearers(_whole(article))
    bodies = Organisation.objects.in_bulk({pk for kinds in bearers.values() for pk in kinds})
    told = {}
    for number, name in _found(article, bearers):
        for pk, kind in bearers[name].items():
            mention = told.setdefault(pk, OrganisationMention(bodies[pk]))
            mention.names[name] = kind
            if number:
                mention.paragraphs.setdefault(number, name)
    return list(told.values())


def _whole(article):
    body = unescape(html.TAG.sub("\n", article.body))
    return "\n".join([article.title, article.summary, body, *html.paragraphs(article.body)])


def _bearers(text) -> dict[str, dict[int, str]]:
    """The names on record that occur in the text: who bears them, and as which kind of name. Three queries."""
    inside = StrIndex(Value(text, TextField()), F("looked_for"))
    bearers = defaultdict(dict)
    rows = [
        *_rows(OrganisationName.objects, "text", inside).values_list(
            "text", "organisation", "kind"
        ),
        *_rows(Organisation.objects, "name", inside).values_list("name", "pk", Value(OFFICIAL)),
        *_rows(Organisation.objects, "name_en", inside).values_list(
            "name_en", "pk", Value(OFFICIAL)
        ),
    ]
    for name, pk, kind in rows:
        bearers[name][pk] = kind if bearers[name].get(pk) != OFFICIAL else OFFICIAL
    return {name: kinds for name, kinds in bearers.items() if len(name) > 1}


def _rows(rows, column, inside):
    return (
        rows.order_by()
        .exclude(**{column: ""})
        .annotate(looked_for=F(column), place=inside)
        .filter(place__gt=0)
    )


def _found(article, names) -> Iterator[tuple[int | None, str]]:
    """Each place of a name: the longest name wins, so that a name inside another one is not found."""
    if not names:
        return
    either = re.compile("|".join(_bounded(name) for name in sorted(names, key=len, reverse=True)))
    for number, paragraph in enumerate(html.paragraphs(article.body), 1):
        yield from ((number, match.group()) for match in either.finditer(paragraph))
    yield from ((None, match.group()) for match in either.finditer(_whole(article)))


def _bounded(name):
    """The name as a pattern; one in Latin letters is not a part of a word."""
    before = r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{before}{re.escape(name)}{after}"
