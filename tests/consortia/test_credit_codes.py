"""Unified social credit codes of organisations: typed, refused, merged, undone, found, exported."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains

from consortia.merging import merge, undo_merge
from consortia.models import Organisation
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
CODE, OTHER = "91350100M000100Y43", "12100000400002259P"


def test_code_is_stored_without_blanks_and_in_capitals():
    body = make_organisation(credit_code="9135 0100-m000 100y 43")
    body.refresh_from_db()
    assert body.credit_code == CODE


@pytest.mark.parametrize("code", [f"{CODE[:-1]}4", CODE[:-1], "O" * 18])
def test_code_that_is_none_is_refused(code):
    body = Organisation(name="松江集团", credit_code=code)
    with pytest.raises(ValidationError) as refused:
        body.full_clean()
    assert set(refused.value.message_dict) == {"credit_code"}


def test_code_goes_over_in_a_merge_and_back():
    merger = make_user("add_merge", "change_merge", "change_organisation", "delete_organisation")
    kept, gone = make_organisation(), make_organisation(credit_code=CODE)
    record = merge(kept, gone, by=merger, why="同一家")
    kept.refresh_from_db()
    assert kept.credit_code == CODE
    undo_merge(record, by=merger)
    codes = Organisation.objects.order_by("pk").values_list("credit_code", flat=True)
    assert list(codes) == ["", CODE]


def test_organisation_shows_its_code_and_is_found_by_it(client):
    body = make_organisation(name="松江集团", credit_code=CODE)
    make_organisation(credit_code=OTHER)
    assertContains(client.get(f"/en/organisations/{body.pk}/"), CODE)
    assertContains(client.get(f"/zh-hans/search/?q={CODE}"), "松江集团")
    assertContains(client.get(f"/zh-hans/organisations/?q={CODE}&format=csv"), CODE)
    answer = client.get(f"/api/v1/organisations/{body.pk}/").json()
    assert answer["credit_code"] == CODE
