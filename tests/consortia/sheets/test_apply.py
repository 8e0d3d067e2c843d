"""Applying a sheet: once, as shown, with what was decided remembered; and undoing it exactly."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from consortia.models import (
    ConsortiumLimit,
    Membership,
    Organisation,
    OrganisationName,
    RejectedAlias,
    SheetImport,
)
from consortia.sheets.apply import apply_import
from consortia.sheets.decisions import SheetDecisions
from consortia.sheets.plan import RowState
from consortia.sheets.refusals import PlanChanged, SheetImportRefused
from consortia.sheets.row_keys import make_row_key
from consortia.sheets.undo import undo_import
from portal.audit.journal import JournalEntry
from tests.consortia.sheets.imports import apply, make_clerk, members_of, plan_of, upload
from tests.database_rows import serialize_all_rows
from tests.factories import (
    make_article,
    make_consortium,
    make_evidence,
    make_membership,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
HEADINGS = ("单位", "职务", "加入时间", "退出时间")


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def consortium():
    return make_consortium()


def undo(record, *, by):
    return undo_import(record, by=by, at=timezone.now())


def test_rows_are_written_with_history_and_journal(clerk, consortium):
    record = upload(
        consortium, HEADINGS, ("松江集团", "理事长", "2020", ""), ("松江集团", "", "", ""), by=clerk
    )
    applied = apply(record, by=clerk)
    assert members_of(consortium) == [
        ("松江集团", "chair", "2020", ""),
        ("松江集团", "member", "", ""),
    ]
    assert {row.history_user for row in Membership.history.all()} == {clerk}
    assert Organisation.objects.get(name="松江集团").sort_key.startswith("song jiang")
    assert (applied.counts, applied.is_applied) == ({"new": 2}, True)
    assert list(JournalEntry.objects.values_list("act", "what", "number")) == [
        ("imported", "members", str(consortium.pk))
    ]


def test_sheet_sent_again_writes_nothing(clerk, consortium):
    record = upload(consortium, HEADINGS, ("松江集团", "", "", ""), by=clerk)
    apply(record, by=clerk)
    again = apply_import(record, SheetDecisions(), shown="", by=clerk, at=timezone.now())
    assert (again.pk, Membership.objects.count(), JournalEntry.objects.count()) == (record.pk, 1, 1)


def test_same_file_waits_once_and_then_finds_all_standing(clerk, consortium):
    rows = (HEADINGS, ("松江集团", "理事长", "2020", "2022"))
    record = upload(consortium, *rows, by=clerk)
    assert upload(consortium, *rows, by=clerk).pk == record.pk
    apply(record, by=clerk)
    again = upload(consortium, *rows, by=clerk)
    assert [row.state for row in plan_of(again, by=clerk).rows] == [RowState.STANDING]
    assert apply(again, by=clerk).counts == {"standing": 1}
    assert Membership.objects.count() == 1


def test_undecided_name_and_faulty_line_hold_the_sheet_back(clerk, consortium):
    for _twin in range(2):
        make_organisation(name="育才中学")
    record = upload(consortium, HEADINGS, ("育才中学", "", "", ""), ("", "理事", "", ""), by=clerk)
    with pytest.raises(SheetImportRefused, match="2"):
        apply(record, by=clerk)
    with pytest.raises(SheetImportRefused, match="faulty"):
        apply(record, by=clerk, names={"2": "out"})
    applied = apply(record, by=clerk, names={"2": "new"}, without_faulty=True)
    assert applied.counts == {"new": 1, "faulty": 1}
    assert Organisation.objects.filter(name="育才中学").count() == 3


def test_choice_that_was_not_offered_is_refused(clerk, consortium):
    stranger = make_organisation(name="别的学院")
    record = upload(consortium, HEADINGS, ("松江集团", "", "", ""), by=clerk)
    with pytest.raises(SheetImportRefused):
        apply(record, by=clerk, names={"2": str(stranger.pk)})
    assert not Membership.objects.exists()


def test_name_is_asked_once(clerk, consortium):
    school, other = make_organisation(name="松江职业技术学院"), make_organisation(name="甲钢集团")
    rows = (HEADINGS, ("松江职院", "", "", ""), ("乌甲钢集团", "", "", ""))
    record = upload(consortium, *rows, by=clerk)
    assert plan_of(record, by=clerk).undecided_lines == [2, 3]
    apply(record, by=clerk, names={"2": str(school.pk), "3": "new"})
    assert OrganisationName.objects.get().text == "松江职院"
    assert RejectedAlias.objects.get().organisation == other
    again = upload(make_consortium(), *rows, by=clerk)
    assert plan_of(again, by=clerk).undecided_lines == []


def test_plan_that_changed_since_it_was_shown_is_not_applied(clerk, consortium):
    record = upload(consortium, HEADINGS, ("松江集团", "", "", ""), by=clerk)
    shown = plan_of(record, by=clerk).fingerprint
    make_organisation(name="松江集团")
    with pytest.raises(PlanChanged):
        apply_import(record, SheetDecisions(), shown=shown, by=clerk, at=timezone.now())
    assert not SheetImport.objects.get().is_applied


def test_difference_that_a_choice_brings_up_is_shown_first(clerk, consortium):
    school = make_organisation(name="松江职业技术学院")
    make_membership(consortium=consortium, organisation=school, role="chair", since="2020")
    record = upload(consortium, HEADINGS, ("松江职院", "理事长", "2021", ""), by=clerk)
    shown = plan_of(record, by=clerk).fingerprint
    chosen = SheetDecisions(names={"2": str(school.pk)})
    with pytest.raises(PlanChanged, match="2"):
        apply_import(record, chosen, shown=shown, by=clerk, at=timezone.now())
    assert apply(record, by=clerk, names=chosen.names).counts == {"kept": 1}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("keep", [("chair", "2020", "")]),
        ("change", [("chair", "2021", "2024")]),
        ("add", [("chair", "2020", ""), ("chair", "2021", "2024")]),
    ],
)
def test_change_is_applied_as_chosen(clerk, consortium, choice, expected):
    school = make_organisation(name="松江职业技术学院")
    make_membership(consortium=consortium, organisation=school, role="chair", since="2020")
    record = upload(consortium, HEADINGS, ("松江职业技术学院", "理事长", "2021", "2024"), by=clerk)
    apply(record, by=clerk, changes={"2": choice})
    assert [row[1:] for row in members_of(consortium)] == expected


def test_missing_membership_is_ended_or_removed_as_chosen(clerk, consortium):
    ended, removed = (make_membership(consortium=consortium, since="2020") for _ in range(2))
    record = upload(consortium, HEADINGS, ("松江集团", "", "", ""), by=clerk)
    missing = {str(ended.pk): "end", str(removed.pk): "remove"}
    for day in ("", "gestern", "2019"):
        with pytest.raises(SheetImportRefused):
            apply(record, by=clerk, missing=missing, ended_on=day)
    applied = apply(record, by=clerk, missing=missing, ended_on="2024-05")
    assert applied.counts == {"new": 1, "ended": 1, "removed": 1}
    assert [row.until for row in Membership.objects.order_by("pk")] == ["2024-05", ""]


def test_credit_code_of_a_new_organisation_is_kept(clerk, consortium):
    code = "91350100M000100Y43"
    apply(upload(consortium, ("单位", "信用代码"), ("松江集团", code), by=clerk), by=clerk)
    assert Organisation.objects.get(name="松江集团").credit_code == code


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("退出时间", "2019", r"Line 2: The term ends \(2019\) before it begins \(2020\)\."),
        ("职务", "理事", "Line 2: This organisation already holds this role since that day."),
    ],
)
def test_change_that_the_records_do_not_take_is_refused_with_its_line(
    clerk, consortium, heading, cell, reason
):
    school = make_organisation(name="松江职业技术学院")
    options = {"consortium": consortium, "organisation": school, "since": "2020"}
    chair, _director = (make_membership(role=role, **options) for role in ("chair", "director"))
    key = make_row_key("members", chair.pk)
    rows = (("单位", heading, "成员记录编号"), ("松江职业技术学院", cell, key))
    record = upload(consortium, *rows, by=clerk)
    with pytest.raises(SheetImportRefused, match=reason):
        apply(record, by=clerk, changes={"2": "change"})


def test_applying_needs_its_rights(clerk, consortium):
    record = upload(consortium, HEADINGS, ("白云学院", "", "", ""), by=clerk)
    limited = make_clerk()
    ConsortiumLimit.objects.create(person=limited, consortium=make_consortium())
    for person in (make_user("add_membership", "add_organisation"), limited):
        with pytest.raises(SheetImportRefused, match="right"):
            apply(record, by=person)
    assert not Membership.objects.exists()


# Undoing


def test_import_is_undone_row_for_row(clerk, consortium):
    school, twin = make_organisation(name="松江职业技术学院"), make_organisation(name="甲钢集团")
    old = make_membership(consortium=consortium, organisation=school, role="chair", since="2020")
    gone = make_membership(consortium=consortium)
    make_evidence(gone, make_article())
    before = serialize_all_rows()
    record = upload(
        consortium,
        HEADINGS,
        ("松江职院", "理事长", "2021", ""),
        ("乌甲钢集团", "", "", ""),
        ("白云学院", "", "", ""),
        by=clerk,
    )
    apply(
        record,
        by=clerk,
        names={"2": str(school.pk), "3": str(twin.pk)},
        changes={"2": "change"},
        missing={str(gone.pk): "remove"},
    )
    assert serialize_all_rows() != before
    undone = undo(record, by=clerk)
    assert serialize_all_rows() == before
    assert (undone.undone_by, old.history.count(), gone.evidence.count()) == (clerk, 3, 1)
    with pytest.raises(SheetImportRefused, match="already"):
        undo(record, by=clerk)


@pytest.mark.parametrize("place", ["edited", "removed", "leaned on"])
def test_undo_is_refused_with_its_place_where_somebody_worked_since(clerk, consortium, place):
    record = apply(upload(consortium, HEADINGS, ("白云学院", "", "", ""), by=clerk), by=clerk)
    membership = consortium.memberships.get()
    if place == "edited":
        membership.since = "2020"
        membership.save()
    elif place == "removed":
        membership.delete()
    else:
        make_membership(organisation=membership.organisation)
    with pytest.raises(SheetImportRefused) as refused:
        undo(record, by=clerk)
    assert len(refused.value.places) == 1
    assert Organisation.objects.filter(name="白云学院").exists()


def test_undo_needs_the_rights_of_the_import(clerk, consortium):
    record = apply(upload(consortium, HEADINGS, ("白云学院", "", "", ""), by=clerk), by=clerk)
    with pytest.raises(SheetImportRefused, match="right"):
        undo(record, by=make_user())


def remove_missing(consortium, *, by):
    """Apply a sheet that lacks a membership, which is removed; the import, and the membership."""
    gone = make_membership(consortium=consortium, since="2020")
    record = upload(consortium, HEADINGS, ("松江集团", "", "", ""), by=by)
    return apply(record, by=by, missing={str(gone.pk): "remove"}), gone


def test_undo_is_refused_where_another_row_took_the_place(clerk, consortium):
    record, gone = remove_missing(consortium, by=clerk)
    make_membership(consortium=consortium, organisation=gone.organisation, since="2020")
    with pytest.raises(SheetImportRefused) as refused:
        undo(record, by=clerk)
    assert [str(gone.pk) in place for place in refused.value.places] == [True]
    assert Membership.objects.count() == 2


def test_undo_is_refused_where_what_a_row_is_about_is_gone(clerk, consortium):
    record, gone = remove_missing(consortium, by=clerk)
    gone.organisation.delete()
    with pytest.raises(SheetImportRefused) as refused:
        undo(record, by=clerk)
    assert [str(gone.pk) in place for place in refused.value.places] == [True]


def test_undo_respects_limits_on_what_somebody_else_changed(clerk, consortium):
    make_organisation(name="松江职业技术学院")
    rows = (("单位", "信用代码"), ("松江职业技术学院", "91350100M000100Y43"))
    record = apply(upload(consortium, *rows, by=clerk), by=clerk, changes={"2": "change"})
    limited = make_clerk()
    ConsortiumLimit.objects.create(person=limited, consortium=consortium)
    with pytest.raises(SheetImportRefused, match="松江职业技术学院"):
        undo(record, by=limited)
    assert Organisation.objects.get(name="松江职业技术学院").credit_code == "91350100M000100Y43"


def test_nul_in_a_choice_is_dropped():
    sent = {"name-2\0": "n\0ew", "ended_on": "2024\0"}
    decisions = SheetDecisions.from_post(sent)
    assert (decisions.names, decisions.ended_on) == ({"2": "new"}, "2024")
