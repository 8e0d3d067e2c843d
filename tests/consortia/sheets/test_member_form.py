"""The export of members is the form that the import reads: exactly the edits come back."""

import io

import openpyxl
import pytest
from django.test import Client
from django.utils.translation import override

from consortia.export.member_form import MEMBER_COLUMNS, member_form_rows
from consortia.models import Membership, Organisation
from consortia.sheets.plan import RowState
from consortia.sheets.row_keys import make_row_key, parse_row_key
from portal.core.csv_cells import escape_cell
from tests.consortia.sheets.imports import apply, csv_bytes, make_clerk, plan_of, upload
from tests.exported_files import response_bytes
from tests.factories import make_consortium, make_membership, make_name, make_organisation

pytestmark = pytest.mark.django_db
KEYS = [column.key for column in MEMBER_COLUMNS]


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def consortium():
    """A consortium with all that makes a list of members hard."""
    consortium, other = make_consortium(name="鹿山共同体"), make_consortium()
    hub = make_organisation(name="松江集团（筹）", name_en="Songjiang (Group) Co., Ltd.")
    make_name(hub, "松江")
    for role, since, until in (
        ("lead", "", ""),
        ("chair", "2016", "2018-05"),
        ("chair", "2021-03-01", ""),
    ):
        make_membership(
            consortium=consortium, organisation=hub, role=role, since=since, until=until
        )
    make_membership(consortium=other, organisation=hub, role="member", since="2019")
    for _twin in range(2):
        make_membership(
            consortium=consortium,
            organisation=make_organisation(name="育才中学"),
            role="member",
            wording="会员单位",
        )
    make_membership(
        consortium=consortium,
        organisation=make_organisation(name="", name_en="=Alpha/Beta [College]"),
        role="guiding",
        since="XXXX-11-14",
        until="2024-05-22/2024-05-23",
    )
    make_membership(
        consortium=consortium,
        organisation=make_organisation(
            name="3. 总计 第一学院", credit_code="91350100M000100Y43", is_public=False
        ),
        role="vice_chair",
        since="2024",
    )
    return consortium


def download(consortium, clerk, language, kind):
    client = Client()
    client.force_login(clerk)
    client.cookies["django_language"] = language
    address = f"/admin/consortia/consortium/{consortium.pk}/members/download/?format={kind}"
    return response_bytes(client.get(address))


def saved_by_a_spreadsheet(data):
    """The workbook as another program writes it again."""
    file = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(file)
    return file.getvalue()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_export_finds_every_row_standing(clerk, consortium, language, kind):
    data = download(consortium, clerk, language, kind)
    if kind == "xlsx":
        data = saved_by_a_spreadsheet(data)
    plan = plan_of(upload(consortium, data, by=clerk), by=clerk)
    assert {row.state for row in plan.rows} == {RowState.STANDING}
    assert (len(plan.rows), plan.missing, plan.faults) == (7, (), ())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_public_list_finds_every_row_standing(clerk, consortium, client, language, kind):
    Organisation.objects.update(is_public=True)
    address = f"/{language}/organisations/?consortium={consortium.pk}&format={kind}"
    record = upload(consortium, response_bytes(client.get(address)), by=clerk)
    plan = plan_of(record, by=clerk)
    assert {row.state for row in plan.rows} == {RowState.STANDING}
    assert (len(plan.rows), plan.missing, plan.faults) == (7, (), ())
    apply(record, by=clerk)
    assert Membership.objects.count() == 8


def form_rows(consortium):
    return [[escape_cell(cell) for cell in row] for row in member_form_rows(consortium)]


def edited(consortium, **edits):
    """The form as bytes, with the cells of some lines (`line3=("until", "2024")`) replaced."""
    rows = form_rows(consortium)
    for line, (key, text) in edits.items():
        rows[int(line.removeprefix("line")) - 2][KEYS.index(key)] = text
    return csv_bytes([column.heading for column in MEMBER_COLUMNS], *rows)


def change_pairs(plan):
    return [
        (row.line, change.field, change.new, row.change_choice)
        for row in plan.rows
        for change in row.changes
    ]


def test_exactly_the_edits_come_back(clerk, consortium):
    with override("zh-hans"):
        data = edited(
            consortium,
            line2=("since", "2015"),
            line3=("until", ""),
            line5=("role", "理事单位"),
            line6=("wording", "副会长"),
            line7=("name_en", "Yucai School"),
        )
    plan = plan_of(upload(consortium, data, by=clerk), by=clerk)
    assert change_pairs(plan) == [
        (2, "since", "2015", "change"),
        (3, "until", "", "change"),
        (5, "role", "director", "change"),
        (6, "wording", "副会长", "change"),
        (7, "name_en", "Yucai School", "change"),
    ]
    assert {row.state for row in plan.rows if not row.changes} == {RowState.STANDING}
    record = upload(consortium, data, by=clerk)
    assert apply(record, by=clerk).counts == {"changed": 5, "standing": 2}
    again = plan_of(upload(consortium, data, by=clerk), by=clerk)
    assert {row.state for row in again.rows} == {RowState.STANDING}


def test_column_that_was_deleted_blanks_nothing(clerk, consortium):
    kept = [KEYS.index(key) for key in ("name", "role", "row_key")]
    rows = [[row[place] for place in kept] for row in form_rows(consortium)]
    headings = [MEMBER_COLUMNS[place].heading for place in kept]
    plan = plan_of(upload(consortium, csv_bytes(headings, *rows), by=clerk), by=clerk)
    assert change_pairs(plan) == []


def test_row_that_was_copied_for_another_organisation_is_a_new_member(clerk, consortium):
    rows = form_rows(consortium)
    rows.append([*rows[4]])
    rows[-1][0] = "白云学院"
    headings = [column.heading for column in MEMBER_COLUMNS]
    plan = plan_of(upload(consortium, csv_bytes(headings, *rows), by=clerk), by=clerk)
    assert [row.state for row in plan.rows].count(RowState.STANDING) == 7
    assert plan.rows[-1].state == RowState.NEW
    assert plan.missing == ()


def test_name_that_was_changed_is_asked_and_remembered(clerk, consortium):
    data = edited(consortium, line2=("name", "松江实业"))
    record = upload(consortium, data, by=clerk)
    plan = plan_of(record, by=clerk)
    assert (plan.undecided_lines, len(plan.missing)) == ([2], 1)
    hub = Organisation.objects.get(name="松江集团（筹）")
    apply(record, by=clerk, names={"2": str(hub.pk)})
    assert plan_of(upload(consortium, data, by=clerk), by=clerk).undecided_lines == []


@pytest.mark.parametrize("text", ["M12", "M12-AAA", "B7-QQQ", "", "12", "M1-"])
def test_row_key_that_is_none_is_noticed(text):
    assert parse_row_key("members", text) is None


def test_row_key_leads_back():
    assert [parse_row_key("members", make_row_key("members", pk)) for pk in (1, 98765)] == [
        1,
        98765,
    ]
    assert parse_row_key("agreements", make_row_key("members", 1)) is None
