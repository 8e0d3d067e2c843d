"""The filters of the article list."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Column, Language, Outlet, Topic
from articles.search_index import current_slug
from portal.listing.filters import ListFacet, ListFilterSet, RelatedRecordFilter, YearFilter


def _used(model, path):
    """The records that public articles use, by the path that leads from an article to them."""

    def used(_request):
        articles = Article.objects.published().filter(**{path: OuterRef("pk")})
        return model.objects.filter(Exists(articles))

    return used


class TopicFilter(RelatedRecordFilter):
    """The texts that carry the chosen topic; a short name may be longer than any number."""

    field_class = django_filters.fields.ModelChoiceField


class ArticleFilter(ListFilterSet):
    """Public articles by where they stand, when they came out, what they are about and who published them."""

    column = django_filters.ModelChoiceFilter(
        queryset=_used(Column, "column"), to_field_name="slug", label=_("Column")
    )
    year = YearFilter("listed_on", label=_("Year"))
    topic = TopicFilter(
        field_name="tags", queryset=_used(Topic, "tags"), to_field_name="slug", label=_("Topic")
    )
    outlet = django_filters.ModelChoiceFilter(
        queryset=_used(Outlet, "public_version__outlet"),
        field_name="public_version__outlet",
        label=_("Outlet"),
    )
    language = django_filters.ChoiceFilter(
        choices=Language.choices, label=_("Language of the text")
    )

    facets = {
        "column": ListFacet("column__slug", names="column"),
        "year": ListFacet("listed_on", year=True),
        "topic": ListFacet("tags__slug", names="tags"),
        "outlet": ListFacet("public_version__outlet", names="public_version__outlet"),
        "language": ListFacet("language"),
    }

    def __init__(self, data=None, **options):
        if data and data.get("topic"):
            data = data.copy()
            data["topic"] = current_slug(data["topic"])
        super().__init__(data, **options)

    def filter_contains(self, queryset, name, value):
        """The texts of which the public title or summary holds the words; a text has one public version at most."""
        return queryset.filter(
            Q(public_version__title__icontains=value) | Q(public_version__summary__icontains=value)
        )
