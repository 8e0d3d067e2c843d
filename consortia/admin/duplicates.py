"""Likely twins in the admin: the list, the word that two are two, and the warning while a new record is typed."""

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

from consortia.admin.merging import parse_pk
from consortia.duplicates import DistinctPairRefused, find_duplicates, mark_distinct
from consortia.matching import Candidate, OrganisationLookup
from consortia.matching.conferences import conference_candidates
from consortia.models import Conference, Organisation, OrganisationKind, Region
from consortia.models.limits import may_edit
from portal.audit.history_admin import HistoryAdmin
from portal.core import partial_dates
from portal.core.admin import ReadOnlyAdminMixin, change_link, fieldset
from portal.core.dashboard import change_url
from portal.core.names import user_display_name

PER_PAGE = 50
DUPLICATE_KINDS = {"organisation": Organisation, "conference": Conference}


class DistinctPairAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """The pairs that look alike and are two, and the list of those that nobody decided."""

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
        """Who may take such a word back."""
        return request.user.has_perm("consortia.delete_distinctpair")

    def get_queryset(self, request):
        """The pairs with both records, in a few queries."""
        return super().get_queryset(request).prefetch_related("one", "other")

    def get_urls(self):
        """The stock addresses, the list of likely twins, and the word that two are two."""
        view = self.admin_site.admin_view
        own = [
            path("likely/", view(self.likely_view), name="consortia_distinctpair_likely"),
            path(
                "apart/", view(require_POST(self.apart_view)), name="consortia_distinctpair_apart"
            ),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("the one"))
    def one_link(self, pair):
        """The one record."""
        return change_link(pair.one)

    @admin.display(description=gettext_lazy("the other"))
    def other_link(self, pair):
        """The other record."""
        return change_link(pair.other)

    @admin.display(description=gettext_lazy("by"), ordering="by")
    def who(self, pair):
        """Who said so."""
        return user_display_name(pair.by)

    def likely_view(self, request: HttpRequest) -> HttpResponse:
        """The records that may be one, each pair with the reason."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(find_duplicates(), PER_PAGE).get_page(request.GET.get("p"))
        rows = [
            (pair, *(change_url(pair.model(pk=pk)) for pk in (pair.one, pair.other)))
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
        """Remember that two are two, with the reason; then back to the list."""
        model = DUPLICATE_KINDS.get(request.POST.get("kind", ""), Organisation)
        one, other = (
            get_object_or_404(model, pk=parse_pk(request.POST.get(name, "")))
            for name in ("one", "other")
        )
        theirs = may_edit(request.user, one) and may_edit(request.user, other)
        if not request.user.has_perm("consortia.add_distinctpair") or not theirs:
            raise PermissionDenied
        try:
            mark_distinct(one, other, by=request.user, why=request.POST.get("why", ""))
        except DistinctPairRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, _("“%(one)s” and “%(other)s” are two.") % {"one": one, "other": other}
            )
        return redirect("admin:consortia_distinctpair_likely")


class RejectedAliasAdmin(ReadOnlyAdminMixin, HistoryAdmin):
    """The names that do not mean an organisation which they could mean."""

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
        """Who said so."""
        return user_display_name(decision.by)


# While a new record is typed


def find_similar_records(model, values: dict) -> list[Candidate]:
    """The records that a new one of these values may be."""
    names = [values[name] for name in ("name", "name_en") if values.get(name)]
    region = values.get("region")
    if model is Organisation:
        registry, kind = OrganisationLookup.load(), values.get("kind") or ""
        kind = "" if kind == OrganisationKind.OTHER else kind
        found = [
            each
            for name in names
            for each in registry.candidates(name, kind=kind, place=region.name if region else "")
        ]
    else:
        held = values.get("dates") or ""
        found = [
            each
            for name in names
            for each in conference_candidates(name=name, dates=held, region=region)
        ]
    return list({each.pk: each for each in reversed(found)}.values())[::-1]


class DuplicateWarningFormMixin:
    """A form of a new record: it is saved past likely twins only once the person saw them."""

    def clean(self):
        """The cleaned values; the likely twins as an error with a box to tick."""
        values = super().clean() or self.cleaned_data
        if self.instance.pk is None and not self.errors:
            found = find_similar_records(self._meta.model, values)
            seen = set(self.data.getlist("not_twins"))
            if any(str(each.pk) not in seen for each in found):
                raise ValidationError(_warning(self._meta.model, found), code="twins")
        return values


def _warning(model, found):
    rows = [(each, change_url(model(pk=each.pk))) for each in found]
    return render_to_string("admin/consortia/duplicates/_warning.html", {"rows": rows})


class DuplicateWarningAdminMixin:
    """For the admin of records that could be on record already: says so while one is typed, and before it is saved."""

    duplicate_fields = ("name", "name_en", "region")

    def get_urls(self):
        """The stock addresses, and the one that the form asks while it is filled in."""
        view = self.admin_site.admin_view(require_safe(self.alike_view))
        return [
            path("alike/", view, name=f"consortia_{self.opts.model_name}_alike"),
            *super().get_urls(),
        ]

    def alike_view(self, request: HttpRequest) -> JsonResponse:
        """The likely twins of what is typed so far, each with name, address and reason."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        values = {name: request.GET.get(name, "")[:300] for name in self.duplicate_fields}
        values["region"] = Region.objects.filter(pk=parse_pk(values["region"])).first()
        found = (
            find_similar_records(self.model, values) if _is_date(values.get("dates", "")) else []
        )
        rows = [
            {
                "name": each.name or each.name_en,
                "address": change_url(self.model(pk=each.pk)),
                "reason": each.reason,
            }
            for each in found
        ]
        return JsonResponse({"title": _("On record already?"), "twins": rows})

    def get_form(self, request, obj=None, **options):
        """The form; of a new record, one that warns."""
        form = super().get_form(request, obj, **options)
        return (
            form
            if obj is not None
            else type(form)(form.__name__, (DuplicateWarningFormMixin, form), {})
        )

    @property
    def media(self) -> Media:
        """The stock media, and the script that asks."""
        address = reverse(f"admin:consortia_{self.opts.model_name}_alike")
        said = {"data-address": address, "data-fields": " ".join(self.duplicate_fields)}
        return super().media + Media(
            css={"all": ["consortia/merging.css"]},
            js=[Script("consortia/duplicates.js", defer=True, **said)],
        )


def _is_date(text) -> bool:
    try:
        return not text or bool(partial_dates.parse(text))
    except ValueError:
        return False
