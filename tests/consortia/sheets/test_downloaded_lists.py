"""The portal's own lists of bases and agreements, downloaded, edited and uploaded again."""

import csv
import io

import pytest
from django.utils import timezone
from django.utils.translation import override

from consortia.export.record_forms import agreement_form, base_form
from consortia.models import (
    Agreement,
    AgreementParty,
    BasePartner,
    Organisation,
    SheetKind,
    TrainingBase,
)
from consortia.sheets.plan import RowState
from consortia.sheets.undo import undo_import
from tests.consortia.sheets.test_record_imports import RIGHTS, apply, plan_of, upload
from tests.database_rows import serialize_all_rows
from tests.factories import (
    make_agreement,
    make_article,
    make_base,
    make_conference,
    make_consortium,
    make_evidence,
    make_figure,
    make_organisation,
    make_part,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db
FORMS = {SheetKind.TRAINING_BASES: base_form, SheetKind.AGREEMENTS: agreement_form}
DELETE_RIGHTS = (
    "delete_trainingbase", "delete_basepartner", "delete_agreement", "delete_agreementparty",
)  # fmt: skip


@pytest.fixture
def clerk():
    return make_user(*RIGHTS, *DELETE_RIGHTS)


@pytest.fixture
def consortium():
    """A consortium with a base of two partners, and an agreement of three parties."""
    consortium = make_consortium(name="长川新材料产教融合联合体")
    school, firm = make_organisation(name="南浦学院"), make_organisation(name="长川钢管厂")
    base = make_base(
        name="长川产业学院", consortium=consortium, hosts=[school], region=make_region(),
        level="national", unveiled_on="2021", valid_until="2024", contact="电话", awarded_by=school,
    )  # fmt: skip
    BasePartner.objects.create(base=base, organisation=firm, role="co_founder", position=2)
    agreement = make_agreement(
        title="钢管订单班", consortium=consortium, signed_on="2021", promises="承诺",
        conference=make_conference(name="长川大会"),
    )  # fmt: skip
    for organisation, side, person in ((school, "A", "李某"), (firm, "B", "王某"), (firm, "", "")):
        AgreementParty.objects.create(
            agreement=agreement, organisation=organisation, side=side, signatory=person, post="院长"
        )
    return consortium


def edited(list_kind, consortium, **cells):
    """The downloaded list with these cells in its first row, by the key of their columns."""
    columns, rows = FORMS[list_kind](consortium)
    keys = [column.key for column in columns]
    for key, value in cells.items():
        rows[0][keys.index(key.replace("__", " "))] = value
    table = io.StringIO()
    csv.writer(table).writerows([[column.label for column in columns], *rows])
    return table.getvalue()


def shown_changes(row):
    return {
        change.field.rpartition(".")[2]: (change.old_text, change.new_text)
        for change in row.changes
    }


# Emptied cells


def test_emptied_cells_of_a_base_are_changes_that_clear(clerk, consortium):
    before = serialize_all_rows()
    cells = dict.fromkeys(
        ("level", "region_code", "unveiled_on", "valid_until", "contact", "awarded_by"), ""
    )
    record = upload(
        SheetKind.TRAINING_BASES,
        consortium,
        edited(SheetKind.TRAINING_BASES, consortium, **cells),
        by=clerk,
    )
    (row,) = plan_of(record, by=clerk).rows
    assert (row.state, row.change_choice) == (RowState.CHANGED, "change")
    assert shown_changes(row) == {
        "level": ("全国", "–"), "region": ("山东省", "–"), "unveiled_on": ("2021年", "–"),
        "valid_until": ("2024年", "–"), "contact": ("电话", "–"), "awarded_by": ("南浦学院", "–"),
    }  # fmt: skip
    applied = apply(record, by=clerk)
    base = TrainingBase.objects.get()
    assert (base.level, base.region, base.unveiled_on, base.contact, base.awarded_by) == (
        "", None, "", "", None,
    )  # fmt: skip
    undo_import(applied, by=clerk, at=timezone.now())
    assert serialize_all_rows() == before


def test_emptied_kind_of_a_base_stays_and_is_said(clerk, consortium):
    text = edited(SheetKind.TRAINING_BASES, consortium, kind="", status="")
    record = upload(SheetKind.TRAINING_BASES, consortium, text, by=clerk)
    with override("en"):
        (row,) = plan_of(record, by=clerk).rows
    assert (row.state, row.changes) == (RowState.STANDING, ())
    assert row.all_remarks == (
        "“Kind” cannot be blank; what stands stays.",
        "“Status” cannot be blank; what stands stays.",
    )


def test_emptied_signatory_is_cleared_and_the_others_stay(clerk, consortium):
    AgreementParty.objects.filter(side="A").update(signatory_en="Li")
    text = edited(
        SheetKind.AGREEMENTS, consortium, signatory__A="", post__B="", promises="", conference=""
    )
    record = upload(SheetKind.AGREEMENTS, consortium, text, by=clerk)
    (row,) = plan_of(record, by=clerk).rows
    assert shown_changes(row) == {
        "promises": ("承诺", "–"), "conference": ("长川大会", "–"), "signatory": ("李某", "–"),
        "signatory_en": ("Li", "–"), "post": ("院长", "–"),
    }  # fmt: skip
    apply(record, by=clerk)
    parties = AgreementParty.objects.order_by("pk").values_list("signatory", "signatory_en", "post")
    assert list(parties) == [("", "", "院长"), ("王某", "", ""), ("", "", "院长")]


def test_emptied_cell_of_another_list_changes_nothing(clerk, consortium):
    text = "基地名称,依托单位,层级,联系方式\n长川产业学院,南浦学院,,\n"
    record = upload(SheetKind.TRAINING_BASES, consortium, text, by=clerk)
    assert plan_of(record, by=clerk).rows[0].state == RowState.STANDING


# Organisations that a row lacks


@pytest.mark.parametrize("chosen", ["change", "keep"])
def test_partner_left_out_of_a_downloaded_row_goes_if_chosen(clerk, consortium, chosen):
    before = serialize_all_rows()
    make_evidence(BasePartner.objects.get(role="co_founder"), make_article())
    before = serialize_all_rows()
    text = edited(SheetKind.TRAINING_BASES, consortium, co_founder="")
    record = upload(SheetKind.TRAINING_BASES, consortium, text, by=clerk)
    (row,) = plan_of(record, by=clerk).rows
    assert (shown_changes(row), row.all_remarks) == ({"out": ("长川钢管厂", "–")}, ())
    applied = apply(record, by=clerk, changes={row.key: chosen})
    left = [str(part.organisation) for part in BasePartner.objects.all()]
    assert left == (["南浦学院"] if chosen == "change" else ["南浦学院", "长川钢管厂"])
    if chosen == "change":
        undo_import(applied, by=clerk, at=timezone.now())
        assert serialize_all_rows() == before


def test_party_left_out_goes_and_one_of_no_column_stays(clerk, consortium):
    text = edited(SheetKind.AGREEMENTS, consortium, party__B="", signatory__B="", post__B="")
    record = upload(SheetKind.AGREEMENTS, consortium, text, by=clerk)
    apply(record, by=clerk)
    parties = AgreementParty.objects.values_list("organisation__name", "side")
    assert list(parties) == [("南浦学院", "A"), ("长川钢管厂", "")]


def test_partner_is_not_taken_out_without_the_right(consortium):
    clerk = make_user(*RIGHTS)
    text = edited(SheetKind.TRAINING_BASES, consortium, co_founder="")
    record = upload(SheetKind.TRAINING_BASES, consortium, text, by=clerk)
    with override("en"):
        (row,) = plan_of(record, by=clerk).rows
    assert (row.state, row.all_remarks) == (
        RowState.STANDING, ("“长川钢管厂” stands in the record and not in the sheet; it stays.",),
    )  # fmt: skip


# Records that the sheet lacks


def missing_choice(kind, consortium, clerk, choice):
    """Apply a list that has none of the records that stand, with that choice for the one of them."""
    text = {
        SheetKind.TRAINING_BASES: "基地名称,依托单位\n另一基地,南浦学院\n",
        SheetKind.AGREEMENTS: "协议名称,甲方\n另一协议,南浦学院\n",
    }
    record = upload(kind, consortium, text[kind], by=clerk)
    (missing,) = plan_of(record, by=clerk).missing
    assert (missing.options, missing.choice) == (("keep", "close", "remove"), "keep")
    return apply(record, by=clerk, missing={str(missing.pk): choice})


@pytest.mark.parametrize(
    ("kind", "status"), [(SheetKind.TRAINING_BASES, "closed"), (SheetKind.AGREEMENTS, "ended")]
)
def test_record_that_the_list_lacks_is_closed_if_chosen(clerk, consortium, kind, status):
    before = serialize_all_rows()
    applied = missing_choice(kind, consortium, clerk, "close")
    model = TrainingBase if kind == SheetKind.TRAINING_BASES else Agreement
    assert model.objects.order_by("pk").first().status == status
    assert applied.counts == {"added": 1, "closed": 1}
    undo_import(applied, by=clerk, at=timezone.now())
    assert serialize_all_rows() == before


@pytest.mark.parametrize("kind", FORMS)
def test_record_that_the_list_lacks_is_removed_with_all_that_hangs_on_it(clerk, consortium, kind):
    base, agreement = TrainingBase.objects.get(), Agreement.objects.get()
    for record in (base, agreement, base.partners.first(), agreement.parties.first()):
        make_evidence(record, make_article())
    make_evidence(make_figure(about=base), make_article())
    part = make_part(base=base)
    before = serialize_all_rows()
    applied = missing_choice(kind, consortium, clerk, "remove")
    model = type(base if kind == SheetKind.TRAINING_BASES else agreement)
    assert model.objects.count() == 1  # the one that the list adds
    assert applied.counts == {"added": 1, "removed": 1}
    part.refresh_from_db()
    assert (part.base is None) == (model is TrainingBase)
    undo_import(applied, by=clerk, at=timezone.now())
    assert serialize_all_rows() == before


@pytest.mark.parametrize("choice", ["keep", "end", "nonsense", ""])
def test_record_that_the_list_lacks_is_kept_for_any_other_choice(clerk, consortium, choice):
    missing_choice(SheetKind.AGREEMENTS, consortium, clerk, choice)
    assert Agreement.objects.get(title="钢管订单班").status == "signed"


def test_record_is_only_kept_without_the_rights(consortium):
    clerk = make_user(*(right for right in RIGHTS if right != "change_agreement"))
    record = upload(
        SheetKind.AGREEMENTS, consortium, "协议名称,甲方\n另一协议,南浦学院\n", by=clerk
    )
    assert plan_of(record, by=clerk).missing[0].options == ("keep",)


# Names that hold a mark


@pytest.mark.parametrize(
    ("cell", "bodies"),
    [
        ("长川/北溪联合学院、南浦学院", ["长川/北溪联合学院", "南浦学院"]),
        ("南浦学院；钢管、电缆研究院", ["南浦学院", "钢管、电缆研究院"]),
        ("钢管、 电缆研究院", ["钢管、电缆研究院"]),
        ("钢管，电缆研究院", ["钢管", "电缆研究院"]),
        ("南浦学院、长川钢管厂", ["南浦学院", "长川钢管厂"]),
        ("南浦职业学院/长川钢管厂", ["南浦职业学院", "长川钢管厂"]),
        ("东岭集团（钢管、电缆）公司、南浦学院", ["东岭集团（钢管、电缆）公司", "南浦学院"]),
        ("A/B Steel Co., Ltd.", ["A/B Steel Co., Ltd."]),
        ("南浦学院、、\n长川钢管厂、", ["南浦学院", "长川钢管厂"]),
        ("南浦学院（", ["南浦学院（"]),
    ],
)
def test_cell_with_several_names_is_parted_between_them_alone(clerk, consortium, cell, bodies):
    for name in ("长川/北溪联合学院", "钢管、电缆研究院", "南浦学院长川钢管厂"):
        make_organisation(name=name)
    text = f'基地名称,依托单位\n新基地,"{cell}"\n'
    record = upload(SheetKind.TRAINING_BASES, consortium, text, by=clerk)
    (row,) = plan_of(record, by=clerk).rows
    assert [question.body.label for question in row.questions] == bodies


def test_downloaded_list_with_such_names_changes_nothing(clerk, consortium):
    make_base(
        name="又一基地", consortium=consortium,
        hosts=[make_organisation(name=name) for name in ("钢管; 电缆研究院", "长川/北溪联合学院")],
    )  # fmt: skip
    number = Organisation.objects.count()
    text = edited(SheetKind.TRAINING_BASES, consortium)
    record = upload(SheetKind.TRAINING_BASES, consortium, text, by=clerk)
    plan = plan_of(record, by=clerk)
    assert [row.state for row in plan.rows] == [RowState.STANDING] * 2
    apply(record, by=clerk)
    assert Organisation.objects.count() == number
