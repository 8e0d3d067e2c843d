"""A rule that people refused too often proposes nothing any more, and says so."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from seeds.models import Proposal
from seeds.page_extraction import PageReaders, find_stopped_rules
from seeds.proposing.rule_confidence import RuleStatistics
from seeds.proposing.rule_floor import RuleFloor, read_rule_floor
from seeds.reviewing.decisions import refuse
from tests.seeds.captured_pages import import_page_files, write_page_file
from tests.seeds.invented_proposals import (
    consortium_proposal,
    make_capture,
    make_proposal_reviewer,
    single_proposal,
)


@pytest.mark.parametrize(
    ("counts", "below"),
    [
        ({"refused": 19}, False),  # too few decisions
        ({"refused": 20}, True),
        ({"refused": 12, "accepted": 8}, False),  # just at the floor
        ({"refused": 13, "accepted": 8}, True),
        ({"edited": 20}, False),  # half right
        ({"proposed": 100}, False),
    ],
)
def test_rule_stops_below_the_floor_with_enough_decisions(counts, below):
    floor = RuleFloor(share=0.4, decisions=20)
    assert floor.is_below(RuleStatistics(rule="zh.test", **counts)) is below


def test_environment_names_the_floor():
    environment = {"RULE_FLOOR": "0.25", "RULE_FLOOR_DECISIONS": "8"}
    assert read_rule_floor(environment) == RuleFloor(share=0.25, decisions=8)
    assert read_rule_floor({}) == RuleFloor()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RULE_FLOOR", "low"),
        ("RULE_FLOOR", "1.5"),
        ("RULE_FLOOR", "nan"),
        ("RULE_FLOOR_DECISIONS", "0"),
        ("RULE_FLOOR_DECISIONS", "²"),
    ],
)
def test_floor_that_is_none_is_refused(name, value):
    with pytest.raises(ValueError, match=f"{name} is"):
        read_rule_floor({name: value})


@pytest.fixture
def refused_rule(db, monkeypatch, tmp_path):
    """The rule that reads the agreement of the invented page, refused twice where two are enough."""
    monkeypatch.setenv("RULE_FLOOR_DECISIONS", "2")
    import_page_files(write_page_file(tmp_path))
    rule = Proposal.objects.get(kind="agreement").rule
    by = make_proposal_reviewer()
    for name in ("甲共同体", "乙共同体"):
        refuse(single_proposal(make_capture(consortium_proposal(name=name, rule=rule))), by=by)
    return rule


def test_stopped_rule_is_named_and_proposes_nothing(refused_rule, tmp_path):
    path = write_page_file(tmp_path)
    out = StringIO()
    call_command("import_seeds", str(path), "--dry-run", "--json", stdout=out, stderr=StringIO())
    (document,) = json.loads(out.getvalue())["documents"]
    rules = {row["rule"] for row in document["articles"][0]["proposals"]}
    assert document["stopped_rules"] == [refused_rule]
    assert refused_rule not in rules


def test_record_marks_a_stopped_rule(refused_rule):
    out = StringIO()
    call_command("rule_record", stdout=out)
    (line,) = (line for line in out.getvalue().splitlines() if line.startswith(refused_rule))
    assert line.split()[-2:] == ["0%", "stopped"]


def test_floor_of_nothing_stops_no_rule(refused_rule, monkeypatch):
    monkeypatch.setenv("RULE_FLOOR", "0")
    assert find_stopped_rules() == {}
    assert PageReaders(stopped=find_stopped_rules()).stopped == {}


def test_admin_says_which_rule_is_stopped(refused_rule, client):
    client.force_login(make_proposal_reviewer())
    page = client.get("/admin/seeds/proposal/rules/").content.decode()
    assert refused_rule in page
    assert "<strong>" in page
