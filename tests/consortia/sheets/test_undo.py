"""Undoing imports of many rows: in few queries, and as exactly as row by row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortia.models import Membership, Organisation
from consortia.sheets.undo import undo_import
from tests.consortia.sheets.imports import apply, make_clerk, upload
from tests.database_rows import serialize_all_rows
from tests.factories import (
    make_article,
    make_consortium,
    make_evidence,
    make_membership,
    make_organisation,
)

pytestmark = pytest.mark.django_db


def make_import(number):
    """An import of so many new, changed and removed members, its clerk, and all rows before it."""
    clerk, consortium = make_clerk(), make_consortium()
    rows, changes, missing = [], {}, {}
    for place in range(number):
        school = make_organisation(name=f"长川第{number}{place:02}学院")
        make_membership(consortium=consortium, organisation=school, role="member", since="2020")
        gone = make_membership(consortium=consortium)
        make_evidence(gone, make_article())
        missing[str(gone.pk)] = "remove"
        mark = f"{number}{place:02}"
        rows += [(f"长川第{mark}学院", "理事", "2021-03"), (f"东岭第{mark}钢管厂", "会员", "")]
        changes[str(2 * place + 2)] = "change"
    record = upload(consortium, ("单位", "职务", "加入时间"), *rows, by=clerk)
    before = serialize_all_rows()
    names = {str(2 * place + 3): "new" for place in range(number)}
    return apply(record, by=clerk, changes=changes, missing=missing, names=names), clerk, before


def undo(record, clerk):
    with CaptureQueriesContext(connection) as queries:
        undo_import(record, by=clerk, at=timezone.now())
    return len(queries)


def test_undo_asks_the_database_as_often_for_many_rows_as_for_few():
    spent = []
    for number in (1, 2, 12):  # the first one fills caches
        record, clerk, before = make_import(number)
        spent.append(undo(record, clerk))
        assert serialize_all_rows() == before
    assert spent[1] == spent[2] <= 150


def test_history_of_an_undone_import_is_that_of_single_saves():
    record, clerk, _before = make_import(3)
    undo(record, clerk)
    changed = Membership.objects.filter(organisation__name__startswith="长川").first()
    kinds = list(changed.history.values_list("history_type", "since", "history_user"))
    assert kinds == [("~", "2020", clerk.pk), ("~", "2021-03", clerk.pk), ("+", "2020", None)]
    deleted = Organisation.history.filter(name__startswith="东岭", history_type="-")
    assert deleted.count() == 3
    assert len(set(deleted.values_list("deletion_id", "history_change_reason"))) == 1
    assert None not in deleted.values_list("deletion_id", flat=True)


def test_swapped_values_that_a_constraint_looks_at_are_undone():
    clerk, consortium, school = make_clerk(), make_consortium(), make_organisation(name="长川学院")
    first = make_membership(consortium=consortium, organisation=school, role="chair", since="2020")
    second = make_membership(
        consortium=consortium, organisation=school, role="member", since="2021"
    )
    rows = ("单位", "职务", "加入时间"), ("长川学院", "会长", "2022"), ("长川学院", "会员", "2020")
    record = upload(consortium, *rows, by=clerk)
    applied = apply(record, by=clerk, changes={"2": "change", "3": "change"})
    undo(applied, clerk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.since, second.since) == ("2020", "2021")
