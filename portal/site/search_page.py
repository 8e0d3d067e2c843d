"""The search page, and the suggestions while somebody types."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.listing.choices import MIN_YEAR
from portal.listing.filters import MAX_QUERY_LENGTH, MAX_YEAR
from portal.listing.keyset import KeysetPage, querystring
from portal.search.facets import facet_names
from portal.search.registry import SEARCH_FACETS, SEARCH_KINDS
from portal.search.results import SearchPage, resolve_former_values, search
from portal.search.suggestions import similar_names, suggestions
from portal.search.tokenizer import parse_query

SORT_CHOICES = (("relevance", _("by relevance")), ("date", _("by date")))
DEFAULT_SORT = "relevance"
MAX_FACET_LENGTH = 100
SUGGESTIONS_MAX_AGE = 300  # seconds for which a browser may keep suggestions
UNSEARCHABLE_MESSAGE = _(
    "Type a letter, a digit or a Chinese character: there is nothing to look up in this."
)


class SearchForm(forms.Form):
    """The query, the facets that narrow its results, and their order."""

    q = forms.CharField(
        label=_("Words, names or pinyin"), required=False, max_length=MAX_QUERY_LENGTH
    )
    kind = forms.CharField(label=_("Kind of record"), required=False)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=MIN_YEAR, max_value=MAX_YEAR
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORT_CHOICES)

    def __init__(self, data):
        super().__init__(data)
        for facet in SEARCH_FACETS.values():
            self.fields[facet.name] = forms.CharField(
                label=facet.label, required=False, max_length=MAX_FACET_LENGTH
            )

    def clean_q(self):
        """Return the parsed query; raise ValidationError where there is nothing to search by."""
        text = self.cleaned_data["q"]
        query = parse_query(text)
        if text and query is None:
            raise forms.ValidationError(UNSEARCHABLE_MESSAGE)
        return query

    def clean_kind(self):
        """Return the kind; add an error where it does not exist."""
        kind = self.cleaned_data["kind"]
        if kind and kind not in SEARCH_KINDS:
            self.add_choice_error("kind")
        return kind

    def add_choice_error(self, name):
        """Add the error that the field's value is none of the choices."""
        self.add_error(name, forms.ModelChoiceField.default_error_messages["invalid_choice"])

    @cached_property
    def selected_facets(self) -> dict[str, str]:
        """The facets that narrow the results, each with its value."""
        values = {}
        for name in facet_names():
            value = self.cleaned_data.get(name)
            if value:
                values[name] = str(value)
        return resolve_former_values(values)

    @property
    def selected_sort(self) -> str:
        """The order of the results; the default where none is chosen or the form has errors."""
        sort = self.cleaned_data["sort"] if self.is_valid() else ""
        return sort or DEFAULT_SORT


@require_safe
def search_page(request):
    """Show a page of public results for a query; similar names where there is none."""
    form = SearchForm(request.GET)
    now = timezone.now()
    query = form.cleaned_data["q"] if form.is_valid() else None
    results = _search(form, query, params=request.GET, at=now)
    context = {
        "form": form,
        "query": query,
        "results": results,
        "facets": [(form[name], results.choices.get(name, [])) for name in facet_names()],
        "is_filtered": form.is_valid() and bool(form.selected_facets),
        "orders": _sort_links(request, form),
        "similar_names": [],
    }
    if query and not results.total and not form.errors:
        context["similar_names"] = similar_names(query, at=now)
    return render(request, "site/search.html", context)


def _search(form, query, *, params, at) -> SearchPage:
    """Return the results, and add an error to the form for each facet value that does not exist."""
    if not query:
        return SearchPage(KeysetPage([]))
    results = search(
        query, at=at, chosen=form.selected_facets, order=form.selected_sort, params=params
    )
    for name in results.unknown_facets:
        form.add_choice_error(name)
    return results


def _sort_links(request, form) -> list[tuple]:
    """Return each order's label, its address, and whether the page is in it."""
    selected = form.selected_sort
    return [
        (label, querystring(request.GET, sort=name), name == selected)
        for name, label in SORT_CHOICES
    ]


@require_safe
def search_suggestions(request):
    """Return records whose names begin with what was typed, as JSON; none for what cannot be searched."""
    text = request.GET.get("q", "").strip()
    query = parse_query(text) if len(text) <= MAX_QUERY_LENGTH else None
    rows = suggestions(query, at=timezone.now()) if query else []
    response = JsonResponse({"suggestions": [_suggestion_json(row) for row in rows]})
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_MAX_AGE)
    return response


def _suggestion_json(row) -> dict:
    """Return a suggestion as JSON; its title is in pieces, each with whether it is marked."""
    return {
        "title": row.title.pieces,
        "language": row.title.language,
        "kind": str(row.label),
        "address": row.address,
    }
