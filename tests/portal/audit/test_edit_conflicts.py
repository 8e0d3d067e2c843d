"""Edit conflicts: the second to save sees both texts, and overwrites nothing that they did not see."""

import pytest
from django.contrib import admin

from articles.models import Article, KeyPoint, Picture
from consortia.models import Conference, Membership, OrganisationName
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import ReadOnlyAdminMixin
from tests.admin_forms import admin_url, load_form_data
from tests.factories import (
    make_agreement,
    make_article,
    make_conference,
    make_evidence,
    make_membership,
    make_name,
    make_organisation,
    make_session,
    make_user,
)
from tests.portal.audit.two_editors import (
    load_both_forms,
    post_form,
    resubmitted_data,
    shown_differences,
)
from tests.portal.site.test_admin import MODELS, make_everything

# One field


def test_same_field_shows_both_and_keeps_what_was_typed(desks):
    record = make_conference(name="发展大会")
    one, two = load_both_forms(desks, record)
    assert post_form(desks[0], record, one, name="第一届发展大会").status_code == 302
    answer = post_form(desks[1], record, two, name="首届发展大会")
    assert shown_differences(answer) == [("Chinese name", "第一届发展大会", "首届发展大会")]
    assert "<del>第一</del><ins>首</ins>届发展大会" in answer.text
    assert 'value="首届发展大会"' in answer.text
    assert Conference.objects.get().name == "第一届发展大会"


def test_second_is_told_who_saved_and_when(desks):
    record = make_conference()
    one, two = load_both_forms(desks, record)
    post_form(desks[0], record, one, theme="甲")
    answer = post_form(desks[1], record, two, theme="乙")
    moment = record.history.first().history_date
    assert [(str(who), when) for who, when in answer.context["edit_conflict"].editors()] == [
        ("first", moment)
    ]
    assert "first saved it at" in answer.text


def test_second_press_overwrites_knowingly(desks):
    record = make_conference(theme="旧")
    one, two = load_both_forms(desks, record)
    post_form(desks[0], record, one, theme="甲")
    answer = post_form(desks[1], record, two, theme="乙")
    assert post_form(desks[1], record, resubmitted_data(answer)).status_code == 302
    assert Conference.objects.get().theme == "乙"
    assert list(record.history.values_list("theme", flat=True)) == ["乙", "甲", "旧"]


def test_second_press_is_stopped_too_where_somebody_saved_between(desks):
    record = make_conference()
    one, two = load_both_forms(desks, record)
    post_form(desks[0], record, one, theme="甲")
    answer = post_form(desks[1], record, two, theme="乙")
    post_form(desks[0], record, load_form_data(desks[0], admin_url(record)), theme="丙")
    assert shown_differences(post_form(desks[1], record, resubmitted_data(answer))) == [
        ("Theme in Chinese", "丙", "乙")
    ]


def test_field_that_only_the_other_changed_is_taken_over_and_said(desks):
    record = make_conference(venue="济南")
    one, two = load_both_forms(desks, record)
    post_form(desks[0], record, one, venue="青岛")
    answer = post_form(desks[1], record, two, theme="乙")
    assert shown_differences(answer) == [("Venue in Chinese", "青岛", "青岛")]
    post_form(desks[1], record, resubmitted_data(answer))
    assert (Conference.objects.get().venue, Conference.objects.get().theme) == ("青岛", "乙")


def test_tick_that_the_other_took_away_is_taken_over(desks):
    record = make_conference()
    one, two = load_both_forms(desks, record)
    one.pop("is_public")
    post_form(desks[0], record, one)
    answer = post_form(desks[1], record, two, theme="乙")
    assert shown_differences(answer) == [("Public", "no", "no")]
    post_form(desks[1], record, resubmitted_data(answer))
    assert Conference.objects.get().is_public is False


# No false alarm


def is_edited(model):
    """Whether people keep the rows of the model in a form."""
    its = admin.site.get_model_admin(model)
    return isinstance(its, HistoryAdmin) and not isinstance(its, ReadOnlyAdminMixin)


@pytest.mark.parametrize("model", [model for model in MODELS if is_edited(model)])
def test_saving_what_was_opened_raises_no_alarm(model, desks):
    make_everything(1)
    record = model._default_manager.last()
    if model is Article:
        record.correct(by=make_user("correct_article"), note="改")
    elif model in {KeyPoint, Picture}:
        record.article.correct(by=make_user("correct_article"), note="改")
    one, two = load_both_forms(desks, record)
    assert [
        post_form(browser, record, sent).status_code
        for browser, sent in zip(desks, (one, two), strict=True)
    ] == [302, 302]


def test_same_change_by_both_raises_no_alarm(desks):
    record = make_conference()
    one, two = load_both_forms(desks, record)
    assert [
        post_form(desk, record, sent, theme="同").status_code
        for desk, sent in zip(desks, (one, two), strict=True)
    ] == [
        302,
        302,
    ]


def test_page_opened_in_the_other_language_raises_no_alarm(desks):
    record = make_article(go_live="2030-01-02T03:04:05+08:00")
    sent = load_form_data(desks[0], admin_url(record))
    desks[0].cookies["django_language"] = "zh-hans"
    assert post_form(desks[0], record, sent, title="新").status_code == 302


def test_line_ends_of_a_browser_are_no_change(desks):
    record = make_conference()
    agreement = make_agreement(promises="一\n二", conference=record)
    one, two = load_both_forms(desks, agreement)
    post_form(desks[0], agreement, one, promises="三")
    answer = post_form(desks[1], agreement, two, promises="一\r\n二", kind="framework")
    assert shown_differences(answer) == [("What is promised, in Chinese", "三", "三")]


