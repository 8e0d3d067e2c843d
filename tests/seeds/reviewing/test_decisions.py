"""Accepting writes records with their evidence, fills gaps, overwrites nothing, and happens once."""

import pytest
from django.utils import translation

from consortia.models import (
    Agreement,
    Conference,
    Consortium,
    Evidence,
    Figure,
    Membership,
    Organisation,
    TrainingBase,
)
from seeds.reviewing.answers import NameFormData, ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.decisions import accept
from tests.factories import make_conference, make_consortium
from tests.seeds.invented_proposals import (
    CONFERENCE_SENTENCE,
    FOUNDING_SENTENCE,
    ORGANISATION_NAMES,
    agreement_proposal,
    conference_proposal,
    consortium_proposal,
    make_capture,
    make_proposal,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)
from tests.seeds.row_counts import row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_proposal_reviewer()


def accepted(*found, by, **options):
    """What the proposals of one page became, decided in their order."""
    return [accept(row, by=by, **options) for row in make_capture(*found).proposals.all()]


def refused(proposal, *, by, match, **options):
    before = row_counts()
    with translation.override("en"), pytest.raises(ProposalDecisionRefused, match=match):
        accept(proposal, by=by, **options)
    assert row_counts() == before


# What is written


def test_consortium_is_written_with_its_leads_and_evidence(by):
    (body,) = accepted(consortium_proposal(), by=by)
    joined = body.consortium
    assert (body.name, body.kind, joined.kind, joined.founded_on) == (
        *("临江船舶产教融合共同体", "consortium"),
        *("industry", "2024-05-22"),
    )
    assert [(each.organisation.name, each.role) for each in joined.memberships.all()] == [
        (name, "lead") for name in ORGANISATION_NAMES
    ]
    assert list(body.evidence.values_list("field", "paragraph", "quote", "supports")) == [
        ("name", 1, FOUNDING_SENTENCE, True)
    ]
    assert {each.evidence.get().quote for each in joined.memberships.all()} == {FOUNDING_SENTENCE}


def test_new_organisation_has_the_kind_that_its_name_says(by):
    accepted(consortium_proposal(), by=by)
    assert dict(Organisation.objects.without_consortia().values_list("name", "kind")) == {
        "临江大学": "school",
        "甲山机械集团": "enterprise",
    }


def test_decision_says_who_and_when_and_what_was_written(by):
    capture = make_capture(consortium_proposal())
    body = accept(single_proposal(capture), by=by)
    row = single_proposal(capture)
    assert (row.status, row.decided_by, row.record) == ("accepted", by, body)
    assert {each["model"] for each in row.undo_log} == {
        *(
            "consortia.organisation",
            "consortia.consortium",
            "consortia.membership",
            "consortia.evidence",
        ),
    }
    assert body.history.get().history_user == by


def test_conference_is_written_with_roles_and_attendance(by):
    (held,) = accepted(conference_proposal(), by=by)
    assert (held.dates, held.venue, held.theme, str(held.roles.get())) == (
        "2024-05-22",
        "临江",
        "扬帆",
        "临江大学: 主办单位",
    )
    figure = Figure.objects.get()
    assert (figure.about, figure.of, int(figure.value)) == (held, "attendance", 150)
    assert set(held.evidence.values_list("field", flat=True)) == {"name", "dates", "venue", "theme"}


def test_sessions_and_talks_are_written_on_the_day_they_were_given(by):
    part = {
        "person": "周明",
        "post": "院长",
        "organisation": "临江大学",
        "action": "speaks",
        "title": "造船",
        "base": "",
    }
    (held,) = accepted(
        conference_proposal(sessions=[{"kind": "opening", "title": "开幕式", "parts": [part]}]),
        by=by,
    )
    session = held.sessions.get()
    told = session.parts.values_list(
        "person", "post", "organisation__name", "action", "title"
    ).get()
    assert ((session.kind, session.title), told) == (
        ("opening", "开幕式"),
        ("周明", "院长", "临江大学", "speaks", "造船"),
    )


