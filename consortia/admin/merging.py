"""The admin of merges: selection of two records, preview with field choices, merge, and undo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from consortia.admin.merge_forms import (
    DEFAULT_MERGE_KIND,
    MERGE_KINDS,
    MergeForm,
    kind_choices,
    parse_pk,
    selection_form,
)
from consortia.merging import (
    MergeRefused,
    get_successor,
    merge,
    merge_refusal_reason,
    preview_merge,
    undo_merge,
)
from consortia.merging.reference_moves import get_model
from consortia.models import Merge
from portal.core.admin import ReadOnlyAdminMixin, fieldset
from portal.core.dashboard_panel import change_url
from portal.core.names import user_display_name


class MergeAdmin(ReadOnlyAdminMixin, admin.ModelAdmin):
    """Admin of merges, with the views that merge and undo."""

    list_display = ("gone_name", "kept_link", "undo", "at", "who", "why")
    list_display_links = ("gone_name",)
    list_select_related = ("content_type", "by", "undone_by")
    list_per_page = 50
    list_filter = (
        ("content_type", admin.RelatedOnlyFieldListFilter),
        ("undone_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("gone_name", "kept_name", "why")
    actions = None
    readonly_fields = ("kept_link", "who", "done", "undo_state")
    change_form_template = "admin/consortia/merge/change_form.html"
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "A record that was taken into another. Its old address leads to the one that stayed."
            ),
            "gone_name",
            "gone_id",
            "kept_link",
            "at",
            "who",
            "why",
            "done",
            "undo_state",
        ),
    )

    class Media:
        css = {"all": ["consortia/merging.css"]}

    def has_add_permission(self, request, obj=None):
        """Check the permission to merge."""
        return request.user.has_perm("consortia.add_merge")

    def get_urls(self):
        """Add the view that undoes a merge."""
        view = self.admin_site.admin_view(require_POST(self.undo_view))
        return [path("<int:pk>/undo/", view, name="consortia_merge_undo"), *super().get_urls()]

    # Columns

    @admin.display(description=gettext_lazy("kept record"))
    def kept_link(self, record):
        """A link to the survivor."""
        model = record.content_type.model_class()
        return format_html(
            '<a href="{}">{}</a>', change_url(model(pk=record.kept_id)), record.kept_name
        )

    @admin.display(description=gettext_lazy("by"), ordering="by")
    def who(self, record):
        """The user who merged."""
        return user_display_name(record.by)

    @admin.display(description=gettext_lazy("undo"))
    def undo(self, record):
        """A button that undoes the merge; the date and user once it is undone."""
        if record.undone_at:
            return self.undo_state(record)
        address = self._undo_address(record)
        return format_html(
            '<button class="button" formaction="{}" formmethod="post">{}</button>',
            address,
            _("Undo"),
        )

    @admin.display(description=gettext_lazy("undone"))
    def undo_state(self, record):
        """The date and user of the undo; a dash if the merge was not undone."""
        if record.undone_at is None:
            return "–"
        message = _("undone on %(day)s by %(person)s")
        return message % {
            "day": f"{timezone.localtime(record.undone_at):%Y-%m-%d}",
            "person": user_display_name(record.undone_by),
        }

    @admin.display(description=gettext_lazy("what was done"))
    def done(self, record):
        """The number of rows by model and step."""
        step_labels = {
            "moved": _("moved"),
            "deleted": _("joined or left out"),
            "changed": _("changed"),
            "added": _("added"),
        }
        counts: dict[tuple[str, str], int] = {}
        for step in record.steps:
            label = step.get("model") or step["row"]["model"]
            rows = step.get("rows")
            key = (step_labels[step["step"]], str(get_model(label)._meta.verbose_name_plural))
            counts[key] = counts.get(key, 0) + (len(rows) if rows is not None else 1)
        return "; ".join(
            f"{capfirst(model)}: {count} {step_label}"
            for (step_label, model), count in counts.items()
        )

    def _undo_address(self, record):
        return f"{change_url(record).removesuffix('change/')}undo/"

    # Merge and undo

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """Show the selection of two records and the preview of their merge; merge them on POST."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        kind = request.GET.get("kind")
        if kind not in MERGE_KINDS:
            kind = DEFAULT_MERGE_KIND
        selection = selection_form(request, kind)
        context = {"kind": kind, "kinds": kind_choices(), "chosen": selection}
        if selection.is_valid():
            survivor, duplicate = selection.cleaned_data["kept"], selection.cleaned_data["gone"]
            decision = MergeForm(request.POST if request.method == "POST" else None)
            record = self._merge_if_decided(request, survivor, duplicate, decision)
            if record is not None:
                return redirect(change_url(record.kept))
            context |= self._comparison(request, survivor, duplicate, decision)
        return self._page(
            request,
            "form.html",
            title=_("Merge two records"),
            media=self.media + selection.media,
            **context,
        )

    def _merge_if_decided(self, request, survivor, duplicate, decision) -> Merge | None:
        """Merge on a valid POST; None without one, or if the merge was refused."""
        if request.method != "POST" or not decision.is_valid():
            return None
        return self._merge(request, survivor, duplicate, decision)

    def _merge(self, request, survivor, duplicate, decision) -> Merge | None:
        picks = frozenset(
            name.removeprefix("pick.") for name, value in request.POST.items() if value == "gone"
        )
        try:
            record = merge(
                survivor, duplicate, by=request.user, picks=picks, **decision.cleaned_data
            )
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return None
        message = _("“%(gone)s” is now part of “%(kept)s”. The list of merges can undo this.")
        names = {"gone": record.gone_name, "kept": record.kept_name}
        messages.success(request, message % names)
        return record

    def _comparison(self, request, survivor, duplicate, decision) -> dict:
        """The template context: the reason of a refusal, or the preview."""
        model = type(survivor)
        survivor, duplicate = (
            model._base_manager.filter(pk=record.pk).first() for record in (survivor, duplicate)
        )
        if survivor is None or duplicate is None:
            return {}
        refusal = merge_refusal_reason(survivor, duplicate, by=request.user)
        if refusal:
            return {"refusal": refusal}
        preview = preview_merge(survivor, duplicate, by=request.user)
        picked = {name for name, value in request.POST.items() if value == "gone"}
        choices = [(choice, f"pick.{choice.key}" in picked) for choice in preview.choices]
        return {
            "kept": survivor,
            "gone": duplicate,
            "preview": preview,
            "choices": choices,
            "decision": decision,
        }

    def _page(self, request, template, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/consortia/merging/{template}", context)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo a merge; show the reason if it is refused."""
        record = get_object_or_404(Merge, pk=pk)
        if not request.user.has_perm("consortia.change_merge"):
            raise PermissionDenied
        try:
            undo_merge(record, by=request.user)
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return redirect("admin:consortia_merge_change", pk)
        messages.success(
            request,
            _("“%s” is a record of its own again, with everything it had.") % record.gone_name,
        )
        return redirect(change_url(record.content_type.model_class()(pk=record.gone_id)))


class MergeableAdminMixin:
    """Mixin for the admin of mergeable records: the URL of a merged record redirects to its survivor."""

    merge_model: type[models.Model]
    change_list_template = "admin/consortia/merging/list.html"
    change_form_template = "admin/consortia/merging/record.html"

    def render_change_form(self, request, context, *args, obj=None, **options):
        """Add the kind of record, for the link to the merge page."""
        context["merge_kind"] = (
            self.merge_model._meta.model_name
            if request.user.has_perm("consortia.add_merge")
            else ""
        )
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def changelist_view(self, request, extra_context=None):
        """Add the links to likely twins and to merging, each for those who may follow it."""
        links = {
            "merge_kind": self.merge_model._meta.model_name,
            "may_see_twins": request.user.has_perm("consortia.view_merge"),
            "may_merge": request.user.has_perm("consortia.add_merge"),
        }
        return super().changelist_view(request, {**(extra_context or {}), **links})

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        successor = get_successor(self.merge_model, parse_pk(object_id))
        if successor is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        messages.info(request, _("The record of this address was merged into this one."))
        return HttpResponsePermanentRedirect(change_url(self.model(pk=successor.pk)))
