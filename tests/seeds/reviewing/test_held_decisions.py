"""What is accepted out of a draft is written when its article is public, and not before."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consortia.models import Conference, Consortium, Evidence, Membership, Organisation
from seeds.models import Proposal
from seeds.reviewing.answers import NameFormData, ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.decisions import accept
from seeds.reviewing.undo import undo_decision
from tests.factories import (
    make_conference,
    make_organisation,
)
from tests.seeds.invented_proposals import (
    agreement_proposal,
    conference_proposal,
    consortium_proposal,
    dump_tables,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)
from tests.seeds.reviewing.held_pages import accept_all, make_draft, publish, statuses

pytestmark = pytest.mark.django_db
NAME = "临江船舶产教融合共同体"
PLACES = (
    "/zh-hans/consortia/",
    "/zh-hans/organisations/",
    "/zh-hans/organisations/?format=csv",
    "/zh-hans/consortia/?format=atom",
    "/zh-hans/consortia/?format=csv",
    "/zh-hans/search/?q=临江船舶&kind=consortium",
    "/api/v1/consortia/",
)


@pytest.fixture
def by():
    return make_proposal_reviewer()


# Before and after


def count_on(client, path):
    """How often the consortium is named there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer).decode().count(NAME)


def test_accepted_fact_of_a_draft_is_hidden_until_the_article_is_public(client, by):
    capture = make_draft(consortium_proposal(), paragraphs=("某共同体成立。",))
    assert accept_all(capture, by=by) == [None]
    assert {count_on(client, path) for path in PLACES} == {0}
    publish(capture)
    assert [path for path in PLACES if not count_on(client, path)] == []
    assert statuses(capture) == ["accepted"]


def test_statistics_count_an_accepted_fact_when_its_article_is_public(client, by):
    before = client.get("/zh-hans/statistics/").content
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    assert client.get("/zh-hans/statistics/").content == before
    publish(capture)
    assert client.get("/zh-hans/statistics/").content != before


def test_accepting_out_of_a_draft_changes_no_row(by):
    make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    make_organisation(name="临江大学")
    capture = make_draft(conference_proposal(), consortium_proposal())
    before = dump_tables()
    accept_all(capture, by=by)
    assert dump_tables() == before


def test_record_on_the_site_is_completed_when_the_article_is_public(by):
    standing = make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    capture = make_draft(conference_proposal())
    accept_all(capture, by=by)
    publish(capture)
    standing.refresh_from_db()
    assert (standing.venue, Conference.objects.count()) == ("临江", 1)


def test_released_rows_are_those_that_an_acceptance_writes_at_once(by):
    capture = make_draft(consortium_proposal())
    (row,) = capture.proposals.all()
    accept(row, by=by, data=ProposalFormData(values={"founded_on": "2024"}))
    publish(capture)
    row.refresh_from_db()
    assert (row.status, row.decided_by, row.record.consortium.founded_on) == ("edited", by, "2024")
    assert row.record.history.get().history_user == by
    assert Evidence.objects.filter(article=row.article).count() == 5


# Refused before anything waits


@pytest.mark.parametrize(
    "data",
    [
        ProposalFormData(values={"founded_on": "11月14日"}),
        ProposalFormData(record="9999", matched_text=NAME),
        ProposalFormData(
            names={0: NameFormData(text="临江大学", matched_text="临江大学", choice="held:9")}
        ),
        ProposalFormData(
            names={0: NameFormData(text="临江大学", matched_text="临江大学", choice="x")}
        ),
    ],
)
def test_what_could_not_be_written_is_refused_at_once(data, by):
    row = single_proposal(make_draft(consortium_proposal()))
    with pytest.raises(ProposalDecisionRefused):
        accept(row, by=by, data=data)
    row.refresh_from_db()
    assert (row.status, row.decision, Organisation.objects.count()) == ("waiting", {}, 0)