def test_agreement_is_written_with_who_signed_for_whom(by):
    (signed,) = accepted(agreement_proposal(), by=by)
    told = signed.parties.values_list("organisation__name", "signatory", "position")
    assert list(told) == [("临江大学", "周明", 1), ("甲山机械集团", "李红", 2)]


def test_agreement_whose_quote_names_its_parties_has_a_source(by):
    (signed,) = accepted(agreement_proposal(), by=by)
    assert list(signed.evidence.values_list("field", "paragraph")) == [("", 2)]
    assert not Agreement.objects.without_source().exists()


def test_agreement_without_a_title_is_called_by_its_parties(by):
    (signed,) = accepted(agreement_proposal(title=""), by=by)
    assert signed.title == "临江大学、甲山机械集团合作协议"


def test_signatory_of_nobody_is_asked_about(by):
    signed = [{"person": "周明", "post": "院长", "organisation": ""}]
    row = single_proposal(make_capture(agreement_proposal(signatories=signed)))
    refused(row, by=by, match="周明")
    accept(row, by=by, data=ProposalFormData(values={"signatories.0.organisation": "临江大学"}))
    assert Agreement.objects.get().parties.get(signatory="周明").organisation.name == "临江大学"


def test_base_is_written_with_partners_and_who_awarded_it(by):
    partners = [
        {"organisation": "临江大学", "role": "host"},
        {"organisation": "甲山机械集团", "role": "co_founder"},
    ]
    values = {
        "name": "智能船舶产业学院",
        "base_kind": "industry_college",
        "hosts": ["临江大学"],
        "partners": partners,
    }
    accepted(
        make_proposal(
            "training_base",
            **values,
            awarded_by="临江市教育局",
            unveiled_on="2024-05-22",
            conference="",
        ),
        by=by,
    )
    base = TrainingBase.objects.get()
    assert (base.kind, base.nature, base.awarded_by.name) == (
        "industry_college",
        "title",
        "临江市教育局",
    )
    assert list(base.partners.values_list("organisation__name", "role")) == [
        ("临江大学", "host"),
        ("甲山机械集团", "co_founder"),
    ]


def test_appointment_and_document_and_figure_are_written(by):
    joined = make_consortium(name="临江船舶产教融合共同体")
    values = {
        "person": "周明",
        "office": "秘书长",
        "body": "临江船舶产教融合共同体",
        "letter": True,
    }
    count = {
        "of": "member",
        "value": 90,
        "bound": "at_least",
        "wording": "90余家",
        "about": "临江船舶产教融合共同体",
    }
    named, charter, figure = accepted(
        make_proposal(
            "appointment",
            fields=("person",),
            **values,
            organisation="",
            post="",
            since=None,
            conference="",
        ),
        make_proposal(
            "document",
            name="共同体章程",
            document_kind="charter",
            action="adopted",
            organisation="",
            dated=None,
        ),
        make_proposal("figure", fields=("of",), **count, as_of=None),
        by=by,
    )
    assert (named.person, named.body, named.letter) == ("周明", joined.organisation, True)
    assert (charter.name, charter.kind, charter.action) == ("共同体章程", "charter", "adopted")
    assert (figure.about, int(figure.value), figure.bound) == (joined.organisation, 90, "at_least")


def test_english_names_go_to_the_english_side(by):
    (held,) = accepted(
        conference_proposal(name="Shipbuilding Conference", theme="Sail", roles={}), by=by
    )
    assert (held.name, held.name_en, held.theme_en) == ("", "Shipbuilding Conference", "Sail")


# Order


def test_membership_waits_for_its_consortium(by):
    first, second = make_capture(consortium_proposal(), membership_proposal()).proposals.all()
    refused(second, by=by, match="临江船舶产教融合共同体")
    accept(first, by=by)
    accept(second, by=by)
    assert (
        Consortium.objects.get().memberships.filter(role="chair").get().organisation.name
        == "甲山机械集团"
    )


