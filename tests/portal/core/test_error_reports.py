"""Reports of errors: the steps they take, what is refused, and what the database keeps."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from portal.core.error_reports import ReportRefused, generate_number
from portal.core.models import ErrorReport
from tests.constraint_names import constraint_error_text
from tests.factories import make_report, make_user

pytestmark = pytest.mark.django_db


def test_number_has_three_groups_and_none_comes_twice():
    numbers = {generate_number() for _ in range(200)}
    assert len(numbers) == 200
    assert all(
        re.fullmatch(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}", number) for number in numbers
    )


@pytest.mark.parametrize(("step", "state"), [("correct", "corrected"), ("decline", "declined")])
def test_closing_keeps_answer_moment_and_person(step, state):
    report, person = make_report(), make_user()
    getattr(report, step)(by=person, answer=" 已核实。 ")
    report.refresh_from_db()
    assert (report.state, report.answer, report.decided_by) == (state, "已核实。", person)
    assert report.decided_at is not None


def test_a_taken_report_can_still_be_closed():
    report = make_report()
    report.take(by=make_user())
    assert report.state == "taken"
    report.correct(by=make_user(), answer="已改。")
    assert report.state == "corrected"


@pytest.mark.parametrize("answer", ["", "  \n"])
def test_closing_without_an_answer_is_refused(answer):
    report = make_report()
    with override("en"), pytest.raises(ReportRefused, match="Write an answer first"):
        report.decline(by=make_user(), answer=answer)
    assert ErrorReport.objects.get().state == "new"


@pytest.mark.parametrize("step", ["take", "correct", "decline"])
def test_a_closed_report_takes_no_step(step):
    report = make_report()
    report.correct(by=make_user(), answer="已改。")
    words = {} if step == "take" else {"answer": "又改。"}
    with override("en"), pytest.raises(ReportRefused, match="This report is corrected already"):
        getattr(ErrorReport.objects.get(), step)(by=make_user(), **words)
    assert ErrorReport.objects.get().answer == "已改。"


def test_a_report_taken_by_another_is_not_taken_twice():
    report, seen_before = make_report(), ErrorReport.objects.get()
    report.take(by=make_user())
    with pytest.raises(ReportRefused):
        seen_before.take(by=make_user())


def test_waiting_are_the_open_ones_the_oldest_first():
    second, first = make_report(), make_report(made_at=timezone.now().replace(year=2020))
    second.take(by=make_user())
    make_report().correct(by=make_user(), answer="已改。")
    assert list(ErrorReport.objects.waiting()) == [first, second]


@pytest.mark.parametrize("values", [{"answer": ""}, {"decided_at": None}])
def test_a_closed_report_without_answer_or_moment_is_refused_by_the_database(values):
    name = "core_errorreport_closed_with_answer"
    kept = {"state": "corrected", "answer": "已改。", "decided_at": timezone.now(), **values}
    with (
        pytest.raises(IntegrityError, match=constraint_error_text("core", name)),
        transaction.atomic(),
    ):
        make_report(**kept)
