"""When held decisions are written, who confirms them, and how they are undone."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from consortia.models import Consortium, Organisation
from consortia.models.user_limits import ConsortiumLimit
from seeds.models import Proposal
from seeds.reviewing.answers import NameFormData, ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.decisions import accept, refuse
from seeds.reviewing.release import confirm, confirm_page, release_due
from seeds.reviewing.undo import undo_batch, undo_decision
from tests.factories import make_conference, make_consortium, make_user, pass_reviews
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


@pytest.fixture
def by():
    return make_proposal_reviewer()


def new_consortium():
    """The choice of a new record for the consortium of a membership."""
    name = "临江船舶产教融合共同体"
    return ProposalFormData(names={1: NameFormData(text=name, matched_text=name, choice="new")})


@pytest.fixture
def second_person(settings):
    """A portal on which a second person confirms what was accepted out of a draft."""
    settings.ACCEPTED_FACTS_PUBLIC = "second_person"
    return make_proposal_reviewer()


# The moments


def test_scheduled_article_releases_at_its_moment_by_command(by, capsys):
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    (article,) = capture.articles.all()
    article.go_live = timezone.now() + timezone.timedelta(days=1)
    article.save()
    publish(capture)
    assert Organisation.objects.count() == 0
    article.versions.update(public_from=timezone.now() - timezone.timedelta(minutes=1))
    call_command("release_accepted")
    assert "1 written, 0 to be decided on again, 0 waiting" in capsys.readouterr().out
    assert Consortium.objects.count() == 1


def make_due(page):
    """Let the article of the page appear by itself."""
    (article,) = page.articles.all()
    article.go_live = timezone.now() + timezone.timedelta(days=1)
    article.save()
    publish(page)
    article.versions.update(public_from=timezone.now() - timezone.timedelta(minutes=1))


def panels(client):
    """The panels of accepted facts on the start page, by what their titles end with."""
    client.cookies["django_language"] = "en"
    shown = client.get("/admin/").context["panels"]
    return {panel.title.partition(", ")[2]: panel for panel in shown if "Accepted, " in panel.title}


def test_start_page_lists_what_is_due_and_writes_nothing(client, by):
    due, waiting = make_draft(consortium_proposal()), make_draft(agreement_proposal())
    for page in (due, waiting):
        accept_all(page, by=by)
    make_due(due)
    client.force_login(by)
    shown = panels(client)
    assert [panel.total for panel in shown.values()] == [1, 1]
    assert (
        shown["waiting to be public"].rows[0][0].endswith("It waits for its article to be public.")
    )
    assert Consortium.objects.count() == 0


def test_button_of_the_start_page_puts_what_is_due_on_record(client, by):
    page = make_draft(consortium_proposal())
    accept_all(page, by=by)
    make_due(page)
    client.force_login(by)
    address = panels(client)["and due on record"].action
    assert client.get(address).status_code == 405
    answer = client.post(address, follow=True)
    assert "1 fact is on record." in answer.text
    assert (Consortium.objects.count(), panels(client)) == (1, {})


def test_nothing_is_put_on_record_without_the_right(client, by):
    page = make_draft(consortium_proposal())
    accept_all(page, by=by)
    make_due(page)
    client.force_login(make_user("view_proposal"))
    assert client.post("/admin/seeds/proposal/release/").status_code == 403
    assert Consortium.objects.count() == 0


def test_withdrawn_article_keeps_its_facts_waiting(client, by):
    capture = make_draft(consortium_proposal(), agreement_proposal())
    first, second = capture.proposals.all()
    accept(first, by=by)
    publish(capture)
    (article,) = capture.articles.all()
    article.withdraw(by=make_user("withdraw_article"), reason="in_error")
    assert accept(second, by=by) is None
    release_due(at=timezone.now())
    client.force_login(by)
    client.cookies["django_language"] = "en"
    assert statuses(capture) == ["accepted", "held"]
    assert "Its article was withdrawn" in client.get(second.get_decide_url()).text


def test_deleted_article_sends_its_facts_back(by):
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    capture.articles.get().delete()
    release_due(at=timezone.now())
    assert (statuses(capture), "删除" in single_proposal(capture).reason) == (["waiting"], True)


def test_page_says_what_was_done_and_leads_on(client, by):
    capture = make_draft(consortium_proposal(), membership_proposal(), agreement_proposal())
    other = make_draft(conference_proposal())
    first, second, third = capture.proposals.all()
    accept(first, by=by, data=ProposalFormData(values={"name": "临江造船共同体"}))
    accept(second, by=by, data=new_consortium())
    refuse(third, by=by)
    client.force_login(by)
    client.cookies["django_language"] = "en"
    page = client.get(capture.get_decide_url())
    summary = page.context["summary"]
    assert (summary.written, summary.held, summary.refused) == (0, 2, 1)
    assert "临江造船共同体" in page.text
    assert other.get_decide_url() in page.text
    assert f"/admin/articles/article/{first.article_id}/change/" in page.text
    publish(capture)
    summary = client.get(capture.get_decide_url()).context["summary"]
    assert (summary.written, summary.held) == (2, 0)
    assert all(row.record_url for kind in summary.kinds for row in kind.written)


# A later version of the page


def test_held_decisions_move_to_the_later_version_of_their_page(by):
    found = (consortium_proposal(), membership_proposal())
    first = make_draft(*found)
    accept_all(first, by=by)
    second = make_draft(*found, previous=first)
    assert (statuses(first), statuses(second)) == (["outdated"] * 2, ["held"] * 2)
    publish(first)
    assert Organisation.objects.count() == 0
    publish(second)
    assert (statuses(second), Consortium.objects.count()) == (["accepted"] * 2, 1)


def test_held_decision_is_asked_again_where_the_page_says_something_else(by):
    first = make_draft(consortium_proposal())
    accept_all(first, by=by)
    second = make_draft(consortium_proposal(founded_on="2023"), previous=first)
    assert (statuses(first), statuses(second)) == (["outdated"], ["waiting"])


# Undoing


def test_waiting_decision_is_undone_exactly(by):
    capture = make_draft(consortium_proposal())
    fields = [field.attname for field in Proposal._meta.concrete_fields]
    before = list(Proposal.objects.values(*fields))
    accept_all(capture, by=by)
    undo_decision(single_proposal(capture), by=by)
    assert list(Proposal.objects.values(*fields)) == before


def test_released_decisions_are_undone_exactly(by):
    make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    capture = make_draft(consortium_proposal(), membership_proposal(), conference_proposal())
    accept_all(capture, by=by)
    (article,) = capture.articles.all()
    article.submit(by=make_user("submit_article"))
    before = dump_tables()
    with transaction.atomic():
        Proposal.objects.update(status="waiting", decision={}, decided_at=None, decided_by=None)
        pass_reviews(article)
        public = dump_tables("auth.User", "articles.Review")
        transaction.set_rollback(True)
    pass_reviews(article)
    assert dump_tables() != before
    assert undo_batch(capture.batch, by=by) == 3
    kept = {
        "consortia.Organisation",
        "consortia.Conference",
        "consortia.Membership",
        "consortia.Evidence",
    }
    after = dump_tables("auth.User", "articles.Review")
    assert {name: after[name] for name in kept} == {name: public[name] for name in kept}


def test_undoing_a_run_takes_back_what_waits_too(by):
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    assert (undo_batch(capture.batch, by=by), statuses(capture)) == (1, ["waiting"])


# A second person


def test_second_person_confirms_and_the_fact_is_on_record(by, second_person):
    row = single_proposal(make_draft(consortium_proposal()))
    accept(row, by=by)
    assert (row.status, Organisation.objects.count()) == ("held", 0)
    confirm(row, by=second_person)
    assert (row.status, row.decided_by, row.confirmed_by) == ("accepted", by, second_person)
    assert Consortium.objects.count() == 1


@pytest.mark.parametrize("superuser", [False, True])
def test_confirmation_is_refused_to_who_accepted(superuser, second_person):
    by = make_user("decide_proposal", superuser=superuser)
    row = single_proposal(make_draft(consortium_proposal()))
    accept(row, by=by)
    with pytest.raises(ProposalDecisionRefused, match=r"accepted this yourself|自己"):
        confirm(row, by=by)
    assert confirm_page(row.capture, by=by).released == []
    assert Organisation.objects.count() == 0


def test_confirmation_is_refused_without_the_right(by, second_person):
    row = single_proposal(make_draft(consortium_proposal()))
    accept(row, by=by)
    for refused in (
        lambda: confirm(row, by=make_user()),
        lambda: confirm_page(row.capture, by=make_user()),
    ):
        with pytest.raises(ProposalDecisionRefused):
            refused()
    assert Organisation.objects.count() == 0


def test_confirmation_beyond_the_second_persons_limits_is_refused(by, second_person):
    ConsortiumLimit.objects.create(
        person=second_person, consortium=make_consortium(name="别的共同体")
    )
    row = single_proposal(make_draft(consortium_proposal()))
    accept(row, by=by)
    with pytest.raises(ProposalDecisionRefused):
        confirm(row, by=second_person)
    assert len(confirm_page(row.capture, by=second_person).waiting) == 1
    row.refresh_from_db()
    assert (row.status, Consortium.objects.count()) == ("held", 1)


def test_publication_does_not_stand_for_the_second_person(by, second_person):
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    publish(capture)
    release_due(at=timezone.now())
    assert (statuses(capture), Organisation.objects.count()) == (["held"], 0)


def test_confirmation_waits_for_what_the_fact_rests_on(by, second_person):
    capture = make_draft(consortium_proposal(), membership_proposal())
    accept_all(capture, by=by)
    with pytest.raises(ProposalDecisionRefused):
        confirm(capture.proposals.last(), by=second_person)
    assert len(confirm_page(capture, by=second_person).released) == 2


def test_nobody_confirms_where_the_article_decides(by):
    row = single_proposal(make_draft(consortium_proposal()))
    accept(row, by=by)
    with pytest.raises(ProposalDecisionRefused):
        confirm(row, by=make_proposal_reviewer())
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize("mode", ["", "nobody", None])
def test_unknown_mode_writes_nothing(mode, settings, by):
    settings.ACCEPTED_FACTS_PUBLIC = mode
    capture = make_draft(consortium_proposal())
    accept_all(capture, by=by)
    publish(capture)
    with pytest.raises(ProposalDecisionRefused):
        confirm(single_proposal(capture), by=make_proposal_reviewer())
    assert Organisation.objects.count() == 0


def test_damaged_decision_stops_no_other_one(by, caplog):
    capture = make_draft(consortium_proposal(), agreement_proposal())
    accept_all(capture, by=by)
    damaged = capture.proposals.first()
    capture.proposals.filter(pk=damaged.pk).update(decision={"data": {"values": {}}})
    publish(capture)
    assert statuses(capture) == ["held", "accepted"]
    assert f"proposal {damaged.pk} cannot be written" in caplog.text
