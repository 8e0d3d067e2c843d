"""Likely duplicates in the admin: list, decisions on pairs, and a warning for new records."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from consortia.admin.merge_forms import parse_pk
from consortia.admin.user_limits import ConsortiumLimitMixin
from consortia.duplicates import DistinctPairRefused, find_duplicates, mark_distinct
from consortia.matching import Candidate, OrganisationLookup
from consortia.matching.conferences import conference_candidates
from consortia.models import Conference, Organisation, OrganisationKind, Region
from consortia.models.user_limits import may_edit
from portal.audit.history_admin import HistoryAdmin
from portal.core import partial_dates
from portal.core.admin import ReadOnlyAdminMixin, change_link, fieldset
from portal.core.dashboard_panel import change_url
from portal.core.names import user_display_name

PER_PAGE = 50
DUPLICATE_KINDS = {"organisation": Organisation, "conference": Conference}


class DistinctPairAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Admin of pairs marked as distinct, with the list of likely duplicates."""

    is_detail = True
    list_display = ("__str__", "content_type", "at", "who", "why")
    list_select_related = ("content_type", "by")
    list_filter = (("content_type", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("why",)
    actions = None
    readonly_fields = ("one_link", "other_link", "who")
    change_list_template = "admin/consortia/duplicates/change_list.html"
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "Two records that look alike and are two. They are not proposed as twins again."
            ),
            "one_link",
            "other_link",
            "at",
            "who",
            "why",
        ),
    )

    def has_delete_permission(self, request, obj=None):
        """Check the permission and, for a pair, the limits on both its records."""
        if not request.user.has_perm("consortia.delete_distinctpair"):
            return False
        return obj is None or may_edit(request.user, obj)

    def get_queryset(self, request):
        """Prefetch both records of each pair."""
        return super().get_queryset(request).prefetch_related("one", "other")

    def get_urls(self):
        """Add the list of likely duplicates and the view that marks a pair as distinct."""
        view = self.admin_site.admin_view
        urls = [
            path("likely/", view(self.likely_view), name="consortia_distinctpair_likely"),
            path(
                "apart/", view(require_POST(self.apart_view)), name="consortia_distinctpair_apart"
            ),
        ]
        return [*urls, *super().get_urls()]

    @admin.display(description=gettext_lazy("the one"))
    def one_link(self, pair):
        """A link to the one record."""
        return change_link(pair.one)

    @admin.display(description=gettext_lazy("the other"))
    def other_link(self, pair):
        """A link to the other record."""
        return change_link(pair.other)

    @admin.display(description=gettext_lazy("by"), ordering="by")
    def who(self, pair):
        """The user who decided."""
        return user_display_name(pair.by)

    def likely_view(self, request: HttpRequest) -> HttpResponse:
        """List the likely duplicates, each pair with the reason."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(find_duplicates(), PER_PAGE).get_page(request.GET.get("p"))
        rows = [
            (pair, change_url(pair.model(pk=pair.one)), change_url(pair.model(pk=pair.other)))
            for pair in page
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Likely twins"),
            "opts": self.opts,
            "media": self.media + Media(css={"all": ["consortia/merging.css"]}),
            "page": page,
            "rows": rows,
            "may_merge": request.user.has_perm("consortia.add_merge"),
            "may_decide": request.user.has_perm("consortia.add_distinctpair"),
        }
        return TemplateResponse(request, "admin/consortia/duplicates/likely.html", context)

    def apart_view(self, request: HttpRequest) -> HttpResponse:
        """Mark a pair as distinct, with the reason, and return to the list."""
        model = DUPLICATE_KINDS.get(request.POST.get("kind", ""), Organisation)
        first = get_object_or_404(model, pk=parse_pk(request.POST.get("one", "")))
        second = get_object_or_404(model, pk=parse_pk(request.POST.get("other", "")))
        if not _may_mark_distinct(request.user, first, second):
            raise PermissionDenied
        try:
            mark_distinct(first, second, by=request.user, why=request.POST.get("why", ""))
        except DistinctPairRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, _("“%(one)s” and “%(other)s” are two.") % {"one": first, "other": second}
            )
        return redirect("admin:consortia_distinctpair_likely")


def _may_mark_distinct(user, first, second) -> bool:
    if not user.has_perm("consortia.add_distinctpair"):
        return False
    return may_edit(user, first) and may_edit(user, second)


class RejectedAliasAdmin(ReadOnlyAdminMixin, ConsortiumLimitMixin, HistoryAdmin):
    """Admin of names that were rejected as aliases of an organisation."""

    is_detail = True
    list_display = ("printed", "organisation", "at", "who", "why")
    list_select_related = ("organisation", "by")
    search_fields = ("printed", "why", "organisation__name", "organisation__name_en")
    actions = None
    readonly_fields = ("who",)
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "A name that an editor said means another body. It is not matched with this one again."
            ),
            "printed",
            "organisation",
            "at",
            "who",
            "why",
        ),
    )

    @admin.display(description=gettext_lazy("by"), ordering="by")
    def who(self, decision):
        """The user who decided."""
        return user_display_name(decision.by)


# Warning on the form of a new record


def find_similar_records(model, values: dict) -> list[Candidate]:
    """Find the records that a new one with these values may duplicate, each once."""
    names = [values[name] for name in ("name", "name_en") if values.get(name)]
    find = _similar_organisations if model is Organisation else _similar_conferences
    unique = {candidate.pk: candidate for candidate in reversed(find(names, values))}
    return list(reversed(unique.values()))


def _similar_organisations(names, values) -> list[Candidate]:
    lookup = OrganisationLookup.load()
    region = values.get("region")
    kind = values.get("kind") or ""
    if kind == OrganisationKind.OTHER:
        kind = ""
    candidates: list[Candidate] = []
    for name in names:
        candidates += lookup.candidates(name, kind=kind, place=region.name if region else "")
    return candidates


def _similar_conferences(names, values) -> list[Candidate]:
    dates = values.get("dates") or ""
    candidates: list[Candidate] = []
    for name in names:
        candidates += conference_candidates(name=name, dates=dates, region=values.get("region"))
    return candidates


class DuplicateWarningFormMixin:
    """Form mixin for new records: likely duplicates must be confirmed before saving."""

    def clean(self):
        """Raise ValidationError with unconfirmed likely duplicates and a checkbox."""
        values = super().clean() or self.cleaned_data
        if self.instance.pk is not None or self.errors:
            return values
        candidates = find_similar_records(self._meta.model, values)
        confirmed = set(self.data.getlist("not_twins"))
        if any(str(candidate.pk) not in confirmed for candidate in candidates):
            raise ValidationError(_render_warning(self._meta.model, candidates), code="twins")
        return values


def _render_warning(model, candidates) -> str:
    rows = [(candidate, change_url(model(pk=candidate.pk))) for candidate in candidates]
    return render_to_string("admin/consortia/duplicates/_warning.html", {"rows": rows})


class DuplicateWarningAdminMixin:
    """Admin mixin: warns of likely duplicates while a record is typed, and before it is saved."""

    duplicate_fields = ("name", "name_en", "region")

    def get_urls(self):
        """Add the JSON view that the form queries while it is filled in."""
        view = self.admin_site.admin_view(require_safe(self.alike_view))
        return [
            path("alike/", view, name=f"consortia_{self.opts.model_name}_alike"),
            *super().get_urls(),
        ]

    def alike_view(self, request: HttpRequest) -> JsonResponse:
        """Return the likely duplicates of the query values as JSON: name, address and reason of each."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        values = {name: request.GET.get(name, "")[:300] for name in self.duplicate_fields}
        values["region"] = Region.objects.filter(pk=parse_pk(values["region"])).first()
        candidates = []
        if _is_date_or_blank(values.get("dates", "")):
            candidates = find_similar_records(self.model, values)
        rows = [
            {
                "name": candidate.name or candidate.name_en,
                "address": change_url(self.model(pk=candidate.pk)),
                "reason": candidate.reason,
            }
            for candidate in candidates
        ]
        return JsonResponse({"title": _("On record already?"), "twins": rows})

    def get_form(self, request, obj=None, **options):
        """The form class; with DuplicateWarningFormMixin for a new record."""
        form = super().get_form(request, obj, **options)
        if obj is not None:
            return form
        return type(form)(form.__name__, (DuplicateWarningFormMixin, form), {})

    @property
    def media(self) -> Media:
        """Add the script that queries for likely duplicates."""
        attributes = {
            "data-address": reverse(f"admin:consortia_{self.opts.model_name}_alike"),
            "data-fields": " ".join(self.duplicate_fields),
        }
        return super().media + Media(
            css={"all": ["consortia/merging.css"]},
            js=[Script("consortia/duplicates.js", defer=True, **attributes)],
        )


def _is_date_or_blank(text) -> bool:
    try:
        return not text or bool(partial_dates.parse(text))
    except ValueError:
        return False
