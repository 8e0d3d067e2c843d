"""Limits to consortia: a model is in a table or refused; a record is editable in its consortium alone."""

import pytest
from django.apps import apps
from django.contrib import admin

from consortia.duplicates import mark_distinct
from consortia.matching import reject_match
from consortia.models import Consortium, ConsortiumLimit
from consortia.models.user_limits import CONSORTIUM_PATHS, SHARED_MODELS, TARGET_FIELDS, may_edit
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_document,
    make_evidence,
    make_figure,
    make_industry,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_region,
    make_session,
    make_sheet_import,
    make_user,
)

PROJECT_MODELS = [
    model
    for app in ("articles", "consortia", "seeds", "core")
    for model in apps.get_app_config(app).get_models()
]
LABELS = {model._meta.label_lower for model in PROJECT_MODELS}
OWNED_MODELS = {*CONSORTIUM_PATHS, *TARGET_FIELDS}
CONSORTIA_ADMINS = [
    model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label == "consortia"
]


def agreement_party(consortium):
    agreement = make_agreement(consortium=consortium)
    return agreement.parties.create(organisation=make_organisation())


def base_partner(consortium):
    base = make_base(consortium=consortium)
    return base.partners.create(organisation=make_organisation())


def distinct_pair(consortium):
    """A pair of two records of the consortium."""
    one, other = (make_conference(consortium=consortium) for _ in range(2))
    return mark_distinct(one, other, by=make_user(), why="两次")


# By model, a function that makes a record of the consortium
MAKERS = {
    "consortia.consortium": lambda consortium: consortium,
    "consortia.organisation": lambda consortium: consortium.organisation,
    "consortia.organisationname": lambda consortium: make_name(consortium.organisation, "简称"),
    "consortia.membership": lambda consortium: make_membership(consortium=consortium),
    "consortia.appointment": lambda consortium: make_appointment(body=consortium.organisation),
    "consortia.conference": lambda consortium: make_conference(consortium=consortium),
    "consortia.conferencerole": lambda consortium: make_conference_role(
        conference=make_conference(consortium=consortium)
    ),
    "consortia.session": lambda consortium: make_session(
        conference=make_conference(consortium=consortium)
    ),
    "consortia.part": lambda consortium: make_part(
        session=make_session(conference=make_conference(consortium=consortium))
    ),
    "consortia.agreement": lambda consortium: make_agreement(consortium=consortium),
    "consortia.agreementparty": agreement_party,
    "consortia.trainingbase": lambda consortium: make_base(consortium=consortium),
    "consortia.basepartner": base_partner,
    "consortia.document": lambda consortium: make_document(organisation=consortium.organisation),
    "consortia.rejectedalias": lambda consortium: reject_match(
        "别家", consortium.organisation, by=make_user(), why="不是"
    ),
    "consortia.sheetimport": lambda consortium: make_sheet_import(consortium=consortium),
    "consortia.figure": lambda consortium: make_figure(about=consortium.organisation),
    "consortia.evidence": lambda consortium: make_evidence(consortium.organisation, make_article()),
    "consortia.distinctpair": distinct_pair,
}


def make_limited_user(consortium, **values):
    user = make_user(**values)
    ConsortiumLimit.objects.create(person=user, consortium=consortium)
    return user


def test_tables_name_models_of_the_project_each_once():
    tables = (CONSORTIUM_PATHS, TARGET_FIELDS, SHARED_MODELS)
    assert set().union(*tables) <= LABELS
    assert sum(len(table) for table in tables) == len(set().union(*tables))
    assert all(SHARED_MODELS.values())


@pytest.mark.django_db
@pytest.mark.parametrize("model", PROJECT_MODELS, ids=lambda model: model._meta.label)
def test_record_of_no_consortium_is_refused_unless_its_model_is_shared(model):
    limited = make_limited_user(make_consortium())
    assert may_edit(limited, model()) is (model._meta.label_lower in SHARED_MODELS)
    assert may_edit(make_user(), model())


def test_every_owned_model_has_a_maker():
    assert set(MAKERS) == OWNED_MODELS


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(OWNED_MODELS))
def test_record_is_editable_within_its_own_consortium_alone(label):
    own, other = make_consortium(), make_consortium()
    limited = make_limited_user(own)
    record, foreign = MAKERS[label](own), MAKERS[label](other)
    assert record._meta.label_lower == label
    assert may_edit(limited, record)
    assert not may_edit(limited, foreign)
    assert may_edit(make_user(), foreign)


@pytest.mark.django_db
def test_pair_is_editable_only_if_both_its_records_are():
    own, other = make_consortium(), make_consortium()
    conferences = [make_conference(consortium=consortium) for consortium in (own, other)]
    pair = mark_distinct(*conferences, by=make_user(), why="两次")
    limited = make_limited_user(own)
    assert not may_edit(limited, pair)
    limited.consortium_limits.create(consortium=other)
    assert may_edit(limited, pair)


@pytest.mark.django_db
def test_shared_records_stay_editable():
    limited = make_limited_user(make_consortium())
    assert may_edit(limited, make_region())
    assert may_edit(limited, make_industry())


def name_admin(model_admin):
    return model_admin.opts.label


@pytest.mark.django_db
@pytest.mark.parametrize("model_admin", CONSORTIA_ADMINS, ids=name_admin)
def test_admin_refuses_a_limited_user_what_is_not_theirs(model_admin, rf):
    request = rf.get("/")
    request.user = make_limited_user(make_consortium(), superuser=True)
    label = model_admin.opts.label_lower
    foreign = MAKERS[label](make_consortium()) if label in MAKERS else model_admin.model()
    is_shared = label in SHARED_MODELS
    assert model_admin.has_change_permission(request, foreign) is is_shared
    assert model_admin.has_delete_permission(request, foreign) is is_shared


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model_admin",
    [each for each in CONSORTIA_ADMINS if each.opts.label_lower in MAKERS],
    ids=name_admin,
)
def test_admin_lets_a_limited_user_do_with_theirs_what_the_model_allows(model_admin, rf):
    request = rf.get("/")
    own = make_consortium()
    request.user = make_limited_user(own, superuser=True)
    record = MAKERS[model_admin.opts.label_lower](Consortium.objects.get(pk=own.pk))
    for is_allowed in (model_admin.has_change_permission, model_admin.has_delete_permission):
        assert is_allowed(request, record) is is_allowed(request)
