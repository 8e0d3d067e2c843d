"""The pages for proposals: the queue, a page beside its proposals, the rules, undoing a run."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ColumnLimit
from consortia.models import Conference, ConsortiumLimit, Organisation
from portal.site.roles import sync_roles
from seeds.models import Proposal
from seeds.reviewing.decisions import accept, postpone, refuse
from tests.factories import (
    make_column,
    make_conference,
    make_consortium,
    make_organisation,
    make_user,
)
from tests.seeds.invented_proposals import (
    FOUNDING_SENTENCE,
    agreement_proposal,
    conference_proposal,
    consortium_proposal,
    make_capture,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/seeds/proposal/queue/"
RULES = "/admin/seeds/proposal/rules/"
INPUT = re.compile(
    r'<input type="(text|hidden|radio|checkbox)" name="([^"]+)"(?: value="([^"]*)")?([^>]*)>'
)
SELECT = re.compile(r'<select name="([^"]+)">(.*?)</select>', re.DOTALL)


@pytest.fixture
def by(client):
    person = make_proposal_reviewer()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


def opened(client, proposal):
    """The page with the proposal open, and what its form would send."""
    page = client.get(proposal.get_decide_url().partition("#")[0])
    form = page.text.partition('id="deciding"')[2].partition("</form>")[0]
    sent = {
        name: value
        for kind, name, value, rest in INPUT.findall(form)
        if kind in {"text", "hidden"} or "checked" in rest
    }
    sent |= {
        name: re.search(r'value="([^"]*)" selected', options)[1]
        for name, options in SELECT.findall(form)
    }
    return page, {**sent, "decision": "accept"}


def send(client, proposal, **sent):
    return client.post(f"/admin/seeds/capture/{proposal.capture_id}/proposals/{proposal.pk}/", sent)


# The queue


def test_queue_lists_the_oldest_page_first_with_its_counts(client, by):
    first = make_capture(
        consortium_proposal(), membership_proposal(), membership_proposal(role="member")
    )
    second = make_capture(conference_proposal())
    page = client.get(QUEUE)
    assert [each.capture for each in page.context["pages"]] == [first, second]
    assert page.context["pages"][0].total == 3
    assert [total for _label, total in page.context["totals"]] == [1, 1, 2]


def test_queue_has_no_page_that_is_decided(client, by):
    refuse(single_proposal(make_capture(consortium_proposal())), by=by)
    postpone(single_proposal(waiting := make_capture(consortium_proposal())), by=by)
    assert [each.capture for each in client.get(QUEUE).context["pages"]] == [waiting]


def test_queue_asks_as_often_for_three_pages_as_for_one(client, by):
    make_capture(consortium_proposal())
    few = queries(client, QUEUE)
    for _page in range(2):
        make_capture(consortium_proposal(), membership_proposal())
    assert queries(client, QUEUE) == few <= 12


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_start_page_leads_to_what_waits(client, by):
    capture = make_capture(consortium_proposal())
    concern = next(
        each for each in client.get("/admin/").context["panels"] if each.address == QUEUE
    )
    title = capture.articles.get().title
    assert (concern.total, concern.rows) == (1, [(f"{title} (1)", capture.get_decide_url())])
    assert "Nothing waits for you." not in client.get("/admin/").text


def test_start_page_of_others_does_not(client):
    make_capture(consortium_proposal())
    client.force_login(make_user("view_article"))
    assert all(each.address != QUEUE for each in client.get("/admin/").context["panels"])


# A page beside its proposals


def test_evidence_of_the_open_proposal_is_marked(client, by):
    page, _form = opened(
        client,
        single_proposal(
            make_capture(consortium_proposal(), paragraphs=(f"{FOUNDING_SENTENCE}<b>又</b>",))
        ),
    )
    assert f"<mark>{FOUNDING_SENTENCE}</mark>&lt;b&gt;" in page.text


def test_what_was_done_is_said_beside_the_next_proposal(client, by):
    capture = make_capture(consortium_proposal(), conference_proposal())
    first, second = capture.proposals.all()
    client.post(f"/admin/seeds/capture/{capture.pk}/proposals/{first.pk}/", {"decision": "refuse"})
    card = client.get(second.get_decide_url()).text.partition(f'id="proposal-{second.pk}"')[2]
    assert "is refused." in card


def test_page_opens_the_first_that_waits(client, by):
    capture = make_capture(consortium_proposal(), membership_proposal())
    refuse(capture.proposals.first(), by=by)
    assert client.get(capture.get_decide_url()).context["current"] == capture.proposals.last()


def test_page_asks_as_often_however_many_proposals_stand_on_it(client, by):
    few, many = (
        make_capture(consortium_proposal()),
        make_capture(
            consortium_proposal(),
            *(membership_proposal(role=role) for role in ("chair", "member", "lead")),
        ),
    )
    assert queries(client, many.get_decide_url()) == queries(client, few.get_decide_url()) <= 30


def test_form_as_it_stands_accepts_and_leads_on(client, by):
    first, second = make_capture(consortium_proposal(), membership_proposal()).proposals.all()
    _page, form = opened(client, first)
    answer = send(client, first, **form)
    assert (answer.status_code, answer["Location"]) == (302, second.get_decide_url())
    assert Proposal.objects.get(pk=first.pk).status == "accepted"


@pytest.mark.parametrize(
    "found",
    [consortium_proposal(), conference_proposal(), agreement_proposal()],
    ids=["consortium", "conference", "agreement"],
)
def test_form_of_each_kind_can_be_sent_as_it_stands(found, client, by):
    row = single_proposal(make_capture(found))
    _page, form = opened(client, row)
    assert send(client, row, **form).status_code == 302


def test_changed_field_is_stored(client, by):
    row = single_proposal(make_capture(conference_proposal()))
    _page, form = opened(client, row)
    send(client, row, **{**form, "value:theme": "乘风"})
    row.refresh_from_db()
    assert (Conference.objects.get().theme, row.status, row.payload["theme"]) == (
        "乘风",
        "edited",
        "扬帆",
    )


def test_exact_match_is_chosen_beforehand_and_new_where_there_is_none(client, by):
    known = make_organisation(name="临江大学")
    _page, form = opened(client, single_proposal(make_capture(consortium_proposal())))
    assert (form["who:0"], form["who:1"]) == (str(known.pk), "new")


def test_refused_answer_comes_back_as_typed_with_the_reason(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    _page, form = opened(client, row)
    answer = send(client, row, **{**form, "value:founded_on": "gestern"})
    assert (answer.status_code, 'value="gestern"' in answer.text, "founded_on" in answer.text) == (
        409,
        True,
        True,
    )
    assert Organisation.objects.count() == 0


def test_difference_is_shown_beside_the_record(client, by):
    make_conference(name="船舶产教融合发展大会", dates="2024-05-22", theme="远航")
    page, form = opened(client, single_proposal(make_capture(conference_proposal())))
    (difference,) = page.context["differences"]
    assert (difference.on_record, difference.proposed) == ("远航", "扬帆")
    assert (form["base:theme"], form["take:theme"]) == ("远航", "record")


def test_record_that_goes_while_the_form_is_open_is_said(client, by):
    held = make_conference(name="船舶产教融合发展大会", dates="2024-05-22")
    row = single_proposal(make_capture(conference_proposal()))
    _page, form = opened(client, row)
    held.delete()
    answer = send(client, row, **form)
    assert (answer.status_code, "deleted or merged" in answer.text) == (409, True)


def test_second_person_is_told_and_nothing_is_written_twice(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    _page, form = opened(client, row)
    accept(row, by=make_proposal_reviewer(name="first"))
    answer = send(client, row, **form)
    assert (answer.status_code, "first" in answer.text, Organisation.objects.count()) == (
        409,
        True,
        3,
    )


def test_refusal_keeps_its_reason(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    send(client, row, decision="refuse", reason=" 只是  计划 ")
    row.refresh_from_db()
    assert (row.status, row.reason) == ("refused", "只是 计划")


@pytest.mark.parametrize("decision", ["", "all"])
def test_unknown_decision_is_refused(decision, client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    assert send(client, row, decision=decision).status_code == 409


def test_decision_is_undone_from_its_page(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    accept(row, by=by)
    client.post(f"/admin/seeds/capture/{row.capture_id}/proposals/{row.pk}/undo/")
    row.refresh_from_db()
    assert (row.status, Organisation.objects.count()) == ("waiting", 0)


def test_everything_that_matches_is_accepted_at_once(client, by):
    make_consortium(name="临江船舶产教融合共同体")
    make_organisation(name="甲山机械集团")
    row = single_proposal(make_capture(membership_proposal()))
    client.post(f"/admin/seeds/capture/{row.capture_id}/exact/")
    row.refresh_from_db()
    assert row.status == "accepted"


def test_what_has_no_place_in_a_record_is_shown(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    row.payload["motto"] = "同舟共济"  # as an earlier edition of the portal may have stored it
    row.save()
    page, _form = opened(client, row)
    assert "同舟共济" in page.text


def test_page_that_reports_nothing_opens(client, by):
    assert client.get(make_capture().get_decide_url()).status_code == 200


def test_proposal_of_another_page_is_not_found(client, by):
    row, other = (
        single_proposal(make_capture(consortium_proposal())),
        make_capture(consortium_proposal()),
    )
    assert (
        client.post(
            f"/admin/seeds/capture/{other.pk}/proposals/{row.pk}/", {"decision": "refuse"}
        ).status_code
        == 404
    )


# Rules and runs


def test_rules_are_listed_with_what_became_of_them(client, by):
    refuse(single_proposal(make_capture(consortium_proposal())), by=by)
    (record,) = client.get(RULES).context["statistics"]
    assert (record.rule, record.proposed, record.refused) == ("zh.test", 1, 1)


def test_run_is_undone_from_its_page(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    accept(row, by=by)
    path = f"/admin/seeds/batch/{row.capture.batch_id}/undo/"
    assert list(client.get(path).context["decisions"]) == [row]
    client.post(path)
    row.capture.batch.refresh_from_db()
    assert (row.capture.batch.undone_by, Organisation.objects.count()) == (by, 0)


def test_run_that_somebody_worked_on_stays_and_says_where(client, by):
    row = single_proposal(make_capture(consortium_proposal()))
    accept(row, by=by).consortium.memberships.first().delete()
    answer = client.post(f"/admin/seeds/batch/{row.capture.batch_id}/undo/")
    assert (answer.status_code, "is gone" in answer.text) == (409, True)


# Who may


@pytest.mark.parametrize(
    "path", [QUEUE, "/admin/seeds/capture/{0}/decide/", "/admin/seeds/batch/{1}/undo/"]
)
def test_pages_are_closed_to_staff_without_the_right(path, client):
    capture = make_capture(consortium_proposal())
    client.force_login(make_user("view_proposal", "view_capture", "view_batch"))
    assert client.get(path.format(capture.pk, capture.batch_id)).status_code == 403


@pytest.mark.parametrize("role", ["importer", "records editor"])
def test_role_may_decide(role, client):
    sync_roles()
    person = make_user()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    row = single_proposal(make_capture(consortium_proposal()))
    _page, form = opened(client, row)
    assert send(client, row, **form).status_code == 302


def test_person_limited_to_columns_decides_in_them_alone(client, by):
    own, other = make_column(), make_column(slug="other", name="其他", name_en="Other")
    ColumnLimit.objects.create(person=by, column=own)
    shown, hidden = (
        make_capture(consortium_proposal(), column=own),
        make_capture(consortium_proposal(), column=other),
    )
    assert [each.capture for each in client.get(QUEUE).context["pages"]] == [shown]
    assert client.get(hidden.get_decide_url()).status_code == 403
    assert send(client, single_proposal(hidden), decision="refuse").status_code == 403


def test_person_limited_to_consortia_writes_in_them_alone(client, by):
    own = make_consortium(name="临江船舶产教融合共同体")
    make_organisation(name="甲山机械集团")
    ConsortiumLimit.objects.create(person=by, consortium=own)
    inside, outside = make_capture(
        membership_proposal(), consortium_proposal(name="别的共同体")
    ).proposals.all()
    _page, form = opened(client, inside)
    assert send(client, inside, **form).status_code == 302
    _page, form = opened(client, outside)
    assert (send(client, outside, **form).status_code, Organisation.objects.count()) == (409, 2)
