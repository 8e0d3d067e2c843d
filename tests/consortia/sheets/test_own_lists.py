"""The portal's own lists, taken along and read again: every membership is found, nothing is made up."""

import pytest
from django.utils.translation import override

from consortia.sheets.members import read_members
from consortia.sheets.remarks import SheetRefused
from tests.exported_files import response_bytes
from tests.factories import make_consortium, make_membership, make_organisation

pytestmark = pytest.mark.django_db


def make_members():
    """Two consortia with a company in both and a school with two terms, and a school in none."""
    consortium, other = make_consortium(), make_consortium()
    firm = make_organisation(name="长川钢管厂", name_en="Changchuan Works; Pipes")
    school = make_organisation(name="南浦学院")
    make_organisation(name="无会籍学院")
    for body, role, since, until in [
        (consortium, "lead", "", ""),
        (consortium, "chair", "2024-05-22", ""),
        (other, "member", "", "2020"),
    ]:
        make_membership(consortium=body, organisation=firm, role=role, since=since, until=until)
    for since, until in (("2016", "2018"), ("2021", "")):
        make_membership(
            consortium=consortium, organisation=school, role="vice_chair", since=since, until=until
        )
    return str(consortium.pk), str(other.pk)


def downloaded(client, address):
    return response_bytes(client.get(address))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_public_list_of_organisations_is_understood(client, language, kind):
    own, other = make_members()
    data = downloaded(client, f"/{language}/organisations/?format={kind}")
    with override(language):
        sheet = read_members(data)
    assert not sheet.faults
    rows = {
        (row.consortium_key, row.name, str(row.role), row.since, row.until) for row in sheet.rows
    }
    assert rows == {
        (own, "长川钢管厂", "lead", "", ""),
        (own, "长川钢管厂", "chair", "2024-05-22", ""),
        (other, "长川钢管厂", "member", "", "2020"),
        (own, "南浦学院", "vice_chair", "2016", "2018"),
        (own, "南浦学院", "vice_chair", "2021", ""),
    }
    assert len({row.key for row in sheet.rows}) == 5
    assert all(row.organisation_key for row in sheet.rows)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", ["changes", "consortia", "agreements", "training-bases"])
def test_other_list_of_the_portal_is_refused(client, language, page):
    make_members()
    data = downloaded(client, f"/{language}/{page}/?format=csv")
    with override(language), pytest.raises(SheetRefused):
        read_members(data)
