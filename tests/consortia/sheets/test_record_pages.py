"""The pages that upload lists of training bases and agreements."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from consortia.models import (
    Agreement,
    AgreementParty,
    BasePartner,
    ConsortiumLimit,
    SheetImport,
    TrainingBase,
)
from tests.exported_files import response_bytes
from tests.factories import (
    make_agreement,
    make_base,
    make_conference,
    make_consortium,
    make_industry,
    make_organisation,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db
RIGHTS = (
    "change_consortium", "view_consortium", "view_sheetimport", "add_organisation",
    "view_trainingbase", "add_trainingbase", "add_basepartner",
    "view_agreement", "add_agreement", "add_agreementparty",
)  # fmt: skip
PAGES = {
    "trainingbase": (TrainingBase, "基地名称,依托单位\n长川产业学院,南浦学院\n"),
    "agreement": (Agreement, "协议名称,甲方,乙方\n钢管订单班,南浦学院,长川钢管厂\n"),
}


def address(model):
    return f"/admin/consortia/{model}/spreadsheet/"


@pytest.mark.parametrize("model", PAGES)
def test_list_goes_in_through_the_browser(client, model):
    records, table = PAGES[model]
    consortium = make_consortium()
    client.force_login(make_user(*RIGHTS))
    assertContains(client.get(f"/admin/consortia/{model}/"), address(model))
    assertContains(
        client.get(f"/admin/consortia/consortium/{consortium.pk}/change/"), address(model)
    )
    page = client.get(f"{address(model)}?consortium={consortium.pk}")
    assertContains(page, f'<option value="{consortium.pk}" selected>')
    sent = client.post(address(model), {"consortium": consortium.pk, "table": table})
    waiting = SheetImport.objects.get()
    preview = f"/admin/consortia/sheetimport/{waiting.pk}/preview/"
    assertRedirects(sent, preview)
    shown = client.get(preview)
    assertContains(shown, "南浦学院")
    posted = client.post(preview, {"apply": "1", "plan": shown.context["plan"].fingerprint})
    assertRedirects(posted, f"/admin/consortia/sheetimport/{waiting.pk}/change/")
    assert records.objects.get().consortium == consortium


@pytest.mark.parametrize("model", PAGES)
def test_discarded_list_leads_back(client, model):
    consortium = make_consortium()
    client.force_login(make_user(*RIGHTS))
    client.post(address(model), {"consortium": consortium.pk, "table": PAGES[model][1]})
    sent = client.post(f"/admin/consortia/sheetimport/{SheetImport.objects.get().pk}/discard/")
    assertRedirects(sent, f"{address(model)}?consortium={consortium.pk}")


@pytest.mark.parametrize("model", PAGES)
def test_sheet_that_cannot_be_read_says_why(client, model):
    consortium = make_consortium()
    client.force_login(make_user(*RIGHTS))
    page = client.post(address(model), {"consortium": consortium.pk, "table": "甲,乙\n1,2\n"})
    assertContains(page, "errorlist")
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("model", PAGES)
@pytest.mark.parametrize("missing", ["change_consortium", "add_organisation", "add"])
def test_upload_needs_every_right(client, model, missing):
    gone = f"add_{model}" if missing == "add" else missing
    client.force_login(make_user(*(right for right in RIGHTS if right != gone)))
    assert client.get(address(model)).status_code == 403
    assertNotContains(client.get(f"/admin/consortia/{model}/"), address(model))


def test_clerk_of_one_consortium_chooses_no_other(client):
    clerk, own, other = make_user(*RIGHTS), make_consortium(), make_consortium()
    ConsortiumLimit.objects.create(person=clerk, consortium=own)
    client.force_login(clerk)
    values = {"consortium": other.pk, "table": PAGES["agreement"][1]}
    assertContains(client.post(address("agreement"), values), "errorlist")
    assertNotContains(client.get(address("agreement")), f'value="{other.pk}"')


def make_lists():
    """A consortium with a base and two agreements that have every field filled, and bare ones."""
    consortium, meeting = make_consortium(), make_conference(name="长川大会")
    school, firm = make_organisation(name="南浦学院"), make_organisation(name="长川钢管厂")
    base = make_base(
        name="长川产业学院", name_en="Changchuan College", consortium=consortium, kind="studio",
        nature="title", status="closed", level="national", region=make_region(),
        industry=make_industry(), awarded_by=school, unveiled_on="2021", unveiled_at=meeting,
        valid_until="2024-03", contact="电话", contact_en="Phone",
    )  # fmt: skip
    for place, role in enumerate(["host", "co_founder", "supporter"]):
        BasePartner.objects.create(base=base, organisation=firm, role=role, position=place)
    make_base(name="另一基地", consortium=consortium)
    agreement = make_agreement(
        title="钢管订单班", title_en="Class", consortium=consortium, kind="order_class",
        status="ended", signed_on="2021-03-01/2021-03-02", conference=meeting, promises="承诺",
    )  # fmt: skip
    AgreementParty.objects.filter(agreement=agreement).delete()
    for organisation, side, person in ((school, "A", "李某"), (firm, "B", ""), (firm, "", "王某")):
        AgreementParty.objects.create(
            agreement=agreement, organisation=organisation, side=side, signatory=person, post="院长"
        )
    make_agreement(title="另一协议", consortium=consortium)
    return consortium


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", PAGES)
def test_list_that_was_downloaded_changes_nothing(client, model, kind, language):
    consortium = make_lists()
    client.force_login(make_user(*RIGHTS, f"change_{model}"))
    client.cookies["django_language"] = language
    response = client.get(f"{address(model)}{consortium.pk}/?format={kind}")
    file = SimpleUploadedFile(f"list.{kind}", response_bytes(response))
    sent = client.post(address(model), {"consortium": consortium.pk, "file": file}, follow=True)
    plan = sent.context["plan"]
    assert [(row.state, row.changes) for row in plan.rows] == [("standing", ())] * 2
    assert (plan.faults, plan.remarks, plan.missing) == ((), (), ())
