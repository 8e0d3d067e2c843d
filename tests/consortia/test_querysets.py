"""The phrases by which records are asked for."""

from datetime import date

import pytest

from consortia.models import (
    Agreement,
    Appointment,
    Conference,
    Consortium,
    Document,
    Figure,
    Membership,
    Organisation,
    Part,
    TrainingBase,
)
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_base,
    make_conference,
    make_consortium,
    make_document,
    make_evidence,
    make_figure,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_region,
    make_session,
)

RECORDS = [
    (Organisation, make_organisation),
    (Conference, make_conference),
    (Agreement, make_agreement),
    (TrainingBase, make_base),
    (Document, make_document),
    (Consortium, make_consortium),
]
TERMS = [
    ("", "", True),
    ("2024-05-22", "", True),
    ("2024-05-23", "", False),
    ("", "2024-05-22", True),
    ("", "2024-05-21", False),
    ("2024", "2024-05", True),
    ("2023", "2023", False),
    ("XXXX-11-14", "XXXX-11-14", True),
]
DAY = date(2024, 5, 22)


@pytest.mark.parametrize(("model", "make"), RECORDS)
def test_records_are_published_unless_hidden(db, model, make):
    shown, _hidden = make(), make(is_public=False)
    assert list(model.objects.published()) == [shown]


@pytest.mark.parametrize(
    ("organisation", "body", "number"), [(True, True, 1), (False, True, 0), (True, False, 0)]
)
def test_membership_is_published_when_both_sides_are(db, organisation, body, number):
    make_membership(
        organisation=make_organisation(is_public=organisation),
        consortium=make_consortium(is_public=body),
    )
    assert Membership.objects.published().count() == number


@pytest.mark.parametrize("public", [True, False])
def test_part_is_published_with_its_conference(db, public):
    make_part(session=make_session(conference=make_conference(is_public=public)))
    assert Part.objects.published().exists() is public


@pytest.mark.parametrize("make", [make_membership, make_appointment])
@pytest.mark.parametrize(("since", "until", "holds"), TERMS)
def test_facts_are_current_as_far_as_their_dates_say(db, make, since, until, holds):
    fact = make(since=since, until=until)
    assert type(fact).objects.current(on=DAY).exists() is holds


def test_appointments_and_memberships_are_current_beside_ended_ones(db):
    body = make_organisation(kind="committee")
    make_appointment(body=body, person="前任", until="2023")
    make_appointment(body=body, person="现任", since="2024-01")
    assert [each.person for each in Appointment.objects.current(on=DAY)] == ["现任"]


def test_consortia_are_led_by_their_leads_alone(db):
    lead, chair, body = make_organisation(), make_organisation(), make_consortium()
    make_membership(organisation=lead, consortium=body, role="lead")
    make_membership(organisation=chair, consortium=body, role="chair")
    make_membership(organisation=lead, role="member")
    assert (list(Consortium.objects.led_by(lead)), list(Consortium.objects.led_by(chair))) == (
        [body],
        [],
    )


def test_consortium_is_led_once_when_lead_held_two_terms(db):
    lead, body = make_organisation(), make_consortium()
    for since in ("2022", "2024"):
        make_membership(organisation=lead, consortium=body, role="lead", since=since)
    assert list(Consortium.objects.led_by(lead)) == [body]


def test_agreements_at_conference(db):
    conference = make_conference()
    signed = make_agreement(conference=conference)
    make_agreement(conference=make_conference())
    make_agreement()
    assert list(Agreement.objects.at_conference(conference)) == [signed]


def test_parts_at_conference_follow_its_programme(db):
    conference = make_conference()
    second = make_session(conference=conference, position=2)
    first = make_session(conference=conference, position=1)
    places = [(second, 1), (first, 2), (first, 1)]
    parts = [make_part(session=session, position=position) for session, position in places]
    make_part()
    assert list(Part.objects.at_conference(conference)) == parts[::-1]


def test_twins_share_a_name_in_any_writing(db):
    named = make_organisation(name="莱芜职业技术学院")
    other = make_name(make_organisation(), "莱芜职业 技术学院", kind="as_printed").organisation
    english, printed = (
        make_organisation(name_en="Laiwu College"),
        make_organisation(name_en="LAIWU-COLLEGE"),
    )
    alone = make_organisation(name="淄博学院", name_en="Zibo College")
    make_name(alone, "淄博学院", kind="official")
    assert set(Organisation.objects.possible_duplicates()) == {named, other, english, printed}


def test_unplaced_lack_region_or_kind(db):
    region = make_region()
    make_organisation(region=region)
    nowhere, unknown = make_organisation(), make_organisation(region=region, kind="other")
    assert set(Organisation.objects.unclassified()) == {nowhere, unknown}


def test_actors_are_no_consortia(db):
    body = make_organisation()
    make_consortium()
    assert list(Organisation.objects.without_consortia()) == [body]


def test_facts_without_source_have_no_support(db):
    article = make_article()
    sourced, doubted, bare = (make_organisation() for _number in range(3))
    make_evidence(sourced, article)
    make_evidence(doubted, article, supports=False)
    make_evidence(make_conference(pk=bare.pk), article)
    assert set(Organisation.objects.without_source()) == {doubted, bare}


@pytest.mark.parametrize(
    ("value", "role", "short"),
    [(3, "chair", True), (2, "chair", False), (1, "chair", False), (1, "director", True)],
)
def test_declared_counts_are_short_of_names(db, value, role, short):
    body = make_consortium()
    for _number in range(2):
        make_membership(consortium=body, role="chair")
    make_membership(role="chair")
    make_figure(about=body, of=role, value=value)
    assert Figure.objects.with_missing_names().exists() is short


def test_declared_count_counts_each_organisation_once(db):
    member, body = make_organisation(), make_consortium()
    for since in ("2022", "2024"):
        make_membership(organisation=member, consortium=body, role="chair", since=since)
    figure = make_figure(about=body.organisation, of="chair", value=2)
    assert [(each, each.named) for each in Figure.objects.with_missing_names()] == [(figure, 1)]


def test_other_figures_are_not_short_of_names(db):
    make_figure(about=make_consortium(), of="attendance", value=150)
    make_figure(about=make_conference(), of="chair", value=19)
    make_figure(of="chair", value=19)
    assert not Figure.objects.with_missing_names().exists()


def test_memberships_stand_by_rank_then_as_printed(db):
    body = make_consortium()
    places = [
        ("guiding", 1),
        ("member", 1),
        ("chair", 2),
        ("vice_chair", 1),
        ("chair", 1),
        ("lead", 9),
    ]
    for role, position in places:
        make_membership(consortium=body, role=role, position=position)
    ranked = [
        ("lead", 9),
        ("chair", 1),
        ("chair", 2),
        ("vice_chair", 1),
        ("member", 1),
        ("guiding", 1),
    ]
    assert list(body.memberships.ordered_by_role().values_list("role", "position")) == ranked
