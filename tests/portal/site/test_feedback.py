"""Reporting an error: the form, its number, what floods and machines get, and what editors do with it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from portal.core.models import ActionCount, ErrorReport
from portal.site.feedback import MAX_PER_CLIENT, MAX_PER_SITE
from tests.factories import make_report, make_user

pytestmark = pytest.mark.django_db

GOOD = {
    "page": "/zh-hans/articles/1/",
    "reason": "日期应为5月23日。",
    "source": "学院官网通知",
    "website": "",
}


def send(client, language="en", **changes):
    return client.post(f"/{language}/report/", {**GOOD, **changes})


@pytest.mark.parametrize("address", ["/en/", "/zh-hans/articles/", "/en/about/", "/en/nothing/"])
def test_every_page_leads_to_the_form_about_itself(client, address):
    page, language = client.get(address), address.split("/")[1]
    assertContains(page, f'href="/{language}/report/?page={address}"', status_code=page.status_code)


def test_the_form_names_the_page_that_it_came_from(client):
    assertContains(client.get("/en/report/?page=/en/articles/1/"), 'value="/en/articles/1/"')


def test_a_good_report_is_kept_and_its_number_shown(client):
    answer = send(client)
    report = ErrorReport.objects.get()
    assertRedirects(answer, f"/en/report/{report.number}/")
    assert (report.page, report.reason, report.source, report.state) == (
        *list(GOOD.values())[:3],
        "new",
    )
    assertContains(client.get(answer.url), report.number)


@pytest.mark.parametrize("name", ["page", "reason", "source"])
def test_a_report_without_a_field_says_which_and_keeps_the_rest(client, name):
    answer = send(client, **{name: ""})
    assertContains(answer, f'id="error-{name}"')
    assertContains(answer, "学院官网通知" if name != "source" else "日期应为5月23日。")
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/",
        "//example.org/",
        "javascript:alert(1)",
        "/\\example.org",
        "/\t/example.org",
        "x",
    ],
)
def test_a_page_that_is_not_ours_is_refused(client, page):
    assertContains(send(client, page=page), 'id="error-page"')
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(("name", "length"), [("page", 301), ("reason", 2001), ("source", 501)])
def test_a_field_that_is_too_long_is_refused(client, name, length):
    assertContains(send(client, **{name: "/" + "长" * (length - 1)}), f'id="error-{name}"')
    assert not ErrorReport.objects.exists()


def test_a_machine_that_fills_in_everything_is_refused(client):
    assertContains(send(client, website="https://spam.example"), "This field is for machines.")
    assert not ErrorReport.objects.exists()


def test_a_flood_from_one_address_is_refused_with_a_word_and_loses_no_text(client):
    assert [send(client).status_code for _ in range(MAX_PER_CLIENT)] == [302] * MAX_PER_CLIENT
    refused = send(client, reason="第六次。")
    assertContains(refused, "Too many reports came within an hour.", status_code=429)
    assertContains(refused, "第六次。", status_code=429)
    assert ErrorReport.objects.count() == MAX_PER_CLIENT
    assert send(client, reason="别处。", language="zh-hans").status_code == 429


def test_another_address_is_not_throttled_with_the_first(client):
    for _ in range(MAX_PER_CLIENT + 1):
        send(client)
    assert client.post("/en/report/", GOOD, REMOTE_ADDR="10.0.0.2").status_code == 302


def test_a_flood_from_many_addresses_is_refused(client):
    for number in range(MAX_PER_SITE):
        client.post("/en/report/", GOOD, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250 + 1}")
    assert client.post("/en/report/", GOOD, REMOTE_ADDR="10.9.9.9").status_code == 429
    assert ErrorReport.objects.count() == MAX_PER_SITE


def test_counts_hold_no_address(client):
    send(client)
    kept = str(list(ActionCount.objects.values_list("name", flat=True)))
    assert ActionCount.objects.count() == 2
    assert "127.0.0.1" not in kept


def test_the_number_looks_up_state_and_answer(client):
    report = make_report()
    report.correct(by=make_user(name="editor-x"), answer="已按官网更正。")
    page = client.get(f"/zh-hans/report/{report.number}/")
    assertContains(page, "已按官网更正。")
    assertNotContains(page, "editor-x")
    assertRedirects(
        client.get("/en/report/", {"number": f" {report.number.lower()} "}),
        f"/en/report/{report.number}/",
    )


@pytest.mark.parametrize("number", ["AAAA-BBBB-CCCC", "1", "x" * 60])
def test_an_unknown_number_is_not_found(client, number):
    make_report()
    assert client.get(f"/en/report/{number}/").status_code == 404


@pytest.mark.parametrize(
    "number", ["AAAA-BBBB-CCCC", "", " ", "../../admin/", "编号", "x" * 60, "A\0B", "<b>"]
)
def test_looking_up_a_number_that_is_none_says_so(client, number):
    make_report()
    assertContains(client.get("/en/report/", {"number": number}), 'id="error-number"')


def test_markup_in_a_report_stays_text(client):
    report = make_report(reason="<script>alert(1)</script>", source='"><b>')
    page = client.get(f"/en/report/{report.number}/")
    assertNotContains(page, "<script>alert")
    assertContains(page, "&lt;script&gt;alert(1)")


# In the admin


def desk(client, *rights):
    client.cookies["django_language"] = "en"
    client.force_login(make_user(*rights))
    return client


def press(client, report, button, answer=""):
    return client.post(
        f"/admin/core/errorreport/{report.pk}/change/", {"answer": answer, button: "1"}, follow=True
    )


@pytest.mark.parametrize(
    ("button", "state"), [("_take", "taken"), ("_correct", "corrected"), ("_decline", "declined")]
)
def test_a_button_takes_its_step(client, button, state):
    report = make_report()
    press(desk(client, "view_errorreport", "change_errorreport"), report, button, "已核实。")
    assert ErrorReport.objects.get().state == state


def test_closing_without_an_answer_says_why_not(client):
    report = make_report()
    page = press(desk(client, "view_errorreport", "change_errorreport"), report, "_correct")
    assertContains(page, "Write an answer first: the sender reads it.")
    assert ErrorReport.objects.get().state == "new"


def test_a_closed_report_cannot_be_changed(client):
    report = make_report()
    report.decline(by=make_user(), answer="无误。")
    assert (
        press(
            desk(client, "view_errorreport", "change_errorreport"), report, "_correct", "改"
        ).status_code
        == 403
    )
    assert ErrorReport.objects.get().answer == "无误。"


def test_who_may_only_look_changes_nothing(client):
    report = make_report()
    assert press(desk(client, "view_errorreport"), report, "_correct", "改").status_code == 403
    assert ErrorReport.objects.get().state == "new"


def test_nobody_adds_a_report_in_the_admin(client):
    assert (
        desk(client, "view_errorreport", "add_errorreport")
        .get("/admin/core/errorreport/add/")
        .status_code
        == 403
    )


@pytest.mark.parametrize("reports", [1, 3])
def test_the_list_makes_few_queries(client, reports, django_assert_max_num_queries):
    desk(client, "view_errorreport")
    for _ in range(reports):
        make_report().correct(by=make_user(), answer="已改。")
    with django_assert_max_num_queries(9):
        assertContains(client.get("/admin/core/errorreport/"), "日期不对。", count=reports)


def test_the_start_page_lists_what_waits_for_who_may_see_it(client):
    make_report(page="/en/articles/7/")
    make_report(page="/en/articles/8/").correct(by=make_user(), answer="已改。")
    page = desk(client, "view_errorreport").get("/admin/")
    assertContains(page, "/en/articles/7/: 日期不对。")
    assertNotContains(page, "/en/articles/8/")
    assertNotContains(desk(client).get("/admin/"), "/en/articles/7/")
    listed = desk(client, "view_errorreport").get("/admin/core/errorreport/?state__in=new,taken")
    assert [report.page for report in listed.context["cl"].queryset] == ["/en/articles/7/"]
