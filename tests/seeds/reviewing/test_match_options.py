"""Who is meant by a name, who may decide, and what happens when another was faster."""

import pytest
from django.utils import translation

from consortia.merging import merge
from consortia.models import (
    Membership,
    RejectedAlias,
)
from seeds.models import Proposal
from seeds.reviewing.answers import NameFormData, ProposalDecisionRefused, ProposalFormData
from seeds.reviewing.decisions import accept, accept_exact_matches, postpone, refuse
from tests.factories import make_consortium, make_name, make_organisation, make_user
from tests.seeds.invented_proposals import (
    ORGANISATION_NAMES,
    consortium_proposal,
    make_capture,
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


# Names


def test_exact_name_is_the_record_that_bears_it(by):
    known = make_organisation(name="临江大学")
    accepted(consortium_proposal(lead_organisations=["临江大学"]), by=by)
    assert Membership.objects.get().organisation == known


def test_chosen_candidate_gains_the_printed_name_as_an_alias(by):
    known = make_organisation(name="临江大学")
    row = single_proposal(make_capture(consortium_proposal(lead_organisations=["Linjiang Daxue"])))
    said_of = {
        0: NameFormData(text="Linjiang Daxue", choice=str(known.pk), matched_text="Linjiang Daxue")
    }
    accept(row, by=by, data=ProposalFormData(names=said_of))
    assert (Membership.objects.get().organisation, known.names.get().text) == (
        known,
        "Linjiang Daxue",
    )


def test_candidate_that_is_not_meant_is_remembered(by):
    known = make_organisation(name="临江市机械研究院有限公司")
    row = single_proposal(
        make_capture(
            consortium_proposal(
                lead_organisations=["Linjiang Machinery Research Institute Co., Ltd."]
            )
        )
    )
    name = row.payload["lead_organisations"][0]
    accept(
        row,
        by=by,
        data=ProposalFormData(names={0: NameFormData(text=name, choice="new", matched_text=name)}),
    )
    assert Membership.objects.get().organisation != known
    assert set(RejectedAlias.objects.values_list("organisation", "by")) <= {(known.pk, by.pk)}


def test_name_that_two_bear_has_to_be_chosen(by):
    first, second = make_organisation(name="临江大学"), make_organisation(name="临江大学")
    row = single_proposal(make_capture(consortium_proposal(lead_organisations=["临江大学"])))
    refused(row, by=by, match="临江大学")
    accept(
        row,
        by=by,
        data=ProposalFormData(
            names={0: NameFormData(text="临江大学", choice=str(second.pk), matched_text="临江大学")}
        ),
    )
    assert (Membership.objects.get().organisation, first.memberships.count()) == (second, 0)


def test_name_that_was_corrected_is_looked_up_again(by):
    known = make_organisation(name="临江大学")
    row = single_proposal(make_capture(consortium_proposal(lead_organisations=["日前临江大学"])))
    accept(
        row,
        by=by,
        data=ProposalFormData(
            names={0: NameFormData(text="临江大学", choice="new", matched_text="日前临江大学")}
        ),
    )
    row.refresh_from_db()
    assert (Membership.objects.get().organisation, row.status) == (known, "edited")


def test_name_left_out_has_no_part_in_what_is_written(by):
    row = single_proposal(make_capture(consortium_proposal()))
    accept(
        row,
        by=by,
        data=ProposalFormData(
            names={
                1: NameFormData(
                    text=ORGANISATION_NAMES[1], choice="out", matched_text=ORGANISATION_NAMES[1]
                )
            }
        ),
    )
    assert (Membership.objects.get().organisation.name, row.status) == ("临江大学", "edited")


def test_one_more_name_is_taken(by):
    row = single_proposal(make_capture(consortium_proposal(lead_organisations=[])))
    accept(row, by=by, data=ProposalFormData(names={0: NameFormData(text="临江大学")}))
    assert Membership.objects.get().organisation.name == "临江大学"


def test_organisation_becomes_a_consortium_where_the_page_says_so(by):
    known = make_organisation(name="临江船舶产教融合共同体", kind="other")
    accepted(membership_proposal(), by=by)
    known.refresh_from_db()
    assert (known.kind, known.consortium.memberships.get().role) == ("consortium", "chair")


# Who and when


def test_right_is_needed(by):
    row = single_proposal(make_capture(consortium_proposal()))
    by.user_permissions.clear()
    by = type(by).objects.get(pk=by.pk)
    refused(row, by=by, match="no right")


def test_two_people_decide_once(by):
    capture = make_capture(consortium_proposal())
    late = single_proposal(capture)
    accept(single_proposal(capture), by=by)
    before = row_counts()
    for act in (accept, refuse, postpone):
        with pytest.raises(ProposalDecisionRefused, match=by.username):
            act(late, by=make_proposal_reviewer())
    assert row_counts()["consortia.Organisation"] == before["consortia.Organisation"]


def test_chosen_record_that_is_gone_is_said(by):
    known = make_organisation(name="临江学院")
    row = single_proposal(make_capture(consortium_proposal(lead_organisations=["临江大学"])))
    pk = str(known.pk)
    known.delete()
    refused(
        row,
        by=by,
        match="deleted or merged",
        data=ProposalFormData(
            names={0: NameFormData(text="临江大学", choice=pk, matched_text="临江大学")}
        ),
    )


def test_chosen_record_that_was_merged_leads_to_the_one_it_became(by):
    gone, kept = make_organisation(name="临江学院"), make_organisation(name="临江理工大学")
    row = single_proposal(make_capture(consortium_proposal(lead_organisations=["临江大学"])))
    answer = ProposalFormData(
        names={0: NameFormData(text="临江大学", choice=str(gone.pk), matched_text="临江大学")}
    )
    merge(kept, gone, by=make_user(superuser=True), why="同一所学校")
    accept(row, by=by, data=answer)
    assert Membership.objects.get().organisation == kept


def test_proposal_whose_article_is_gone_writes_nothing(by):
    row = single_proposal(make_capture(consortium_proposal(), is_public=False))
    row.article.delete()
    row.refresh_from_db()
    refused(row, by=by, match="was deleted")


def test_quote_that_an_editor_took_out_rests_on_the_article(by):
    row = single_proposal(make_capture(consortium_proposal()))
    row.article.body = "<p>改过的话。</p>"
    row.article.save()
    body = accept(row, by=by)
    assert body.evidence.values_list("paragraph", "quote").get() == (None, "")


def test_value_that_cannot_be_stored_is_refused_with_its_field(by):
    row = single_proposal(make_capture(consortium_proposal()))
    refused(
        row,
        by=by,
        match="founded on: .gestern.",
        data=ProposalFormData(values={"founded_on": "gestern"}),
    )


def test_put_off_stays_open(by):
    row = single_proposal(make_capture(consortium_proposal()))
    postpone(row, by=by)
    assert (row.status, Proposal.objects.waiting().count(), Proposal.objects.open().count()) == (
        "later",
        0,
        1,
    )


def test_exact_matches_are_accepted_and_others_left(by):
    make_consortium(name="临江船舶产教融合共同体")
    make_name(make_organisation(name="甲山机械集团"), "甲山集团")
    capture = make_capture(
        membership_proposal(),
        membership_proposal(organisation="甲山集团", role="member"),
        membership_proposal(organisation="无名公司"),
    )
    tally = accept_exact_matches(capture, by=by)
    assert (tally.accepted, tally.skipped) == (2, [])
    assert [row.status for row in capture.proposals.all()] == ["accepted", "accepted", "waiting"]
