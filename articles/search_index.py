"""How articles are found: a work has one entry for both its languages, and another from each moment on that changes it."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby, pairwise

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Language, Outlet, TaggedArticle, Topic, TopicSlug, Version
from articles.models.version import NOT_CANCELLED
from portal.core import html
from portal.search import index_updates
from portal.search.registry import (
    SearchDocument,
    SearchFacet,
    SearchKind,
    register_facet,
    register_kind,
)

KIND = "article"


def register() -> None:
    """Have articles found, narrowed by their topics, and followed."""
    label = Article._meta.verbose_name
    register_kind(
        SearchKind(
            KIND,
            label,
            Article._meta.verbose_name_plural,
            "article",
            article_documents,
            indexed_works,
            has_names=False,
        )
    )
    register_facet(SearchFacet("tag", _("Topic"), topics_by_slug, "slug", current_slug))
    index_updates.track(
        KIND,
        {
            Article: lambda rows: rows.values_list("work", flat=True),
            Version: lambda rows: rows.values_list("article__work", flat=True),
            TaggedArticle: _works_of,
            Topic: lambda rows: _works_of(TaggedArticle.objects.filter(tag__in=rows)),
            Outlet: lambda rows: Version.objects.filter(outlet__in=rows).values_list(
                "article__work", flat=True
            ),
        },
    )


def indexed_works() -> QuerySet:
    """The works that have a signed text."""
    return (
        Article.objects.filter(signed__isnull=False)
        .order_by()
        .values_list("work", flat=True)
        .distinct()
    )


def topics_by_slug(slugs: Collection[str]) -> QuerySet[Topic]:
    """The topics of these short names."""
    return Topic.objects.filter(slug__in=slugs)


def current_slug(slug: str) -> str:
    """The present short name of a topic that bore this one; the same where no other is known."""
    if "\0" in slug:
        return slug
    former = TopicSlug.objects.filter(slug=slug).values_list("topic__slug", flat=True).first()
    return former or slug


def _works_of(items):
    tagged = items.filter(content_type=ContentType.objects.get_for_model(Article)).values(
        "object_id"
    )
    return Article.objects.filter(pk__in=tagged).order_by().values_list("work", flat=True)


def article_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The entries of these works from that moment on."""
    signed = Version.objects.filter(
        NOT_CANCELLED, article__work__in=keys, article__signed__isnull=False
    )
    lasting = signed.filter(Q(public_until__isnull=True) | Q(public_until__gt=at))
    versions = list(
        lasting.select_related("article", "outlet").order_by("article__work", "public_from", "pk")
    )
    slugs = _slugs({version.article_id for version in versions})
    for _work, texts in groupby(versions, key=lambda version: version.article.work):
        yield from _slices(list(texts), slugs, at)


def _slugs(articles):
    """The short names of the topics of each article."""
    items = TaggedArticle.objects.filter(
        content_type=ContentType.objects.get_for_model(Article), object_id__in=articles
    )
    found = {}
    for article, slug in items.order_by().values_list("object_id", "tag__slug"):
        found.setdefault(article, set()).add(slug)
    return found


def _slices(versions, slugs, at):
    """One entry for each span, from that moment on, in which the same texts of a work are public."""
    ends = {version.public_until for version in versions}
    moments = sorted({version.public_from for version in versions} | ends - {None})
    for began, ended in pairwise([*moments, None]):
        shown = [version for version in versions if _covers(version, began)]
        if shown and (ended is None or ended > at):
            yield _draft(shown, slugs, began, ended)


def _covers(version, moment):
    return version.public_from <= moment and (
        version.public_until is None or version.public_until > moment
    )


def _draft(versions, slugs, began, ended):
    sides = {version.article.language: version for version in versions}
    chinese = sides.get(Language.CHINESE) or versions[0]
    english = sides.get(Language.ENGLISH) or versions[0]
    texts = {
        f"{name}{suffix}": text
        for language, suffix in ((Language.CHINESE, ""), (Language.ENGLISH, "_en"))
        if language in sides
        for name, text in _texts(sides[language]).items()
    }
    return SearchDocument(
        KIND, chinese.article.work, chinese.article_id, english.article_id, day=chinese.article.listed_on,
        facets=frozenset(("tag", slug) for version in versions for slug in slugs.get(version.article_id, ())),
        public_from=began, public_until=ended, **texts,
    )  # fmt: skip


def _texts(version):
    """What a reader of the version reads, in the three places that count for the order of results."""
    points = [part for point in version.key_points for part in (point["group"], point["text"])]
    captions = [
        part for picture in version.pictures for part in (picture["caption"], picture["credit"])
    ]
    source = [
        version.source_as_printed,
        *([version.outlet.name, version.outlet.name_en] if version.outlet else ()),
    ]
    said = [
        html.plain_text(version.body),
        *captions,
        version.byline,
        version.dateline,
        version.editors,
        *source,
    ]
    return {
        "title": version.title,
        "summary": _lines(version.summary, version.kicker, *points),
        "body": _lines(*said),
    }


def _lines(*texts):
    return "\n".join(filter(None, texts))