# Lists below the form


def test_row_that_both_changed_shows_both(desks):
    membership = make_membership(wording="理事")
    consortium = membership.consortium
    one, two = load_both_forms(desks, consortium)
    post_form(desks[0], consortium, one, **{"memberships-0-wording": "常务理事"})
    answer = post_form(desks[1], consortium, two, **{"memberships-0-wording": "副理事长"})
    assert shown_differences(answer) == [("Wording in Chinese", "常务理事", "副理事长")]
    assert Membership.objects.get().wording == "常务理事"


def test_row_changed_on_its_own_page_is_seen_on_the_form_of_its_record(desks):
    membership = make_membership(wording="理事")
    one, two = (
        load_form_data(desks[0], admin_url(membership)),
        load_form_data(desks[1], admin_url(membership.consortium)),
    )
    post_form(desks[0], membership, one, wording="常务理事")
    answer = post_form(desks[1], membership.consortium, two, purpose="乙")
    assert shown_differences(answer) == [("Wording in Chinese", "常务理事", "常务理事")]
    assert [str(who) for who, _when in answer.context["edit_conflict"].editors()] == ["first"]


def test_different_rows_keep_both_changes(desks):
    consortium = make_membership(wording="甲").consortium
    make_membership(consortium=consortium, wording="乙")
    one, two = load_both_forms(desks, consortium)
    post_form(desks[0], consortium, one, **{"memberships-0-wording": "甲甲"})
    answer = post_form(desks[1], consortium, two, **{"memberships-1-wording": "乙乙"})
    post_form(desks[1], consortium, resubmitted_data(answer))
    assert sorted(Membership.objects.values_list("wording", flat=True)) == ["乙乙", "甲甲"]


def test_different_lists_keep_both_changes(desks):
    organisation = make_organisation()
    make_name(organisation, "简称")
    make_membership(organisation=organisation, wording="甲")
    one, two = load_both_forms(desks, organisation)
    post_form(desks[0], organisation, one, **{"names-0-text": "新简称"})
    answer = post_form(desks[1], organisation, two, **{"memberships-0-wording": "甲甲"})
    post_form(desks[1], organisation, resubmitted_data(answer))
    assert (OrganisationName.objects.get().text, Membership.objects.get().wording) == (
        "新简称",
        "甲甲",
    )


def test_row_that_the_other_added_is_said_and_stays(desks):
    record = make_conference()
    _one, two = load_both_forms(desks, record)
    make_session(conference=record, title="分论坛")
    answer = post_form(desks[1], record, two, theme="乙")
    assert [(each.where, each.message) for each in answer.context["edit_conflict"].differences] == [
        ("session: 分论坛", "It was added meanwhile, and is in the form now.")
    ]
    post_form(desks[1], record, resubmitted_data(answer))
    assert (record.sessions.count(), Conference.objects.get().theme) == (1, "乙")


def test_row_that_the_other_removed_is_gone_from_the_form(desks):
    organisation = make_organisation()
    make_name(organisation, "简称")
    one, two = load_both_forms(desks, organisation)
    post_form(desks[0], organisation, one, **{"names-0-DELETE": "on"})
    answer = post_form(desks[1], organisation, two, site="https://a.example/")
    assert shown_differences(answer)[0] == ("", "", "")
    assert post_form(desks[1], organisation, resubmitted_data(answer)).status_code == 302
    assert organisation.names.count() == 0


def test_row_that_the_other_removed_stays_in_the_form_if_it_was_typed_in(desks):
    organisation = make_organisation()
    make_name(organisation, "简称")
    one, two = load_both_forms(desks, organisation)
    post_form(desks[0], organisation, one, **{"names-0-DELETE": "on"})
    answer = post_form(desks[1], organisation, two, **{"names-0-text": "新简称"})
    assert post_form(desks[1], organisation, resubmitted_data(answer)).status_code == 302
    assert organisation.names.get().text == "新简称"


def test_removing_a_row_that_the_other_changed_is_asked_again(desks):
    organisation = make_organisation()
    make_name(organisation, "简称")
    one, two = load_both_forms(desks, organisation)
    post_form(desks[0], organisation, one, **{"names-0-text": "新简称"})
    answer = post_form(desks[1], organisation, two, **{"names-0-DELETE": "on"})
    assert shown_differences(answer) == [("Name", "新简称", "")]
    assert organisation.names.count() == 1
    post_form(desks[1], organisation, resubmitted_data(answer))
    assert organisation.names.count() == 0


def test_new_row_of_each_is_kept(desks):
    organisation = make_organisation()
    one, two = load_both_forms(desks, organisation)
    row = {"names-TOTAL_FORMS": "1", "names-0-language": "zh-hans", "names-0-kind": "short"}
    post_form(desks[0], organisation, one, **row, **{"names-0-text": "甲"})
    answer = post_form(desks[1], organisation, two, **row, **{"names-0-text": "乙"})
    post_form(desks[1], organisation, resubmitted_data(answer))
    assert sorted(organisation.names.values_list("text", flat=True)) == ["乙", "甲"]


def test_evidence_added_meanwhile_is_seen(desks):
    membership = make_membership()
    _one, two = load_both_forms(desks, membership)
    make_evidence(membership, make_article())
    assert len(shown_differences(post_form(desks[1], membership, two, wording="乙"))) == 1
