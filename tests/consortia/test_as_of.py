"""Pages as of a day: who belonged and who held office, as far as the dates say, and what they leave open."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains

from consortia.as_of import AsOfForm, date_uncertainty
from consortia.models import Membership
from tests.exported_files import json_ids, json_rows
from tests.factories import make_appointment, make_consortium, make_membership, make_organisation

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 22)
BAD = [
    "nonsense",
    "2024-02-30",
    "2024-13-01",
    "22.05.2024",
    "2024-05",
    "9999-12-31",
    "0001-01-01",
    "1799-12-31",
    "2201-01-01",
    "-1",
    "2024-05-22T10:00",
    "%00",
    "😀",
    "9" * 300,
]


@pytest.fixture
def consortium():
    """A consortium with a member of 2022 and 2023, one since 2023, one undated, and a chair of the future."""
    made = make_consortium(name="共同体甲", name_en="")
    for name, values in {
        "旧员学院": {"since": "2022-01-01", "until": "2023-12-31"},
        "今员学院": {"since": "2023-06-01"},
        "无期学院": {},
        "来员学院": {"since": "2025", "role": "chair"},
    }.items():
        make_membership(consortium=made, organisation=make_organisation(name=name), **values)
    return made


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        ("2023-07-01", {"旧员", "今员", "无期"}),
        ("2022-06-01", {"旧员", "无期"}),
        ("2024-05-22", {"今员", "无期"}),
        ("2025-03-01", {"今员", "无期", "来员"}),
        ("", {"旧员", "今员", "无期", "来员"}),
    ],
)
def test_a_consortium_shows_its_members_of_the_day(client, consortium, on, shown):
    text = client.get(f"/zh-hans/consortia/{consortium.pk}/?on={on}").text
    assert {name for name in ("旧员", "今员", "无期", "来员") if f"{name}学院" in text} == shown


def test_offices_are_those_of_the_day(client, consortium):
    body = consortium.organisation
    make_appointment(body=body, person="前任某", since="2020", until="2023")
    make_appointment(body=body, person="现任某", since="2024-01-01")
    text = client.get(f"/zh-hans/consortia/{consortium.pk}/?on=2024-05-22").text
    assert ("前任某" in text, "现任某" in text) == (False, True)


def test_an_organisation_shows_its_roles_and_offices_of_the_day(client):
    body, other = make_organisation(), make_organisation(kind="committee", name="专委会")
    make_membership(organisation=body, consortium=make_consortium(name="旧共同体"), until="2023")
    make_membership(organisation=body, consortium=make_consortium(name="今共同体"), since="2024")
    make_appointment(body=other, organisation=body, person="派出某", until="2023-01-01")
    text = client.get(f"{body.get_absolute_url()}?on=2024-05-22").text
    assert [word in text for word in ("旧共同体", "今共同体", "派出某")] == [False, True, False]


def test_the_page_says_of_which_day_it_is_and_leads_back(client, consortium):
    plain = f"/en/consortia/{consortium.pk}/"
    page = client.get(f"{plain}?on=2024-05-22")
    assertContains(page, "<strong>as of 22 May 2024</strong>")
    assertContains(page, f'<a href="{plain}">Show all that is on record</a>')
    assertContains(page, '<meta name="robots" content="noindex, follow">')
    assertContains(page, f'<link rel="canonical" href="http://testserver{plain}">')
    assertContains(page, f'href="/zh-hans/consortia/{consortium.pk}/?on=2024-05-22"')
    assertNotContains(client.get(plain), "as of 22 May")


@pytest.mark.parametrize("on", BAD)
def test_a_bad_day_leaves_its_error_and_the_whole_record(client, consortium, on):
    body = consortium.memberships.first().organisation
    for address in (
        f"/en/consortia/{consortium.pk}/",
        f"/en/organisations/{body.pk}/",
        "/en/consortia/",
        "/en/organisations/",
    ):
        page = client.get(address, {"on": on})
        assertContains(page, 'id="error-on"')
        assertNotContains(page, "<strong>as of")
    assert client.get("/en/organisations/", {"on": on, "format": "csv"}).status_code == 400


def test_of_several_days_the_last_counts():
    assert AsOfForm(QueryDict("on=2020-01-01&on=2024-05-22")).day == DAY


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2023", "", ""),
        ("2024-05-22", "2024-05-22", ""),
        ("", "", "since when is not known"),
        ("", "2024", "since when is not known"),
        ("2024", "", "perhaps not yet: the source is no more exact"),
        ("XXXX-05-01", "", "since when is not known"),
        ("2023", "2024-05", "perhaps no longer: the source is no more exact"),
        ("2023", "2024-06", ""),
    ],
)
def test_what_the_dates_leave_open_is_said(since, until, words):
    fact = make_membership(since=since, until=until)
    with override("en"):
        assert date_uncertainty(fact, DAY) == words
        assert date_uncertainty(fact, None) == ""


def test_the_page_says_what_the_dates_leave_open(client, consortium):
    assertContains(
        client.get(f"/en/consortia/{consortium.pk}/?on=2024-05-22"),
        "since when is not known",
        count=1,
    )
    assertNotContains(client.get(f"/en/consortia/{consortium.pk}/"), "since when is not known")


def test_as_of_holds_all_that_current_holds_and_everything_without_a_day(consortium):
    assert set(Membership.objects.as_of(DAY)) == set(Membership.objects.current(on=DAY))
    assert Membership.objects.as_of(None).count() == 4


def test_the_list_of_organisations_counts_and_keeps_the_memberships_of_the_day(client, consortium):
    address = f"/zh-hans/organisations/?consortium={consortium.pk}&on=2024-05-22"
    context = client.get(address).context
    listing = context["listing"]
    assert sorted(row.name for row in listing.page.rows) == ["今员学院", "无期学院"]
    facets = {
        field.html_name: {choice.value: choice.count for choice in choices}
        for field, choices in context["shown"].facets
    }
    assert facets["role"] == {"member": 2}
    assert facets["consortium"] == {str(consortium.pk): 2}
    assert (
        client.get("/zh-hans/organisations/?role=chair&on=2024-05-22").context["listing"].total == 0
    )
    assert client.get("/zh-hans/organisations/?role=chair").context["listing"].total == 1


def test_the_file_of_organisations_has_the_roles_of_the_day(client, consortium):
    found = {
        row["name"]: row
        for row in json_rows(client.get("/zh-hans/organisations/?format=json&on=2022-06-01"))
    }
    assert (found["旧员学院"]["consortium_ids"], found["今员学院"]["consortium_ids"]) == (
        [consortium.pk],
        [],
    )


def test_the_list_of_consortia_leaves_out_those_founded_later(client):
    old, undated = make_consortium(founded_on="2020"), make_consortium()
    make_consortium(founded_on="2025")
    assert set(json_ids(client.get("/zh-hans/consortia/?format=json&on=2024-05-22"))) == {
        old.pk,
        undated.pk,
    }
    assertContains(
        client.get("/en/consortia/?on=2024-05-22"),
        '<a href="/en/consortia/">Show all that is on record</a>',
    )


def test_pages_as_of_a_day_make_no_more_queries(client, consortium, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        client.get(f"/en/consortia/{consortium.pk}/?on=2024-05-22")
    with django_assert_max_num_queries(8):
        client.get("/en/organisations/?on=2024-05-22&role=member&kind=school")


def test_a_citation_of_a_page_as_of_a_day_names_the_day(client, consortium):
    text = client.get(f"/zh-hans/consortia/{consortium.pk}/?on=2024-05-22").text
    day = f"{consortium.organisation.changed_at.astimezone():%Y-%m-%d}"
    address = f"http://testserver/zh-hans/consortia/{consortium.pk}/"
    assert f"共同体甲[DB/OL]. ({day})[引用日期]. {address}?on=2024-05-22." in text
    assert f"{address}?on=" not in client.get(f"/zh-hans/consortia/{consortium.pk}/").text
