"""A person's name is taken out of what imports keep: sheets, decisions that wait, reports on uploads."""

import pytest
from django.db import models
from django.utils import timezone

from consortia.models import Agreement, AgreementParty, SheetImport, SheetKind
from consortia.sheets.apply import apply_import, plan_import, upload_sheet
from consortia.sheets.decisions import SheetDecisions
from consortia.sheets.undo import undo_import
from portal.erasure.erase import erase_name
from portal.erasure.name_pattern import PersonNameMatcher
from portal.erasure.occurrences import searched_models
from seeds.models import Capture, Upload, UploadedPage
from seeds.reviewing.decisions import accept
from tests.database_rows import everything_stored
from tests.factories import make_consortium, make_user
from tests.seeds.invented_proposals import make_proposal_reviewer, membership_proposal
from tests.seeds.reviewing.held_pages import make_draft

pytestmark = pytest.mark.django_db
NAME = "欧阳明月"
SHEET = (
    "协议名称,甲方,甲方签字人,乙方\n"
    f"{NAME}工作室协议,南浦学院,{NAME}（院长）,长川钢管厂\n"
    f",南浦学院,{NAME},\n"
)


def take_out():
    erase_name(PersonNameMatcher((NAME,)), by=make_user("forget_person"), reason="本人要求")


def test_sheet_that_was_imported_loses_the_name_and_can_still_be_undone():
    clerk, at = make_user(superuser=True), timezone.now()
    record = upload_sheet(
        SheetKind.AGREEMENTS, make_consortium(), SHEET.encode(), name=f"{NAME}.csv", by=clerk, at=at
    )
    chosen = SheetDecisions(without_faulty=True)
    shown = plan_import(record, decisions=SheetDecisions(), by=clerk).fingerprint
    apply_import(record, chosen, shown=shown, by=clerk, at=at)
    take_out()
    assert NAME not in everything_stored()
    assert AgreementParty.objects.filter(signatory="姓名略").count() == 1
    undo_import(SheetImport.objects.get(), by=clerk, at=timezone.now())
    assert not Agreement.objects.exists()


def test_decision_that_waits_loses_the_name():
    capture = make_draft(membership_proposal(organisation=f"{NAME}工作室"))
    proposal = capture.proposals.get()
    accept(proposal, by=make_proposal_reviewer())
    proposal.refresh_from_db()
    assert NAME in str(proposal.decision)
    take_out()
    assert NAME not in everything_stored()


def test_report_on_an_upload_loses_the_name():
    person = make_user()
    upload = Upload.objects.create(by=person, made_at=timezone.now(), what=f"{NAME}.html +1")
    UploadedPage.objects.create(
        upload=upload, position=1, name=f"{NAME}.html", reason=f"{NAME}.png was left out."
    )
    take_out()
    assert NAME not in everything_stored()


def test_every_column_of_bytes_is_searched():
    columns = {
        (model, column.name)
        for model in searched_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.BinaryField)
    }
    assert columns == {(Capture, "content"), (UploadedPage, "content")}
