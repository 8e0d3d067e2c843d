"""The filters of the article list."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Column, Language, Outlet, Topic
from articles.search_index import current_slug
from portal.listing.filters import ListFacet, ListFilterSet, RelatedRecordFilter, YearFilter


def _used_by_articles(model, path):
    """A callable for the choices that public articles use; `path` leads from an article to them."""

    def choices(_request):
        articles = Article.objects.published().filter(**{path: OuterRef("pk")})
        return model.objects.filter(Exists(articles))

    return choices


class TopicFilter(RelatedRecordFilter):
    """Filter by topic; a slug may be longer than the integer field of the base class allows."""

    field_class = django_filters.fields.ModelChoiceField


class ArticleFilter(ListFilterSet):
    """Filter public articles by column, year, topic, outlet and language."""

    column = django_filters.ModelChoiceFilter(
        queryset=_used_by_articles(Column, "column"), to_field_name="slug", label=_("Column")
    )
    year = YearFilter("listed_on", label=_("Year"))
    topic = TopicFilter(
        field_name="tags",
        queryset=_used_by_articles(Topic, "tags"),
        to_field_name="slug",
        label=_("Topic"),
    )
    outlet = django_filters.ModelChoiceFilter(
        queryset=_used_by_articles(Outlet, "public_version__outlet"),
        field_name="public_version__outlet",
        label=_("Outlet"),
    )
    language = django_filters.ChoiceFilter(
        choices=Language.choices, label=_("Language of the text")
    )

    record_kind = "article"
    facets = {
        "column": ListFacet("column__slug", label_path="column", named_by=Column),
        "year": ListFacet("listed_on", year=True),
        "topic": ListFacet("tags__slug", label_path="tags", named_by=Topic),
        "outlet": ListFacet(
            "public_version__outlet", label_path="public_version__outlet", named_by=Outlet
        ),
        "language": ListFacet("language"),
    }

    def __init__(self, data=None, **options):
        if data and data.get("topic"):
            data = data.copy()
            data["topic"] = current_slug(data["topic"])
        super().__init__(data, **options)

    def filter_contains(self, queryset, name, value):
        """Filter by words in the public title or summary; the join yields one version at most."""
        return queryset.filter(
            Q(public_version__title__icontains=value) | Q(public_version__summary__icontains=value)
        )
