"""A value that a form of the admin cannot take is a message at its field, and never a server error."""

import pytest
from django import forms
from django.contrib import admin
from django.http import QueryDict

from tests.admin_forms import admin_url, form_data, load_form_data
from tests.factories import make_conference, make_consortium, make_organisation
from tests.module_rows import module_rows
from tests.portal.site.test_admin import address, make_everything

pytestmark = pytest.mark.usefixtures("everything")
MODELS = list(admin.site._registry)
NAMES = [model._meta.label for model in MODELS]
TAKEN = {"-1"}  # a number, where numbers may be negative
BAD_VALUES = (
    "11月14日",
    "9" * 30,
    "a\x00b",
    "\udc80".encode("utf-8", "replace").decode(),
    "-1",
    "²",
)
BAD_TEXTS = (*BAD_VALUES, "长" * 5000, "2024-02-30", "987654", "NaN", "1e999", "<b>")


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """One row of every model."""
    with module_rows(django_db_blocker, lambda: make_everything(1)):
        yield


@pytest.fixture
def request_of(chief, client):
    """A request of a superuser, as the admin's classes take it."""
    return client.get("/admin/").wsgi_request


def forms_of(model, request, record):
    """The unbound form of a record, or of a new one, and its lists of rows, each with its prefix."""
    model_admin = admin.site.get_model_admin(model)
    form_class = model_admin.get_form(request, record, change=record is not None)
    formsets = []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, record):
        prefix = formset_class.get_default_prefix()
        formsets.append((formset_class, inline.get_queryset(request), prefix))
    return form_class, formsets


def may_fill(model, request, record):
    model_admin = admin.site.get_model_admin(model)
    if record is None:
        return model_admin.has_add_permission(request)
    return model_admin.has_change_permission(request, record)


def first_row(model):
    return model._default_manager.first() or model(pk=0)


def as_query(data):
    """The data as a request holds it."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
@pytest.mark.parametrize("is_new", [False, True], ids=["change", "add"])
def test_bad_value_of_each_field_is_an_error_or_taken(model, is_new, request_of):
    record = None if is_new else model._default_manager.first()
    if not may_fill(model, request_of, record):
        return
    form_class, _formsets = forms_of(model, request_of, record)
    stored = form_class(instance=first_row(model))
    data = form_data("", stored)
    for name, field in stored.fields.items():
        for value in BAD_VALUES:
            instance = model() if record is None else model._default_manager.get(pk=record.pk)
            errors = form_class(as_query({**data, name: value}), instance=instance).errors
            must_fail = isinstance(field, forms.ChoiceField | forms.IntegerField)
            assert name in errors or not must_fail or value in TAKEN, (name, value, errors)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_bad_value_in_each_row_is_an_error_or_taken(model, request_of):
    record = model._default_manager.first()
    if record is None or not may_fill(model, request_of, record):
        return
    for formset_class, rows, prefix in forms_of(model, request_of, record)[1]:
        empty = formset_class(instance=record, queryset=rows, prefix=prefix).empty_form
        sent = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
        fields = {name: field for name, field in empty.fields.items() if name != "DELETE"}
        for name, field in fields.items():
            for value in BAD_VALUES:
                data = as_query({**sent, f"{prefix}-0-{name}": value})
                (errors,) = formset_class(
                    data, instance=record, queryset=rows, prefix=prefix
                ).errors
                must_fail = isinstance(field, forms.ChoiceField | forms.IntegerField)
                assert name in errors or not must_fail or value in TAKEN, (name, value, errors)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
@pytest.mark.parametrize("value", ["11月14日", "9" * 30])
def test_form_with_nothing_but_bad_values_is_shown_again(model, value, client, request_of):
    record = model._default_manager.first()
    if record is None or not may_fill(model, request_of, record):
        return
    sent = load_form_data(client, admin_url(record))
    kept = {"fingerprint"} | {name for name in sent if name.endswith("_FORMS")}
    data = {name: text if name in kept else value for name, text in sent.items()}
    assert client.post(admin_url(record), data).status_code in {200, 302}


# The kind that was a server error: a form that compares dates before they were read


@pytest.mark.parametrize(
    "dates", ["11月14日", "2024-13", "gestern", "2024-05-22/2023", "/", "长" * 50]
)
def test_date_of_a_conference_that_cannot_be_read_is_a_message_at_it(dates, client, chief):
    make_conference(name="船舶大会", dates="2024-05-22")
    lists = [
        f"{name}-{kind}_FORMS"
        for name in (
            *("roles", "sessions", "consortia-figure-content_type-object_id"),
            "consortia-evidence-content_type-object_id",
        )
        for kind in ("TOTAL", "INITIAL")
    ]
    sent = {"name": "船舶大会", "kind": "forum", "status": "held", "dates": dates}
    answer = client.post("/admin/consortia/conference/add/", {**sent, **dict.fromkeys(lists, "0")})
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["dates"]


def test_alike_view_answers_for_a_date_that_cannot_be_read(client, chief):
    answer = client.get("/admin/consortia/conference/alike/?name=船舶大会&dates=11月14日&region=²")
    assert (answer.status_code, answer.json()["twins"]) == (200, [])


@pytest.mark.parametrize("key", ["abc", "9" * 30, "²", "1.5"])
def test_key_that_no_record_has_is_a_message_at_its_field(key, client, chief):
    organisation = make_organisation()
    sent = load_form_data(client, admin_url(organisation))
    answer = client.post(admin_url(organisation), {**sent, "region": key, "parent": key})
    assert set(answer.context["adminform"].form.errors) == {"region", "parent"}


@pytest.mark.parametrize("key", ["abc", "9" * 30])
def test_consortium_that_does_not_exist_is_a_message_at_its_field(key, client, chief):
    conference = make_conference(consortium=make_consortium())
    sent = load_form_data(client, admin_url(conference))
    answer = client.post(admin_url(conference), {**sent, "consortium": key})
    assert list(answer.context["adminform"].form.errors) == ["consortium"]


# Lists


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_bad_value_of_each_filter_of_a_list_is_no_server_error(model, client, chief):
    page = client.get(address(model, "changelist"))
    if page.status_code != 200:
        return
    names = {"q", "p", "o", "e", "all", "_to_field", "_popup", "pk__in", "id__exact", "unknown"}
    for spec in page.context["cl"].filter_specs:
        names.update(spec.expected_parameters())
    for name in sorted(names):
        for value in BAD_TEXTS:
            answer = client.get(address(model, "changelist"), {name: value})
            assert answer.status_code in {200, 302, 400}, (name, value)


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_each_bad_text_in_each_field_of_a_form_is_no_server_error(model, client, request_of):
    record = model._default_manager.first()
    if record is None or not may_fill(model, request_of, record):
        return
    sent = load_form_data(client, admin_url(record))
    for name in sent:
        for value in BAD_TEXTS:
            answer = client.post(admin_url(record), {**sent, name: value})
            assert answer.status_code in {200, 302, 410}, (name, value)
