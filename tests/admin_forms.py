"""A record's form in the admin as a browser holds it: opened, typed in, sent."""

from django.urls import reverse

from portal.audit.form_values import as_form_data, editable_fields


def admin_url(record, page="change"):
    """The address of the record's form."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk]
    )


def load_form_data(client, path):
    """Everything that the form at that address would send if nothing were typed."""
    page = client.get(path)
    sent = form_data("", page.context["adminform"].form) | {
        "fingerprint": page.context.get("fingerprint", "")
    }
    for shown in page.context.get("inline_admin_formsets", []):
        sent |= formset_data(shown.formset)
    return sent


def formset_data(formset):
    """What a list of rows sends."""
    key = formset.model._meta.pk.name
    rows = formset.initial_forms
    sent = {f"{formset.prefix}-{name}_FORMS": str(len(rows)) for name in ("TOTAL", "INITIAL")}
    for number, form in enumerate(rows):
        sent |= form_data(f"{formset.prefix}-{number}-", form) | {
            f"{formset.prefix}-{number}-{key}": str(form.instance.pk)
        }
    return sent


def form_data(prefix, form):
    """What the fields of a form send."""
    fields = {
        name: texts
        for bound in editable_fields(form)
        for name, texts in as_form_data(bound, f"{prefix}{bound.name}").items()
    }
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in fields.items() if texts}
