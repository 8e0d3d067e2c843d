"""The search page and what it offers while somebody types."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.listing.filters import MAX_QUERY_LENGTH, MAX_YEAR, MIN_YEAR
from portal.listing.keyset import KeysetPage, querystring
from portal.search.facets import facet_names
from portal.search.registry import SEARCH_FACETS, SEARCH_KINDS
from portal.search.results import SearchPage, resolve_former_values, search
from portal.search.suggestions import similar_names, suggestions
from portal.search.tokenizer import parse_query

SORT_CHOICES = (("relevance", _("by relevance")), ("date", _("by date")))
SUGGESTIONS_MAX_AGE = 300  # seconds for which a browser may keep suggestions
UNSEARCHABLE_MESSAGE = _(
    "Type a letter, a digit or a Chinese character: there is nothing to look up in this."
)


class SearchForm(forms.Form):
    """What is looked for, narrowed how, and in which order."""

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
                label=facet.label, required=False, max_length=100
            )

    def clean_q(self):
        """The query in its words; ValidationError where it has none."""
        text = self.cleaned_data["q"]
        query = parse_query(text)
        if text and query is None:
            raise forms.ValidationError(UNSEARCHABLE_MESSAGE)
        return query

    def clean_kind(self):
        """A kind that there is."""
        if (kind := self.cleaned_data["kind"]) and kind not in SEARCH_KINDS:
            self.add_choice_error("kind")
        return kind

    def add_choice_error(self, name):
        """Say beside the field that its value is none of the choices."""
        self.add_error(name, forms.ModelChoiceField.default_error_messages["invalid_choice"])

    @cached_property
    def selected_facets(self) -> dict[str, str]:
        """The facets that narrow the results, each with its value."""
        values = {name: self.cleaned_data.get(name) for name in facet_names()}
        return resolve_former_values({name: str(value) for name, value in values.items() if value})


@require_safe
def search_page(request):
    """What the public may find for a query, a page at a time; near names and a way on where that is nothing."""
    form, at = SearchForm(request.GET), timezone.now()
    found, query = SearchPage(KeysetPage([])), None
    if form.is_valid() and (query := form.cleaned_data["q"]):
        order = form.cleaned_data["sort"] or SORT_CHOICES[0][0]
        found = search(query, at=at, chosen=form.selected_facets, order=order, params=request.GET)
        for name in found.unknown_facets:
            form.add_choice_error(name)
    lost = query and not found.total and not form.errors
    context = {
        "form": form,
        "query": query,
        "found": found,
        "facets": [(form[name], found.choices.get(name, [])) for name in facet_names()],
        "narrowed": form.is_valid() and bool(form.selected_facets),
        "orders": _orders(request, form),
        "near": similar_names(query, at=at) if lost else [],
    }
    return render(request, "site/search.html", context)


def _orders(request, form):
    """The two orders, each with the address that shows the results in it and whether this page does."""
    asked = (form.is_valid() and form.cleaned_data["sort"]) or SORT_CHOICES[0][0]
    return [
        (label, querystring(request.GET, sort=name), name == asked) for name, label in SORT_CHOICES
    ]


@require_safe
def search_suggestions(request):
    """Records whose names begin like what was typed so far, as JSON; none for what cannot be looked up."""
    text = request.GET.get("q", "").strip()
    query = parse_query(text) if len(text) <= MAX_QUERY_LENGTH else None
    rows = suggestions(query, at=timezone.now()) if query else []
    response = JsonResponse({"suggestions": [_as_json(row) for row in rows]})
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_MAX_AGE)
    return response


def _as_json(row):
    """A suggestion; its title in pieces, each with whether it is marked."""
    return {
        "title": row.title.pieces,
        "language": row.title.language,
        "kind": str(row.label),
        "address": row.address,
    }