def test_consortium_of_a_membership_is_made_on_request(by):
    _first, second = make_capture(consortium_proposal(), membership_proposal()).proposals.all()
    name = "临江船舶产教融合共同体"
    accept(
        second,
        by=by,
        data=ProposalFormData(names={1: NameFormData(text=name, choice="new", matched_text=name)}),
    )
    assert (Consortium.objects.get().organisation.name, Membership.objects.get().role) == (
        name,
        "chair",
    )


# What stands already


def test_gap_is_filled_and_what_agrees_gains_a_source(by):
    held = make_conference(name="船舶产教融合发展大会", dates="2024-05-22", venue="临江")
    accepted(conference_proposal(), by=by)
    held.refresh_from_db()
    assert (held.theme, held.evidence.get(field="venue").supports, Conference.objects.count()) == (
        "扬帆",
        True,
        1,
    )


def different_theme():
    held = make_conference(name="船舶产教融合发展大会", dates="2024-05-22", theme="远航")
    return held, single_proposal(make_capture(conference_proposal()))


def test_difference_has_to_be_chosen(by):
    held, row = different_theme()
    refused(row, by=by, match="Compare both")
    held.refresh_from_db()
    assert held.theme == "远航"


def test_kept_value_stays_and_the_other_one_contradicts_it(by):
    held, row = different_theme()
    accept(
        row,
        by=by,
        data=ProposalFormData(column_choices={"theme": "record"}, shown_values={"theme": "远航"}),
    )
    held.refresh_from_db()
    assert (held.theme, held.evidence.get(field="theme").supports) == ("远航", False)


def test_taken_value_replaces_and_what_spoke_for_the_former_contradicts(by):
    held, row = different_theme()
    former = Evidence.objects.create(
        fact=held, field="theme", article=row.article, paragraph=1, quote="船舶"
    )
    accept(
        row,
        by=by,
        data=ProposalFormData(column_choices={"theme": "page"}, shown_values={"theme": "远航"}),
    )
    held.refresh_from_db()
    former.refresh_from_db()
    assert (
        held.theme,
        former.supports,
        held.evidence.get(field="theme", quote=CONFERENCE_SENTENCE).supports,
    ) == ("扬帆", False, True)


def test_difference_that_moved_since_it_was_shown_is_asked_again(by):
    _held, row = different_theme()
    Conference.objects.update(theme="启航")
    refused(
        row,
        by=by,
        match="Compare both",
        data=ProposalFormData(column_choices={"theme": "page"}, shown_values={"theme": "远航"}),
    )


def test_attendance_that_differs_is_a_difference_too(by):
    held = make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    figure = Figure.objects.create(about=held, of="attendance", value=120)
    row = single_proposal(make_capture(conference_proposal()))
    refused(row, by=by, match="Compare both")
    accept(
        row,
        by=by,
        data=ProposalFormData(column_choices={"value": "record"}, shown_values={"value": "120"}),
    )
    assert (int(Figure.objects.get().value), figure.evidence.filter(supports=False).count()) == (
        120,
        1,
    )


def test_same_event_reported_twice_is_one_conference_with_two_reports(by):
    english = (
        "The Shipbuilding Industry-Education Integration Development Conference"
        " was held in Linjiang on May 22, 2024."
    )
    (first,) = accepted(conference_proposal(), by=by)
    told = {
        "name": "Shipbuilding Industry-Education Integration Development Conference",
        "venue": "",
        "theme": "",
    }
    report = conference_proposal(**told, attendance=None, roles={}, at=1, quote=english)
    row = single_proposal(make_capture(report, paragraphs=(english,), language="en"))
    second = accept(
        row, by=by, data=ProposalFormData(record=str(first.pk), matched_text=told["name"])
    )
    first.refresh_from_db()
    assert (second, Conference.objects.count(), first.name_en) == (first, 1, told["name"])
    assert first.evidence.values("article").distinct().count() == 2


def test_row_that_stands_already_gains_a_source_only(by):
    accepted(consortium_proposal(), by=by)
    accepted(consortium_proposal(), by=by)
    assert (Consortium.objects.count(), Membership.objects.count()) == (1, 2)
    assert [each.evidence.count() for each in Membership.objects.all()] == [2, 2]