# What rests on what is held


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_membership_of_a_held_consortium_ends_at_one_record(order, by):
    capture = make_draft(consortium_proposal(), membership_proposal())
    rows = list(capture.proposals.all())
    new = {1: NameFormData(text=NAME, matched_text=NAME, choice="new")}
    for place in order:
        is_first_membership = place == 1 and order[0] == 1
        accept(
            rows[place], by=by, data=ProposalFormData(names=new) if is_first_membership else None
        )
    publish(capture)
    assert statuses(capture) == ["accepted", "accepted"]
    assert Consortium.objects.get().memberships.count() == 3
    assert Organisation.objects.without_consortia().count() == 2


def test_two_proposals_of_one_new_body_end_at_one_record(by):
    capture = make_draft(conference_proposal(), agreement_proposal())
    accept_all(capture, by=by)
    publish(capture)
    assert statuses(capture) == ["accepted", "accepted"]
    assert sorted(Organisation.objects.values_list("name", flat=True)) == [
        "临江大学",
        "甲山机械集团",
    ]


def test_conference_of_an_agreement_is_the_held_one(by):
    capture = make_draft(
        conference_proposal(), agreement_proposal(conference="船舶产教融合发展大会")
    )
    accept_all(capture, by=by)
    publish(capture)
    _conference, agreement = capture.proposals.all()
    assert agreement.record.conference == Conference.objects.get()


def test_two_pages_of_one_new_body_end_at_one_record(by):
    pages = [make_draft(consortium_proposal()), make_draft(agreement_proposal())]
    for page in pages:
        accept_all(page, by=by)
    for page in pages:
        publish(page)
    assert Organisation.objects.without_consortia().count() == 2


def test_membership_comes_back_when_its_consortium_was_undone(by):
    capture = make_draft(consortium_proposal(), membership_proposal())
    accept_all(capture, by=by)
    undo_decision(capture.proposals.first(), by=by)
    publish(capture)
    assert (statuses(capture), Membership.objects.count()) == (["waiting", "waiting"], 0)
    assert NAME in capture.proposals.last().reason


# What no longer fits


def test_record_of_that_name_that_came_up_since_is_asked_about(by):
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    make_organisation(name="临江大学")
    publish(capture)
    row = single_proposal(capture)
    assert (row.status, "临江大学" in row.reason, Consortium.objects.count()) == (
        "waiting",
        True,
        0,
    )
    assert accept(row, by=by).consortium.memberships.count() == 2


def test_value_that_an_editor_filled_in_since_is_asked_about(by):
    standing = make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    capture = make_draft(conference_proposal())
    accept_all(capture, by=by)
    standing.theme = "远航"
    standing.save()
    publish(capture)
    standing.refresh_from_db()
    assert (statuses(capture), standing.theme, standing.venue) == (["waiting"], "远航", "")


def test_person_who_lost_the_right_writes_nothing(by):
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    by.user_permissions.clear()
    publish(capture)
    assert (statuses(capture), Organisation.objects.count()) == (["waiting"], 0)


def test_typed_text_of_what_came_back_stays(by):
    row = single_proposal(make_draft(consortium_proposal()))
    accept(row, by=by, data=ProposalFormData(values={"founded_on": "2024"}))
    make_organisation(name="临江大学")
    publish(row.capture)
    row.refresh_from_db()
    assert accept(row, by=by).consortium.founded_on == "2024"


# Constraints


def test_held_decision_needs_a_person(by):
    row = single_proposal(make_draft(consortium_proposal()))
    with (
        pytest.raises(IntegrityError, match="seeds_proposal_held_for_a_person"),
        transaction.atomic(),
    ):
        Proposal.objects.filter(pk=row.pk).update(status="held", decided_at=timezone.now())


def test_decision_is_not_confirmed_by_who_made_it(by):
    row = single_proposal(make_draft(consortium_proposal()))
    with (
        pytest.raises(IntegrityError, match="seeds_proposal_confirmed_by_another"),
        transaction.atomic(),
    ):
        Proposal.objects.filter(pk=row.pk).update(decided_by=by, confirmed_by=by)
