"""The part of an admin class that keeps two people from overwriting each other."""

from django import forms
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from portal.audit import edit_conflicts, history_restore
from portal.audit.edit_conflicts import FINGERPRINT_FIELD, FormState

IGNORED_KEYS = (
    "csrfmiddlewaretoken",
    FINGERPRINT_FIELD,
    "_save",
    "_continue",
    "_addanother",
    "_popup",
)
MANAGEMENT_FORM_SUFFIXES = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


class StaleFormMixin:
    """A form of a record that somebody else changed: never valid, whatever stands in it."""

    def full_clean(self):
        """Check the fields as ever, and refuse to be saved."""
        super().full_clean()
        if self.is_bound:
            self.add_error(
                None,
                _("Nothing is saved yet. Compare what changed, then save again or leave the page."),
            )


class EditConflictMixin:
    """Saves a record only if nobody changed what its form showed; otherwise shows both, and saves on a second press."""

    # What was stored meanwhile

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """The record; its row locked where a form stores it, so that no other form or step comes between."""
        found = super().get_object(request, object_id, from_field)
        if (
            found is None
            or request.method != "POST"
            or not transaction.get_connection().in_atomic_block
        ):
            return found
        _lock(self.model._base_manager.filter(pk=found.pk))
        return super().get_object(request, object_id, from_field)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method == "POST" and object_id is not None and "_saveasnew" not in request.POST:
            obj = self.get_object(request, unquote(object_id))
            if self.has_change_permission(request) and (
                obj is None or not self.has_change_permission(request, obj)
            ):
                return self._too_late(request, obj, unquote(object_id))
            if obj is not None and self.has_change_permission(request, obj):
                self.check_conflict(request, obj, lists=True)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def check_conflict(self, request: HttpRequest, obj: models.Model, *, lists: bool) -> None:
        """Compare what was sent with what is stored; where somebody was faster, the request carries the dispute."""
        state = self._state(request, obj, lists=lists)
        base = edit_conflicts.read_fingerprint(request.POST.get(FINGERPRINT_FIELD, ""), obj)
        dispute = edit_conflicts.find_conflict(state, request.POST, request.FILES, base=base)
        if dispute:
            request.POST, request._files = dispute.data, MultiValueDict()
            request.dispute = dispute

    def _state(self, request, obj, *, lists):
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=fields)(instance=obj)
        return FormState(form, dict(self._lists(request, obj)) if lists else {})

    def _lists(self, request, obj):
        """The lists of the form as they are stored, their rows locked; named as the admin names them."""
        prefixes: dict[str, int] = {}
        for kind, inline in self.get_formsets_with_inlines(request, obj):
            prefix = kind.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            name = prefix if prefixes[prefix] == 1 else f"{prefix}-{prefixes[prefix]}"
            if inline.has_change_permission(request, obj):
                formset = kind(instance=obj, prefix=name, queryset=inline.get_queryset(request))
                _lock(formset.get_queryset())
                yield name, kind(instance=obj, prefix=name, queryset=inline.get_queryset(request))

    # The form

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, **options
    ) -> type[forms.ModelForm]:
        """The form; one that was overtaken is never valid."""
        form = super().get_form(request, obj, **options)
        if getattr(request, "dispute", None) is None:
            return form
        return type(form)(form.__name__, (StaleFormMixin, form), {})

    def render_change_form(self, request, context, *args, obj=None, **options):
        """The form, with its fingerprint and, where it was overtaken, what changed."""
        if obj is not None and self.has_change_permission(request, obj):
            lists = {
                each.formset.prefix: each.formset
                for each in context["inline_admin_formsets"]
                if each.has_change_permission
            }
            context |= self.conflict_context(request, FormState(context["adminform"].form, lists))
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def conflict_context(self, request: HttpRequest, state: FormState) -> dict:
        """What the form's page needs for its fingerprint: of what is shown, or the one that came with a faulty form."""
        dispute = getattr(request, "dispute", None)
        if request.method == "POST" and dispute is None:
            return {"fingerprint": request.POST.get(FINGERPRINT_FIELD, "")}
        return {
            "fingerprint": edit_conflicts.sign_fingerprint(
                dispute.state if dispute else state, at=timezone.now()
            ),
            "dispute": dispute,
        }

    # Too late

    def _too_late(self, request, obj, object_id):
        """A page that gives back what was typed for a record that is gone or closed; nothing is saved."""
        if obj is not None and not self.has_view_permission(request, obj):
            raise PermissionDenied
        last = (
            history_restore.deleted_history(self.model)
            .filter(**{self.opts.pk.attname: object_id})
            .first()
            if object_id.isdigit()
            else None
        )
        if obj is None and last is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nothing was saved"),
            "opts": self.opts,
            "original": obj,
            "deletion": last,
            "typed": self._typed(request),
        }
        return TemplateResponse(
            request,
            "admin/history/restore_refused.html",
            context,
            status=410 if obj is None else 403,
        )

    def _typed(self, request) -> list[tuple[str, str]]:
        labels = {name: field.label for name, field in self.get_form(request).base_fields.items()}
        return [
            (labels.get(name, name), ", ".join(texts))
            for name, texts in request.POST.lists()
            if any(texts)
            and name not in IGNORED_KEYS
            and not name.endswith(MANAGEMENT_FORM_SUFFIXES)
        ]


def _lock(rows: models.QuerySet) -> None:
    """Lock the rows until the transaction ends; what is read after that is what is stored."""
    list(rows.select_related(None).order_by("pk").select_for_update(no_key=True).values_list("pk"))
