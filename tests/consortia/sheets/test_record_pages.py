"""The pages that upload lists of training bases and agreements."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from consortia.models import Agreement, ConsortiumLimit, SheetImport, TrainingBase
from tests.factories import make_consortium, make_user

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
