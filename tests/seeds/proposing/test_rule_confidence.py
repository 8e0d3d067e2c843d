"""What people decide is counted for each rule, and moves its confidence."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from seeds.proposing.rule_confidence import RuleStatistics, rule_statistics
from seeds.reviewing.answers import ProposalFormData
from seeds.reviewing.decisions import accept, refuse
from tests.seeds.invented_proposals import (
    consortium_proposal,
    make_capture,
    make_proposal_reviewer,
    membership_proposal,
    single_proposal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided():
    """Four proposals of one rule: accepted, edited, refused, waiting; and one of another."""
    by = make_proposal_reviewer()
    accepted, edited, refused, _waiting = (
        single_proposal(make_capture(consortium_proposal(name=f"临江{n}共同体")))
        for n in "甲乙丙丁"
    )
    make_capture(membership_proposal(rule="zh.other"))
    accept(accepted, by=by)
    accept(edited, by=by, data=ProposalFormData(values={"level": "national"}))
    refuse(refused, by=by)
    return by


def test_rules_are_counted_the_weakest_first(decided):
    first, second = rule_statistics()
    assert first == RuleStatistics(rule="zh.test", proposed=4, accepted=1, edited=1, refused=1)
    assert second == RuleStatistics(rule="zh.other", proposed=1)
    assert (first.precision, first.percent, second.precision) == (0.5, 50, None)


@pytest.mark.parametrize(
    ("counts", "confidence"),
    [
        ({}, 0.8),
        ({"accepted": 8}, 0.9),
        ({"refused": 8}, 0.4),
        ({"edited": 8}, 0.65),
        ({"accepted": 792}, 0.998),
    ],
)
def test_confidence_begins_as_stated_and_follows_the_record(counts, confidence):
    assert RuleStatistics(rule="zh.test", **counts).confidence(0.8) == confidence


def test_new_proposal_has_the_confidence_that_its_rule_earned(decided):
    row = single_proposal(make_capture(consortium_proposal(name="临江戊共同体")))
    assert (row.stated_confidence, row.confidence) == (0.8, round((8 * 0.8 + 1.5) / 11, 4))


def test_decision_that_a_new_version_kept_counts_once(decided):
    first = make_capture(membership_proposal(rule="zh.precision"))
    refuse(single_proposal(first), by=decided)
    make_capture(membership_proposal(rule="zh.precision"), previous=first)
    assert next(each for each in rule_statistics() if each.rule == "zh.precision").refused == 1


def test_command_prints_the_record(decided):
    out = StringIO()
    call_command("rule_record", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split() for line in lines] == [
        ["rule", "proposed", "accepted", "edited", "refused", "right"],
        ["zh.test", "4", "1", "1", "1", "50%"],
        ["zh.other", "1", "0", "0", "0", "–"],
    ]


def test_command_prints_json(decided):
    out = StringIO()
    call_command("rule_record", "--json", stdout=out)
    first = json.loads(out.getvalue())[0]
    assert first == {
        "rule": "zh.test",
        "proposed": 4,
        "accepted": 1,
        "edited": 1,
        "refused": 1,
        "right": 0.5,
        "stopped": False,
    }
