"""The search documents of articles.

A work has one document for both its languages, and one for each span of time in which the same
versions of it are public.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby, pairwise

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.figures import hidden_files
from articles.models import (
    Article,
    Language,
    MediaItem,
    Outlet,
    Picture,
    TaggedArticle,
    Topic,
    TopicSlug,
    Version,
)
from articles.models.version import NOT_CANCELLED
from articles.printed_roles import printed_names
from portal.core import html
from portal.core.names import CHINESE, ENGLISH, join_list
from portal.search import index_updates
from portal.search.registry import (
    ListPlace,
    SearchDocument,
    SearchFacet,
    SearchKind,
    register_facet,
    register_kind,
)

KIND = "article"


def register() -> None:
    """Register the search kind, the topic facet and the index dependencies of articles."""
    register_kind(
        SearchKind(
            KIND,
            Article._meta.verbose_name,
            Article._meta.verbose_name_plural,
            "article",
            article_documents,
            indexed_works,
            has_names=False,
        )
    )
    register_facet(SearchFacet("tag", _("Topic"), topics_by_slug, "slug", current_slug))
    # How a changed row leads to the works whose documents it changes
    index_updates.track(
        KIND,
        {
            Article: lambda rows: rows.values_list("work", flat=True),
            Version: lambda rows: rows.values_list("article__work", flat=True),
            TaggedArticle: _works_of_tagged,
            Topic: _works_of_topics,
            Outlet: _works_of_outlets,
            MediaItem: _works_of_media,
        },
    )


def _works_of_tagged(items: QuerySet[TaggedArticle]) -> QuerySet:
    content_type = ContentType.objects.get_for_model(Article)
    articles = items.filter(content_type=content_type).values("object_id")
    return Article.objects.filter(pk__in=articles).order_by().values_list("work", flat=True)


def _works_of_topics(topics: QuerySet[Topic]) -> QuerySet:
    return _works_of_tagged(TaggedArticle.objects.filter(tag__in=topics))


def _works_of_outlets(outlets: QuerySet[Outlet]) -> QuerySet:
    versions = Version.objects.filter(outlet__in=outlets)
    return versions.values_list("article__work", flat=True)


def _works_of_media(items: QuerySet[MediaItem]) -> QuerySet:
    articles = Picture.history.filter(media__in=items.values("pk")).values("article")
    return Article.objects.filter(pk__in=articles).order_by().values_list("work", flat=True)


def indexed_works() -> QuerySet:
    """The works that have a signed text."""
    signed = Article.objects.filter(signed__isnull=False).order_by()
    return signed.values_list("work", flat=True).distinct()


def topics_by_slug(slugs: Collection[str]) -> QuerySet[Topic]:
    """The topics with these slugs."""
    return Topic.objects.filter(slug__in=slugs)


def current_slug(slug: str) -> str:
    """The present slug of the topic that had this one; the same slug if no topic had it."""
    if "\0" in slug:  # PostgreSQL refuses it in a query
        return slug
    former = TopicSlug.objects.filter(slug=slug).values_list("topic__slug", flat=True)
    return former.first() or slug


def article_documents(keys: Collection[int], at: datetime) -> Iterator[SearchDocument]:
    """The documents of these works from that moment on."""
    signed = Version.objects.filter(
        NOT_CANCELLED, article__work__in=keys, article__signed__isnull=False
    )
    not_ended = signed.filter(Q(public_until__isnull=True) | Q(public_until__gt=at))
    rows = not_ended.select_related("article", "outlet")
    versions = list(rows.order_by("article__work", "public_from", "pk"))
    topics = _topics({version.article_id for version in versions})
    for _work, of_work in groupby(versions, key=lambda version: version.article.work):
        yield from _work_documents(list(of_work), topics, at)


def _topics(articles: set[int]) -> dict[int, set[tuple[int, str]]]:
    """The keys and slugs of the topics of each article, by its key."""
    items = TaggedArticle.objects.filter(
        content_type=ContentType.objects.get_for_model(Article), object_id__in=articles
    )
    topics = {}
    for article, key, slug in items.order_by().values_list("object_id", "tag", "tag__slug"):
        topics.setdefault(article, set()).add((key, slug))
    return topics


def _work_documents(versions, topics, at) -> Iterator[SearchDocument]:
    """One document for each span, not ended by that moment, in which the same versions are public."""
    starts = {version.public_from for version in versions}
    ends = {version.public_until for version in versions} - {None}
    for begins, ends_at in pairwise([*sorted(starts | ends), None]):
        public = [version for version in versions if _is_public_at(version, begins)]
        if public and (ends_at is None or ends_at > at):
            yield _document(public, topics, begins, ends_at)


def _is_public_at(version, moment) -> bool:
    if version.public_from > moment:
        return False
    return version.public_until is None or version.public_until > moment


def _document(versions, topics, begins, ends) -> SearchDocument:
    """The document of a work while these versions, at most one for each language, are public."""
    by_language = {version.article.language: version for version in versions}
    chinese = by_language.get(Language.CHINESE, versions[0])
    english = by_language.get(Language.ENGLISH, versions[0])
    texts = {}
    for language, suffix in ((Language.CHINESE, ""), (Language.ENGLISH, "_en")):
        if language in by_language:
            for name, text in _texts(by_language[language]).items():
                texts[f"{name}{suffix}"] = text
    facets = set()
    for version in versions:
        facets.update(("tag", slug) for _key, slug in topics.get(version.article_id, ()))
    return SearchDocument(
        KIND,
        chinese.article.work,
        chinese.article_id,
        english.article_id,
        day=chinese.article.listed_on,
        facets=frozenset(facets),
        public_from=begins,
        public_until=ends,
        places=_list_places(chinese, english, topics),
        **texts,
    )


def _list_places(chinese, english, topics) -> tuple[ListPlace, ...]:
    """The places of a work in the lists: one where the pages of both languages show the same text."""
    if chinese == english:
        return (_list_place(chinese, (CHINESE, ENGLISH), topics),)
    return (
        _list_place(chinese, (CHINESE,), topics),
        _list_place(english, (ENGLISH,), topics),
    )


def _list_place(version, languages, topics) -> ListPlace:
    article = version.article
    choices = [f"language:{article.language}", f"year:{article.listed_on.year}"]
    choices += [f"topic:{key}" for key, _slug in topics.get(article.pk, ())]
    if article.column_id:
        choices.append(f"column:{article.column_id}")
    if version.outlet_id:
        choices.append(f"outlet:{version.outlet_id}")
    return ListPlace(languages, article.pk, str(article.listed_on), tuple(sorted(choices)))


def _texts(version) -> dict[str, str]:
    """The text of a version in the three fields that the ranking weights."""
    points = []
    for point in version.key_points:
        points += [point["group"], point["text"]]
    captions = []
    hidden = hidden_files(picture["file"] for picture in version.pictures)
    for picture in version.pictures:
        if picture["file"] not in hidden:
            captions += [picture["caption"], picture["credit"]]
    outlet_names = []
    if version.outlet:
        outlet_names = [version.outlet.name, version.outlet.name_en]
    return {
        "title": version.title,
        "summary": _join_lines(version.summary, version.kicker, *points),
        "body": _join_lines(
            html.plain_text(version.body),
            *captions,
            version.byline,
            version.dateline,
            join_list(printed_names(version.editors), CHINESE),
            version.source_as_printed,
            *outlet_names,
        ),
    }


def _join_lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
