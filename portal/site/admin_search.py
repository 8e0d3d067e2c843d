"""One search over everything in the admin: the lists that a person may see, each with its first hits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin import AdminSite, ModelAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.http import urlencode

from portal.core.dashboard_panel import change_url, changelist_url

APPS = ("articles", "consortia")
SHOWN_HITS = 8  # of each list
MAX_LENGTH = 100  # characters of what is searched for


@dataclass(frozen=True)
class FoundRecords:
    """The first hits of one list as text and address; `list_address` leads to all, "" if these are all."""

    title: str
    rows: list[tuple[str, str]]
    list_address: str


def search_admin(site: AdminSite, request: HttpRequest, text: str) -> list[FoundRecords]:
    """Return the hits in each list of articles and records that the person may see."""
    text = text.strip()[:MAX_LENGTH]
    if not text:
        return []
    found = (_search_list(request, model_admin, text) for model_admin in _searched(site, request))
    return [records for records in found if records.rows]


def _searched(site: AdminSite, request: HttpRequest) -> Iterator[ModelAdmin]:
    """Yield the main lists that can be searched, in the order of the start page."""
    for model, model_admin in site._registry.items():
        is_main = model._meta.app_label in APPS and not getattr(model_admin, "is_detail", False)
        if is_main and model_admin.search_fields and model_admin.has_view_permission(request):
            yield model_admin


def _search_list(request: HttpRequest, model_admin: ModelAdmin, text: str) -> FoundRecords:
    model: type[models.Model] = model_admin.model
    hits, _ = model_admin.get_search_results(request, model_admin.get_queryset(request), text)
    keys = list(dict.fromkeys(hits.values_list("pk", flat=True)[: SHOWN_HITS * 4]))
    records = model_admin.get_queryset(request).in_bulk(keys[:SHOWN_HITS])
    rows = [(str(records[key]), change_url(records[key])) for key in keys[:SHOWN_HITS]]
    query = urlencode({"q": text})
    return FoundRecords(
        title=str(model._meta.verbose_name_plural),
        rows=rows,
        list_address=f"{changelist_url(model)}?{query}" if len(keys) > SHOWN_HITS else "",
    )
