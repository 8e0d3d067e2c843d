"""A record's form in the admin as a browser holds it: opened, typed in, sent."""

from django.urls import reverse

from portal.audit.form_values import as_sent, fields_of


def place(record, page="change"):
    """The address of the record's form."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])


def opened(client, path):
    """Everything that the form at that address would send if nothing were typed."""
    page = client.get(path)
    sent = values("", page.context["adminform"].form) | {"fingerprint": page.context.get("fingerprint", "")}
    for shown in page.context.get("inline_admin_formsets", []):
        sent |= listed(shown.formset)
    return sent


def listed(formset):
    """What a list of rows sends."""
    key = formset.model._meta.pk.name
    rows = formset.initial_forms
    sent = {f"{formset.prefix}-{name}_FORMS": str(len(rows)) for name in ("TOTAL", "INITIAL")}
    for number, form in enumerate(rows):
        sent |= values(f"{formset.prefix}-{number}-", form) | {f"{formset.prefix}-{number}-{key}": str(form.instance.pk)}
    return sent


def values(prefix, form):
    """What the fields of a form send."""
    fields = {name: texts for bound in fields_of(form) for name, texts in as_sent(bound, f"{prefix}{bound.name}").items()}
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in fields.items() if texts}
