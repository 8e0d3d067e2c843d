"""The search page and what it offers while somebody types."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.listing.filters import FIRST_YEAR, LAST_YEAR, QUERY_LENGTH
from portal.listing.keyset import Page, link
from portal.search.facets import facet_names
from portal.search.registry import FACETS, KINDS
from portal.search.results import Found, current, search
from portal.search.suggestions import near, suggestions
from portal.search.tokenizer import parsed

ORDERS = (("relevance", _("by relevance")), ("date", _("by date")))
KEPT_FOR = 300  # seconds for which a browser may keep suggestions
NOTHING_TO_LOOK_UP = _("Type a letter, a digit or a Chinese character: there is nothing to look up in this.")


class SearchForm(forms.Form):
    """What is looked for, narrowed how, and in which order."""

    q = forms.CharField(label=_("Words, names or pinyin"), required=False, max_length=QUERY_LENGTH)
    kind = forms.CharField(label=_("Kind of record"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(self, data):
        super().__init__(data)
        for facet in FACETS.values():
            self.fields[facet.name] = forms.CharField(label=facet.label, required=False, max_length=100)

    def clean_q(self):
        """The query in its words; ValidationError where it has none."""
        text = self.cleaned_data["q"]
        query = parsed(text)
        if text and query is None:
            raise forms.ValidationError(NOTHING_TO_LOOK_UP)
        return query

    def clean_kind(self):
        """A kind that there is."""
        if (kind := self.cleaned_data["kind"]) and kind not in KINDS:
            self.refuse("kind")
        return kind

    def refuse(self, name):
        """Say beside the field that its value is none of the choices."""
        self.add_error(name, forms.ModelChoiceField.default_error_messages["invalid_choice"])

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The facets that narrow the results, each with its value."""
        values = {name: self.cleaned_data.get(name) for name in facet_names()}
        return current({name: str(value) for name, value in values.items() if value})


@require_safe
def results(request):
    """What the public may find for a query, a page at a time; near names and a way on where that is nothing."""
    form, at = SearchForm(request.GET), timezone.now()
    found, query = Found(Page([])), None
    if form.is_valid() and (query := form.cleaned_data["q"]):
        order = form.cleaned_data["sort"] or ORDERS[0][0]
        found = search(query, at=at, chosen=form.chosen, order=order, params=request.GET)
        for name in found.unknown:
            form.refuse(name)
    lost = query and not found.total and not form.errors
    context = {
        "form": form,
        "query": query,
        "found": found,
        "facets": [(form[name], found.choices.get(name, [])) for name in facet_names()],
        "narrowed": form.is_valid() and bool(form.chosen),
        "orders": _orders(request, form),
        "near": near(query, at=at) if lost else [],
    }
    return render(request, "site/search.html", context)


def _orders(request, form):
    """The two orders, each with the address that shows the results in it and whether this page does."""
    asked = (form.is_valid() and form.cleaned_data["sort"]) or ORDERS[0][0]
    return [(label, link(request.GET, sort=name), name == asked) for name, label in ORDERS]


@require_safe
def offered(request):
    """Records whose names begin like what was typed so far, as JSON; none for what cannot be looked up."""
    text = request.GET.get("q", "").strip()
    query = parsed(text) if len(text) <= QUERY_LENGTH else None
    rows = suggestions(query, at=timezone.now()) if query else []
    response = JsonResponse({"suggestions": [_as_json(row) for row in rows]})
    patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return response


def _as_json(row):
    """A suggestion; its title in pieces, each with whether it is marked."""
    return {"title": row.title.pieces, "language": row.title.language, "kind": str(row.label), "address": row.address}
