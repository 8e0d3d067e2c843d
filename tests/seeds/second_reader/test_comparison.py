"""Two readings of a page become one list, and each proposal says who read it."""

import pytest

from seeds.extraction import ExtractedEvidence
from seeds.models.read_by import ReadBy
from seeds.pages import PageArticle
from seeds.proposing.read_proposal import ReadProposal
from seeds.proposing.storage import ArticleProposals, store_proposals
from seeds.reviewing.decisions import refuse
from seeds.second_reader.comparison import combine_readings
from seeds.second_reader.verification import VerifiedFact
from tests.seeds.invented_proposals import (
    CONFERENCE_SENTENCE,
    SIGNING_SENTENCE,
    conference_proposal,
    make_capture,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)

QUOTE = ExtractedEvidence(field="venue", paragraph=3, quote=CONFERENCE_SENTENCE)


def conference_fact(**fields):
    return VerifiedFact(
        kind="conference", fields={"name": "船舶产教融合发展大会", **fields}, evidence=(QUOTE,)
    )


def membership_fact():
    fields = {
        "organisation": "乙水职业学院",
        "consortium": "",
        "role": "chair",
        "wording": "理事长",
    }
    evidence = ExtractedEvidence(field="organisation", paragraph=2, quote=SIGNING_SENTENCE)
    return VerifiedFact(kind="membership", fields=fields, evidence=(evidence,))


def of_rules(extracted):
    return ReadProposal.by_rules(extracted)


def test_blank_field_is_filled_with_the_quote_of_the_second_reader():
    blank = of_rules(conference_proposal(venue="", theme=""))
    (both,) = combine_readings([blank], [conference_fact(venue="临江", theme="扬帆")])
    assert (both.read_by, both.filled, both.fields["venue"]) == (ReadBy.BOTH, ("venue",), "临江")
    assert both.fields["theme"] == ""  # no quote of its own
    assert QUOTE in both.evidence


def test_rules_keep_their_value_where_the_readings_differ():
    (both,) = combine_readings([of_rules(conference_proposal())], [conference_fact(venue="江城")])
    assert (both.fields["venue"], both.differing) == ("临江", {"venue": "江城"})
    assert both.as_json()["second_reading"] == {"filled": [], "differing": {"venue": "江城"}}


def test_each_alone_stays_as_it_is():
    rules, second = combine_readings([of_rules(membership_proposal())], [membership_fact()] * 2)
    assert rules == of_rules(membership_proposal())
    assert (second.read_by, second.rule) == (ReadBy.SECOND_READER, "second_reader.membership")


def store(*proposals):
    """A page with these proposals."""
    capture = make_capture()
    draft = capture.articles.get()
    store_proposals(capture, [ArticleProposals(draft_page(), draft, proposals)])
    return capture


def draft_page():
    return PageArticle(paragraphs=("甲。", SIGNING_SENTENCE, CONFERENCE_SENTENCE))


@pytest.mark.django_db
def test_decisions_move_the_confidence_of_the_second_reader():
    by = make_proposal_reviewer()
    for _time in range(8):
        refuse(single_proposal(store(*combine_readings([], [membership_fact()]))), by=by)
    row = single_proposal(store(*combine_readings([], [membership_fact()])))
    assert (row.stated_confidence, row.confidence) == (0.5, 0.25)


@pytest.mark.django_db
def test_page_says_who_read_what_and_shows_markup_as_text(client):
    reading = combine_readings(
        [of_rules(conference_proposal(venue=""))],
        [conference_fact(venue="临江", theme="<script>alert(1)</script>")],
    )
    row = single_proposal(store(*reading))
    assert (row.confidence, row.stated_confidence) == (0.85, pytest.approx(0.85))
    client.force_login(make_proposal_reviewer())
    page = client.get(
        f"/admin/seeds/capture/{row.capture_id}/decide/", headers={"accept-language": "en"}
    )
    text = page.content.decode()
    assert row.get_read_by_display() in text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
