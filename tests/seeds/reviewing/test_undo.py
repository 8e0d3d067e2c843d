"""A decision, or a whole run, is taken back exactly, unless somebody worked on what it wrote."""

import pytest
from django.utils import translation

from consortia.models import Conference, Membership, Organisation, OrganisationName, RejectedAlias
from seeds.reviewing.answers import NameFormData, ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.decisions import accept, refuse
from seeds.reviewing.undo import UndoRefused, undo_batch, undo_decision
from tests.factories import (
    make_conference,
    make_consortium,
    make_evidence,
    make_membership,
    make_organisation,
)
from tests.seeds.invented_proposals import (
    agreement_proposal,
    conference_proposal,
    consortium_proposal,
    dump_tables,
    make_batch,
    make_capture,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_proposal_reviewer()


def accept_all(capture, *, by):
    for row in capture.proposals.all():
        accept(row, by=by)


def refused_places(batch, *, by):
    """Where the run cannot be undone; nothing moves."""
    before = dump_tables()
    with translation.override("en"), pytest.raises(UndoRefused) as caught:
        undo_batch(batch, by=by)
    assert dump_tables() == before
    return caught.value.places


def test_run_is_undone_row_for_row(by):
    batch = make_batch()
    captures = [
        make_capture(
            consortium_proposal(),
            membership_proposal(),
            conference_proposal(),
            agreement_proposal(),
            batch=batch,
        )
        for _page in range(2)
    ]
    before = dump_tables()
    for capture in captures:
        accept_all(capture, by=by)
    assert dump_tables() != before
    assert undo_batch(batch, by=by) == 8
    assert dump_tables() == before
    assert (batch.undone_by, {row.status for row in captures[0].proposals.all()}) == (
        by,
        {"waiting"},
    )


def test_what_was_filled_in_is_blank_again(by):
    held = make_conference(name="船舶产教融合发展大会", dates="2024-05-22", theme="远航")
    capture = make_capture(conference_proposal())
    make_evidence(held, capture.articles.get(), field="theme")
    before = dump_tables()
    accept(
        single_proposal(capture),
        by=by,
        data=ProposalFormData(column_choices={"theme": "page"}, shown_values={"theme": "远航"}),
    )
    assert Conference.objects.values_list("theme", "venue").get() == ("扬帆", "临江")
    undo_decision(single_proposal(capture), by=by)
    assert dump_tables() == before


def test_what_was_said_of_names_is_forgotten_again(by):
    known = make_organisation(name="临江大学")
    RejectedAlias.objects.create(
        name="linjiangdaxue",
        printed="Linjiang Daxue",
        organisation=known,
        at=known.changed_at,
        why="x",
    )
    capture = make_capture(consortium_proposal(lead_organisations=["Linjiang Daxue"]))
    before = dump_tables()
    said = NameFormData(text="Linjiang Daxue", choice=str(known.pk), matched_text="Linjiang Daxue")
    accept(single_proposal(capture), by=by, data=ProposalFormData(names={0: said}))
    assert (OrganisationName.objects.count(), RejectedAlias.objects.count()) == (1, 0)
    undo_decision(single_proposal(capture), by=by)
    assert dump_tables() == before


def test_organisation_that_became_a_consortium_is_none_again(by):
    make_organisation(name="临江船舶产教融合共同体", kind="other")
    capture = make_capture(membership_proposal())
    before = dump_tables()
    accept(single_proposal(capture), by=by)
    undo_decision(single_proposal(capture), by=by)
    assert dump_tables() == before


def test_decision_can_be_made_anew_after_it_was_undone(by):
    capture = make_capture(consortium_proposal())
    accept(single_proposal(capture), by=by)
    undo_decision(single_proposal(capture), by=by)
    accept(single_proposal(capture), by=by)
    assert (single_proposal(capture).status, Organisation.objects.count()) == ("accepted", 3)


def test_refusal_is_taken_back_by_itself_and_not_with_its_run(by):
    capture = make_capture(consortium_proposal())
    refuse(single_proposal(capture), by=by)
    assert (undo_batch(capture.batch, by=by), single_proposal(capture).status) == (0, "refused")
    undo_decision(single_proposal(capture), by=by)
    assert (single_proposal(capture).status, single_proposal(capture).decided_by) == (
        "waiting",
        None,
    )


def test_nothing_to_take_back_is_said(by):
    with pytest.raises(ProposalDecisionRefused):
        undo_decision(single_proposal(make_capture(consortium_proposal())), by=by)


def test_right_to_undo_a_run_is_needed(by):
    capture = make_capture(consortium_proposal())
    accept(single_proposal(capture), by=by)
    by.user_permissions.remove(*by.user_permissions.filter(codename="undo_batch"))
    with pytest.raises(ProposalDecisionRefused):
        undo_batch(capture.batch, by=type(by).objects.get(pk=by.pk))
    assert single_proposal(capture).status == "accepted"


# Refused where somebody worked on it


def test_changed_row_is_named_with_its_fields(by):
    capture = make_capture(consortium_proposal())
    accept(single_proposal(capture), by=by)
    body = Organisation.objects.get(name="临江大学")
    body.name_en = "Linjiang University"
    body.save()
    (place,) = refused_places(capture.batch, by=by)
    assert "changed since" in place


def test_row_that_is_gone_is_named(by):
    capture = make_capture(consortium_proposal())
    accept(single_proposal(capture), by=by)
    Membership.objects.first().delete()
    places = refused_places(capture.batch, by=by)
    assert any("is gone" in place for place in places)


def test_row_that_leans_on_what_would_go_is_named(by):
    capture = make_capture(consortium_proposal())
    accept(single_proposal(capture), by=by)
    make_membership(
        organisation=Organisation.objects.get(name="临江大学"),
        consortium=make_consortium(name="另一个"),
    )
    (place,) = refused_places(capture.batch, by=by)
    assert "临江大学" in place


def test_evidence_that_an_editor_added_stands_in_the_way(by):
    capture = make_capture(consortium_proposal())
    accept(single_proposal(capture), by=by)
    make_evidence(Organisation.objects.get(name="临江大学"), capture.articles.get(), quote="牵头")
    assert len(refused_places(capture.batch, by=by)) == 1


def test_later_decision_of_another_run_stands_in_the_way(by):
    first, second = make_capture(consortium_proposal()), make_capture(membership_proposal())
    accept(single_proposal(first), by=by)
    accept(single_proposal(second), by=by)
    before = dump_tables()
    assert refused_places(first.batch, by=by) != []
    undo_batch(second.batch, by=by)
    undo_batch(first.batch, by=by)
    assert len(dump_tables()["consortia.Organisation"]) == 0 < len(before["consortia.Organisation"])


def test_edit_of_another_field_stays_when_a_gap_is_blank_again(by):
    held = make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    capture = make_capture(conference_proposal())
    accept(single_proposal(capture), by=by)
    held.refresh_from_db()
    held.edition = "首届"
    held.save()
    undo_decision(single_proposal(capture), by=by)
    held.refresh_from_db()
    assert (held.edition, held.theme, held.venue) == ("首届", "", "")


def test_decision_that_a_later_version_kept_is_taken_back_there_too(by):
    first = make_capture(consortium_proposal())
    accept(single_proposal(first), by=by)
    second = make_capture(consortium_proposal(), previous=first)
    undo_batch(first.batch, by=by)
    assert (single_proposal(first).status, single_proposal(second).status) == ("waiting", "waiting")
