"""The part of an admin class that keeps two people from overwriting each other."""

from collections import Counter
from collections.abc import Iterator

from django import forms
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms.models import BaseModelFormSet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.audit import edit_conflicts, form_fingerprint, history_restore
from portal.audit.form_fingerprint import FINGERPRINT_FIELD, FormState
from portal.core.autocomplete import is_key

IGNORED_KEYS = (
    "csrfmiddlewaretoken",
    FINGERPRINT_FIELD,
    "_save",
    "_continue",
    "_addanother",
    "_submit",
    "form_key",
    "_popup",
)
MANAGEMENT_FORM_SUFFIXES = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


class StaleFormMixin:
    """A form of a record that somebody else changed: never valid, whatever its values are."""

    def full_clean(self):
        """Clean the fields as usual, and add an error."""
        super().full_clean()
        if self.is_bound:
            message = _(
                "Nothing is saved yet. Compare what changed, then save again or leave the page."
            )
            self.add_error(None, message)


class EditConflictMixin:
    """Saves a record only if nobody changed what its form showed.

    Otherwise the form comes back with both states, and a second submission saves.
    """

    # What was stored meanwhile

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Return the record, its row locked where a form stores it: no other save comes in between."""
        record = super().get_object(request, object_id, from_field)
        in_transaction = transaction.get_connection().in_atomic_block
        if record is None or request.method != "POST" or not in_transaction:
            return record
        _lock_rows(self.model._base_manager.filter(pk=record.pk))
        return super().get_object(request, object_id, from_field)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        changes_record = object_id is not None and "_saveasnew" not in request.POST
        if request.method == "POST" and changes_record:
            refusal = self._check_submission(request, unquote(object_id))
            if refusal is not None:
                return refusal
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _check_submission(self, request, object_id):
        """Check a submitted form for conflicts; return a response where its record is gone or closed."""
        obj = self.get_object(request, object_id)
        may_change = obj is not None and self.has_change_permission(request, obj)
        if may_change:
            self.check_conflict(request, obj, lists=True)
        elif self.has_change_permission(request):
            return self._refuse_submission(request, obj, object_id)
        return None

    def check_conflict(self, request: HttpRequest, obj: models.Model, *, lists: bool) -> None:
        """Compare a submitted form with what is stored; `lists` includes its formsets.

        Where somebody was faster, the conflict is put on the request, and the merged data in place of
        what was submitted.
        """
        state = self._stored_state(request, obj, lists=lists)
        fingerprint = request.POST.get(FINGERPRINT_FIELD, "")
        base = form_fingerprint.read_fingerprint(fingerprint, obj)
        conflict = edit_conflicts.find_conflict(state, request.POST, request.FILES, base=base)
        if conflict:
            request.POST = conflict.data
            request._files = MultiValueDict()
            request.edit_conflict = conflict

    def _stored_state(self, request, obj, *, lists):
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form_class = self.get_form(request, obj, change=True, fields=fields)
        formsets = dict(self._stored_formsets(request, obj)) if lists else {}
        return FormState(form_class(instance=obj), formsets)

    def _stored_formsets(self, request, obj) -> Iterator[tuple[str, BaseModelFormSet]]:
        """Yield the admin's prefix and the stored state of each formset, its rows locked."""
        prefixes = Counter()
        for formset_class, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset_class.get_default_prefix()
            prefixes[prefix] += 1
            if prefixes[prefix] > 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            if not inline.has_change_permission(request, obj):
                continue
            formset = formset_class(
                instance=obj, prefix=prefix, queryset=inline.get_queryset(request)
            )
            _lock_rows(formset.get_queryset())
            # A second formset, as the first one has read its rows before they were locked
            yield (
                prefix,
                formset_class(instance=obj, prefix=prefix, queryset=inline.get_queryset(request)),
            )

    # The form

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, **options
    ) -> type[forms.ModelForm]:
        """Return the form class; that of an overtaken form is never valid."""
        form_class = super().get_form(request, obj, **options)
        if _conflict_of(request) is None:
            return form_class
        return type(form_class)(form_class.__name__, (StaleFormMixin, form_class), {})

    def render_change_form(self, request, context, *args, obj=None, **options):
        """Render the form with its fingerprint and, where it was overtaken, the conflict."""
        if obj is not None and self.has_change_permission(request, obj):
            formsets = {}
            for inline in context["inline_admin_formsets"]:
                if inline.has_change_permission:
                    formsets[inline.formset.prefix] = inline.formset
            state = FormState(context["adminform"].form, formsets)
            context |= self.conflict_context(request, state)
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def conflict_context(self, request: HttpRequest, state: FormState) -> dict:
        """Return the template context of the fingerprint and the conflict.

        A form with faults keeps the fingerprint that it came with; any other gets one of what it shows.
        """
        conflict = _conflict_of(request)
        if request.method == "POST" and conflict is None:
            return {"fingerprint": request.POST.get(FINGERPRINT_FIELD, "")}
        if conflict:
            state = conflict.state
        fingerprint = form_fingerprint.sign_fingerprint(state, at=timezone.now())
        return {"fingerprint": fingerprint, "edit_conflict": conflict}

    # Records that are gone or closed

    def _refuse_submission(self, request, obj, object_id):
        """Return a page with what was typed for a record that is gone or closed; nothing is saved."""
        if obj is not None and not self.has_view_permission(request, obj):
            raise PermissionDenied
        deletion = self._last_deletion(object_id)
        if obj is None and deletion is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nothing was saved"),
            "opts": self.opts,
            "original": obj,
            "deletion": deletion,
            "typed": self._typed_values(request),
        }
        status = 410 if obj is None else 403
        return TemplateResponse(
            request, "admin/history/restore_refused.html", context, status=status
        )

    def _last_deletion(self, object_id):
        if not is_key(self.model, object_id):
            return None
        rows = history_restore.deleted_history(self.model)
        return rows.filter(**{self.opts.pk.attname: object_id}).first()

    def _typed_values(self, request) -> list[tuple[str, str]]:
        """Return label and text of everything that a person typed into the form."""
        labels = {name: field.label for name, field in self.get_form(request).base_fields.items()}
        row_labels = self._row_labels(request)
        typed = []
        for name, values in request.POST.lists():
            is_technical = name in IGNORED_KEYS or name.endswith(MANAGEMENT_FORM_SUFFIXES)
            label = labels.get(name) or _row_label(name, row_labels)
            if any(values) and label and not is_technical:
                typed.append((label, ", ".join(values)))
        return typed

    def _row_labels(self, request) -> dict[str, dict[str, str]]:
        """Return the labels of the fields in each list of rows, by its prefix."""
        labels = {}
        for formset_class, inline in self.get_formsets_with_inlines(request):
            kind = capfirst(inline.opts.verbose_name)
            labels[formset_class.get_default_prefix()] = {
                name: f"{kind}: {field.label}"
                for name, field in formset_class.form.base_fields.items()
            }
        return labels


def _row_label(name: str, row_labels: dict[str, dict[str, str]]) -> str:
    """Return the label of a field of a row; "" for what nobody types, as the keys of rows."""
    prefix, _dash, field = name.rpartition("-")
    return row_labels.get(prefix.rpartition("-")[0], {}).get(field, "")


def _conflict_of(request):
    return getattr(request, "edit_conflict", None)


def _lock_rows(rows: models.QuerySet) -> None:
    """Lock the rows until the transaction ends, so that what is read from now on is what is stored."""
    list(rows.select_related(None).order_by("pk").select_for_update(no_key=True).values_list("pk"))
