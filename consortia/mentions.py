"""Mentions of organisations in a text, by official names and aliases."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import StrIndex

from articles.models import Article
from consortia.models import Organisation, OrganisationName, OrganisationNameKind
from portal.core import html

OFFICIAL = OrganisationNameKind.OFFICIAL
MIN_NAME_LENGTH = 2

NameKinds = dict[
    str, dict[int, str]
]  # by name: the keys of the organisations with it, and the kind of name


@dataclass
class OrganisationMention:
    """An organisation in a text: the names used with their kinds, the first name in each paragraph."""

    organisation: Organisation
    names: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[int, str] = field(default_factory=dict)


def find_mentions(article: Article) -> list[OrganisationMention]:
    """The organisations in the text, stored or typed, in the order of their first paragraph.

    Then those in headings, tables, key points and captions.
    """
    full_text = _full_text(article)
    name_kinds = _names_in(full_text)
    keys = {pk for kinds in name_kinds.values() for pk in kinds}
    organisations = Organisation.objects.in_bulk(keys)
    mentions: dict[int, OrganisationMention] = {}
    for number, name in _occurrences(article, full_text, name_kinds):
        for pk, kind in name_kinds[name].items():
            mention = mentions.setdefault(pk, OrganisationMention(organisations[pk]))
            mention.names[name] = kind
            if number is not None:
                mention.paragraphs.setdefault(number, name)
    return list(mentions.values())


def _full_text(article: Article) -> str:
    """All words of the text: its head, the body with headings and tables, its key points and captions."""
    body = unescape(html.TAG.sub("\n", article.body))
    points = [point.text for point in article.present_key_points()]
    captions = [picture.caption for picture in article.present_pictures()]
    paragraphs = html.paragraphs(article.body)
    return "\n".join([article.title, article.summary, body, *paragraphs, *points, *captions])


def _names_in(text: str) -> NameKinds:
    """The names on record that occur in the text. Three queries."""
    aliases = _rows_in_text(OrganisationName.objects.all(), "text", text)
    chinese = _rows_in_text(Organisation.objects.all(), "name", text)
    english = _rows_in_text(Organisation.objects.all(), "name_en", text)
    rows = [
        *aliases.values_list("text", "organisation", "kind"),
        *chinese.values_list("name", "pk", Value(OFFICIAL)),
        *english.values_list("name_en", "pk", Value(OFFICIAL)),
    ]
    name_kinds: NameKinds = defaultdict(dict)
    for name, pk, kind in rows:
        is_official = name_kinds[name].get(pk) == OFFICIAL
        if not is_official:
            name_kinds[name][pk] = kind
    return {name: kinds for name, kinds in name_kinds.items() if len(name) >= MIN_NAME_LENGTH}


def _rows_in_text(rows: QuerySet, column: str, text: str) -> QuerySet:
    """The rows whose value in the column occurs in the text."""
    position = StrIndex(Value(text, TextField()), F("searched_value"))
    return (
        rows.order_by()
        .exclude(**{column: ""})
        .annotate(searched_value=F(column), match_position=position)
        .filter(match_position__gt=0)
    )


def _occurrences(
    article: Article, full_text: str, names: Iterable[str]
) -> Iterator[tuple[int | None, str]]:
    """Yield (paragraph number, name) for each occurrence, then those in the full text with None.

    The longest name wins, so a name inside another one does not count.
    """
    if not names:
        return
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(_name_pattern(name) for name in longest_first))
    for number, paragraph in enumerate(html.paragraphs(article.body), 1):
        for match in pattern.finditer(paragraph):
            yield number, match.group()
    for match in pattern.finditer(full_text):
        yield None, match.group()


def _name_pattern(name: str) -> str:
    """The name as a regular expression; a Latin name must not be part of a longer word."""
    before = r"(?<![A-Za-z0-9])" if _is_latin(name[0]) else ""
    after = r"(?![A-Za-z0-9])" if _is_latin(name[-1]) else ""
    return f"{before}{re.escape(name)}{after}"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
