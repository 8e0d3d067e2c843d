"""A merge is undone exactly, or refused with the place where somebody edited since."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from consortia.merging import MergeRefused, get_successor, merge, undo_merge
from consortia.models import Conference, ConsortiumLimit, Evidence, Membership, Merge, Organisation
from portal.core.models import JournalEntry
from portal.search.index import index_contents, rebuild_index
from tests.consortia.merge_records import make_all_references
from tests.database_rows import serialize_all_rows
from tests.factories import (
    make_article,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_membership,
    make_name,
    make_organisation,
    make_region,
    make_session,
    make_user,
)


@pytest.fixture
def editor(db):
    return make_user("add_merge", "change_merge")


def two_organisations():
    kept, gone = (
        make_organisation(name="甲学院", kind="other"),
        make_organisation(name="乙学院", name_en="B College"),
    )
    make_all_references(gone)
    article, body = make_article(), make_consortium()
    for each in (kept, gone):
        make_evidence(each, article, field="name")
        make_evidence(make_membership(organisation=each, consortium=body, role="lead"), article)
        make_name(each, "某某学院")
    make_membership(organisation=gone, consortium=body, role="chair")
    return kept, gone


def two_consortia():
    kept, gone = make_consortium(level=""), make_consortium(purpose="育人", region=make_region())
    member = make_organisation()
    make_membership(organisation=member, consortium=kept)
    make_evidence(make_membership(organisation=member, consortium=gone), make_article())
    make_membership(organisation=kept.organisation, consortium=gone)
    make_conference(consortium=gone)
    ConsortiumLimit.objects.create(person=make_user(), consortium=gone)
    return kept.organisation, gone.organisation


def two_conferences():
    kept, gone = make_conference(venue=""), make_conference(venue="莱芜", theme="主题")
    host = make_organisation()
    for each in (kept, gone):
        make_evidence(make_conference_role(conference=each, organisation=host), make_article())
        make_session(conference=each)
    return kept, gone


@pytest.mark.parametrize("make", [two_organisations, two_consortia, two_conferences])
@pytest.mark.parametrize(
    "picks", [(), ("organisation.name", "organisation.region", "conference.name")]
)
def test_undoing_brings_every_row_back_as_it_was(editor, make, picks):
    kept, gone = make()
    before = serialize_all_rows()
    record = merge(kept, gone, by=editor, why="同一家", picks=frozenset(picks))
    assert serialize_all_rows() != before
    undo_merge(record, by=editor)
    assert serialize_all_rows() == before


def test_undoing_keeps_moments_to_the_microsecond(editor):
    kept, gone = two_conferences()
    moment = datetime(2024, 5, 22, 9, 0, 0, 456, tzinfo=UTC)
    Conference.objects.update(changed_at=moment)
    undo_merge(merge(kept, gone, by=editor, why="同一家"), by=editor)
    assert set(Conference.objects.values_list("changed_at", flat=True)) == {moment}


def test_chain_is_undone_from_its_end(editor):
    first, second, third = make_organisation(), make_organisation(), make_organisation()
    before = serialize_all_rows()
    records = (
        merge(second, first, by=editor, why="同一家"),
        merge(third, second, by=editor, why="同一家"),
    )
    assert refusal(records[0], by=editor).startswith("The kept record is gone")
    for record in reversed(records):
        undo_merge(record, by=editor)
    assert serialize_all_rows() == before


def test_undone_merge_can_be_done_again(editor):
    kept, gone = make_organisation(), make_organisation()
    number = gone.pk
    undo_merge(merge(kept, gone, by=editor, why="同一家"), by=editor)
    assert get_successor(Organisation, number) is None
    merge(kept, Organisation.objects.get(pk=number), by=editor, why="还是同一家")
    assert get_successor(Organisation, number) == kept


def test_undoing_stands_in_merge_journal_and_history(editor):
    kept, gone = make_organisation(), make_organisation()
    membership, other = make_membership(organisation=gone), make_user("change_merge")
    record = undo_merge(merge(kept, gone, by=editor, why="同一家"), by=other)
    assert (record.undone_by, record.undone_at is not None) == (other, True)
    assert [entry.what for entry in JournalEntry.objects.for_record(kept)] == ["unmerge", "merge"]
    assert [row.history_user for row in membership.history.all()[:2]] == [other, editor]
    back = Organisation.history.filter(id=record.gone_id).first()
    assert (back.history_type, back.history_user) == ("+", other)


# Refused


def refusal(record, *, by):
    before = serialize_all_rows()
    with translation.override("en"), pytest.raises(MergeRefused) as refused:
        undo_merge(record, by=by)
    assert serialize_all_rows() == before
    return str(refused.value)


def edit(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_undoing_is_refused_where_the_kept_record_was_edited(editor):
    kept, gone = make_organisation(name="甲学院", name_en="A College"), make_organisation()
    record = merge(kept, gone, by=editor, why="同一家")
    edit(Organisation.objects.get(pk=kept.pk), site="https://a.example.org")
    assert refusal(record, by=editor) == "Somebody edited since: Organisation A College."


def test_undoing_is_refused_where_a_moved_row_was_edited_or_deleted(editor):
    kept, gone = make_organisation(), make_organisation()
    rows = [make_membership(organisation=gone) for _number in range(2)]
    record = merge(kept, gone, by=editor, why="同一家")
    edit(Membership.objects.get(pk=rows[0].pk), wording="成员")
    Membership.objects.get(pk=rows[1].pk).delete()
    said = refusal(record, by=editor)
    assert (said.startswith("Somebody edited since: "), said.count("Membership")) == (True, 2)


def test_undoing_is_refused_where_something_hangs_on_a_name_that_it_made(editor):
    kept, gone = make_organisation(name="甲学院"), make_organisation(name="乙学院")
    record = merge(kept, gone, by=editor, why="同一家")
    make_evidence(kept.names.get(text="乙学院"), make_article(title="新闻"))
    assert refusal(record, by=editor) == "Somebody edited since: Piece of evidence 新闻 ¶1."


def test_row_that_came_since_stays_with_the_kept(editor):
    kept, gone = make_organisation(), make_organisation()
    record = merge(kept, gone, by=editor, why="同一家")
    later = make_membership(organisation=kept)
    undo_merge(record, by=editor)
    later.refresh_from_db()
    assert later.organisation == kept


def test_undoing_is_refused_where_the_gone_record_was_brought_back(editor):
    kept, gone = make_organisation(), make_organisation()
    number = gone.pk
    record = merge(kept, gone, by=editor, why="同一家")
    make_organisation(id=number)
    assert refusal(record, by=editor) == "The record that was gone is back already."


def test_undoing_is_refused_where_what_a_row_belonged_to_is_gone(editor):
    kept, gone = (
        make_organisation(region=make_region()),
        make_organisation(region=make_region(code="370100", name="济南市")),
    )
    number = gone.region_id
    record = merge(kept, gone, by=editor, why="同一家")
    type(gone.region).objects.filter(pk=number).delete()
    assert refusal(record, by=editor).startswith("Something that belonged to the records is gone")


def test_undoing_twice_is_refused(editor):
    record = undo_merge(
        merge(make_organisation(), make_organisation(), by=editor, why="同一家"), by=editor
    )
    assert refusal(record, by=editor) == "This merge was undone already."


def test_undoing_needs_the_right(editor):
    record = merge(make_organisation(), make_organisation(), by=editor, why="同一家")
    assert refusal(record, by=make_user("add_merge")) == "You have no right to undo this merge."


def test_undoing_needs_the_record_within_the_persons_limits(editor):
    record = merge(make_organisation(), make_organisation(), by=editor, why="同一家")
    ConsortiumLimit.objects.create(person=editor, consortium=make_consortium())
    assert refusal(record, by=editor) == "You have no right to undo this merge."


def test_evidence_joined_in_a_merge_comes_apart_again(editor):
    kept, gone, article = make_organisation(), make_organisation(), make_article()
    pair = [make_evidence(each, article) for each in (kept, gone)]
    record = merge(kept, gone, by=editor, why="同一家")
    assert Evidence.objects.count() == 1
    undo_merge(record, by=editor)
    assert {each.pk: each.object_id for each in Evidence.objects.all()} == {
        pair[0].pk: kept.pk,
        pair[1].pk: record.gone_id,
    }
    assert Merge.objects.not_undone().count() == 0


@pytest.mark.parametrize("make", [two_organisations, two_consortia, two_conferences])
def test_search_follows_a_merge_and_its_undoing(editor, make):
    kept, gone = make()
    before = list(index_contents())
    record = merge(kept, gone, by=editor, why="同一家")
    merged = list(index_contents())
    rebuild_index()
    assert merged == list(index_contents()) != before
    undo_merge(record, by=editor)
    assert list(index_contents()) == before
