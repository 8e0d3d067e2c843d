"""What pages seem to report is stored beside them; decisions outlive a new version of the page."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from portal.core import html
from seeds.models import Batch, Capture, Proposal
from seeds.reviewing.decisions import accept, refuse
from tests.factories import make_user
from tests.seeds.captured_pages import (
    PAGE_TEXT,
    digest_page_text,
    import_page_files,
    write_page_file,
)
from tests.seeds.invented_pages import FIRST_PARAGRAPH
from tests.seeds.invented_proposals import (
    conference_proposal,
    consortium_proposal,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)
from tests.seeds.invented_proposals import make_capture as make_stored_page
from tests.seeds.row_counts import row_counts

pytestmark = pytest.mark.django_db


def version(previous, *found):
    """The page as it was captured later."""
    return make_stored_page(*found, previous=previous)


def statuses(capture):
    return {row.kind: row.status for row in capture.proposals.all()}


def test_page_is_stored_with_what_it_seems_to_report(tmp_path):
    import_page_files(write_page_file(tmp_path))
    found = Proposal.objects.get(kind="agreement")
    assert (found.capture, found.article, found.status) == (
        Capture.objects.get(),
        Article.objects.get(),
        "waiting",
    )
    assert found.payload["parties"] == ["临江职业学院", "东岭钢铁公司"]
    assert len(found.rules_hash) == 64


def test_evidence_stands_in_the_paragraph_of_the_draft(tmp_path):
    import_page_files(write_page_file(tmp_path))
    texts = html.paragraphs(Article.objects.get().body)
    for each in Proposal.objects.get(kind="agreement").evidence:
        assert each["quote"] in texts[each["paragraph"] - 1] == FIRST_PARAGRAPH


def test_headings_do_not_count_as_paragraphs():
    capture = make_stored_page(
        consortium_proposal(at=2), paragraphs=("## 成立", consortium_proposal().evidence[0].quote)
    )
    assert {each["paragraph"] for each in single_proposal(capture).evidence} == {1}


def test_quote_that_the_draft_does_not_hold_is_left_out():
    assert single_proposal(
        make_stored_page(consortium_proposal(), paragraphs=("别的话。",))
    ).evidence[0] == {
        "field": "name",
        "paragraph": 1,
        "quote": "",
    }


def test_reading_a_page_again_proposes_nothing_twice(tmp_path):
    path = write_page_file(tmp_path)
    import_page_files(path)
    before = row_counts()
    import_page_files(path)
    assert row_counts() == before


def test_items_of_a_digest_propose_for_their_own_drafts(tmp_path):
    text = digest_page_text(2).replace(
        "A base is built [1].",
        "Linjiang College and Dongling Steel Group signed a cooperation agreement.",
    )
    import_page_files(write_page_file(tmp_path, text))
    assert {row.article for row in Proposal.objects.all()} == set(Article.objects.all())


# The same page again


def test_same_text_under_another_address_is_linked_and_flagged(tmp_path):
    import_page_files(write_page_file(tmp_path, name="a.txt"))
    import_page_files(
        write_page_file(
            tmp_path, PAGE_TEXT.replace("news.example.org", "mirror.example.org"), name="b.txt"
        )
    )
    first, second = Capture.objects.order_by("pk")
    assert (second.duplicate_of, second.previous, second.flags) == (first, None, ["same_text"])
    assert (list(second.articles.all()), second.proposals.count()) == (
        list(first.articles.all()),
        0,
    )
    assert Article.objects.count() == 1


def test_same_text_with_other_furniture_is_a_version_without_a_draft(tmp_path):
    import_page_files(write_page_file(tmp_path, name="a.txt"))
    import_page_files(
        write_page_file(tmp_path, PAGE_TEXT.replace("浏览次数：137", "浏览次数：138"), name="b.txt")
    )
    first, second = Capture.objects.order_by("pk")
    assert (second.previous, second.flags, Article.objects.count()) == (first, [], 1)


def test_changed_page_is_a_new_version_that_keeps_the_decisions(tmp_path):
    import_page_files(write_page_file(tmp_path, name="a.txt"))
    by = make_proposal_reviewer()
    refuse(Proposal.objects.get(kind="agreement"), by=by, reason="不是协议")
    import_page_files(
        write_page_file(
            tmp_path,
            PAGE_TEXT.replace("他说", "他又说").replace("留在本地工作", "留在家乡工作"),
            name="b.txt",
        )
    )
    first, second = Capture.objects.order_by("pk")
    kept = second.proposals.get(kind="agreement")
    assert (second.previous, Article.objects.count()) == (first, 2)
    assert (kept.status, kept.decided_by, kept.reason, kept.previous.capture) == (
        "refused",
        by,
        "不是协议",
        first,
    )


def test_what_was_accepted_and_reads_the_same_stays_accepted():
    first = make_stored_page(consortium_proposal())
    record = accept(single_proposal(first), by=make_proposal_reviewer())
    kept = single_proposal(version(first, consortium_proposal()))
    assert (kept.status, kept.record, kept.undo_log) == ("accepted", record, [])


def test_what_was_accepted_and_reads_otherwise_is_asked_again_about_the_same_record():
    first = make_stored_page(conference_proposal())
    record = accept(single_proposal(first), by=make_proposal_reviewer())
    changed = single_proposal(version(first, conference_proposal(attendance=180)))
    assert (changed.status, changed.record, changed.previous) == (
        "waiting",
        record,
        single_proposal(first),
    )


def test_what_waited_on_the_earlier_version_waits_on_the_later_one_alone():
    first = make_stored_page(consortium_proposal(), membership_proposal())
    second = version(first, consortium_proposal())
    assert statuses(first) == {"consortium": "outdated", "membership": "outdated"}
    assert statuses(second) == {"consortium": "waiting"}


def test_decision_is_known_two_versions_later():
    first = make_stored_page(consortium_proposal())
    refuse(single_proposal(first), by=make_proposal_reviewer())
    third = version(version(first, membership_proposal()), consortium_proposal())
    assert statuses(third) == {"consortium": "refused"}


# Constraints


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("seeds_proposal_confidence_in_bounds", {"confidence": 1.5}),
        ("seeds_proposal_confidence_in_bounds", {"stated_confidence": -0.1}),
        ("seeds_proposal_decided_at_a_moment", {"status": "accepted"}),
        ("seeds_proposal_decided_at_a_moment", {"decided_at": timezone.now()}),
    ],
)
def test_proposal_that_contradicts_itself_is_refused_by_the_database(constraint, values):
    row = single_proposal(make_stored_page(consortium_proposal()))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Proposal.objects.filter(pk=row.pk).update(**values)


def test_proposal_stands_once_for_each_capture():
    row = single_proposal(make_stored_page(consortium_proposal()))
    row.pk = None
    with pytest.raises(IntegrityError, match=r"seeds_proposal_once|identity"), transaction.atomic():
        row.save()


def test_undone_run_names_moment_and_person():
    batch = make_stored_page(consortium_proposal()).batch
    with pytest.raises(IntegrityError, match="seeds_batch_undone_whole"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(undone_at=timezone.now())
    Batch.objects.filter(pk=batch.pk).update(undone_at=timezone.now(), undone_by=make_user())


def test_two_alike_on_one_page_are_two():
    first, second = make_stored_page(membership_proposal(), membership_proposal()).proposals.all()
    assert first.identity != second.identity
