"""Passing pages on: QR codes, and the short address and printable page of a plaque."""

from xml.etree import ElementTree

import pytest
import segno
from pytest_django.asserts import assertContains, assertRedirects

from tests.factories import make_base, make_organisation, make_published_article

pytestmark = pytest.mark.django_db

LOOK = {"scale": 4, "border": 4, "dark": "#000", "light": "#fff"}


def drawn(svg):
    """What a code draws, each path with its place."""
    root = ElementTree.fromstring(svg)  # noqa: S314  drawn just before
    return [each.get("d") for each in root.iter() if each.tag.endswith("path")]


def test_the_code_of_a_page_is_an_svg_of_its_address(client):
    path = f"/en/articles/{make_published_article().pk}/"
    answer = client.get(f"/qr{path}")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "image/svg+xml",
        "public, max-age=86400",
    )
    expected = segno.make(f"http://testserver{path}", error="m", micro=False).svg_inline(**LOOK)
    assert drawn(answer.content) == drawn(expected)
    assert len(drawn(answer.content)) == 2


def test_two_pages_have_two_codes(client):
    assert client.get("/qr/en/").content != client.get("/qr/zh-hans/").content


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/en/nothing/",
        "/admin/",
        "/preview/x/",
        "/https://example.org/",
        f"/en/{'a' * 400}/",
        "//example.org/",
    ],
)
def test_what_is_no_page_of_ours_has_no_code(client, path):
    assert client.get(f"/qr{path}").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_record_offers_its_address_and_code(client, language):
    path = f"/{language}/training-bases/{make_base().pk}/"
    page = client.get(path)
    assertContains(page, f'readonly value="http://testserver{path}"')
    assertContains(page, f'<img src="/qr{path}"')


@pytest.mark.parametrize(
    ("accepted", "language"), [("en-GB", "en"), ("zh-CN", "zh-hans"), ("fr", "zh-hans")]
)
def test_the_short_address_leads_to_the_entry_in_the_visitors_language(client, accepted, language):
    base = make_base()
    answer = client.get(f"/b/{base.pk}", headers={"accept-language": accepted})
    assertRedirects(answer, f"/{language}/training-bases/{base.pk}/")
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize(("public", "expected"), [(True, [302, 200]), (False, [404, 404])])
def test_a_hidden_entry_has_neither_short_address_nor_page_to_print(client, public, expected):
    base = make_base(is_public=public)
    assert [
        client.get(path).status_code
        for path in (f"/b/{base.pk}", f"/en/training-bases/{base.pk}/plaque/")
    ] == expected


def test_the_page_to_print_shows_both_names_and_the_short_address(client):
    base = make_base(
        name="新质生产力研究院",
        name_en="Institute",
        hosts=[make_organisation(name="莱职", name_en="LVTC")],
    )
    page = client.get(f"/en/training-bases/{base.pk}/plaque/")
    for words in (
        "新质生产力研究院",
        "Institute",
        "LVTC",
        f"http://testserver/b/{base.pk}<",
        f'src="/qr/b/{base.pk}"',
    ):
        assertContains(page, words)
    assert client.get(f"/qr/b/{base.pk}").status_code == 200
