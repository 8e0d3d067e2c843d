"""What people decided becomes cases of an installation's own corpus."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from seeds.models import Capture, Proposal
from seeds.reviewing.answers import LEAVE_OUT, NameFormData, ProposalFormData
from seeds.reviewing.decisions import accept, refuse
from seeds.reviewing.undo import undo_decision
from tests.seeds.captured_pages import import_page_files, write_page_file
from tests.seeds.invented_pages import FIRST_PARAGRAPH
from tests.seeds.invented_proposals import (
    consortium_proposal,
    make_capture,
    make_proposal_reviewer,
    single_proposal,
)
from tests.seeds.scoring import refused_facts

pytestmark = pytest.mark.django_db


def run(folder):
    """What the command prints, and what it says is left out."""
    out, err = StringIO(), StringIO()
    call_command("learned_cases", str(folder), stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().strip().splitlines()


@pytest.fixture
def page(tmp_path):
    """The agreement of an invented page whose article is public by now."""
    import_page_files(write_page_file(tmp_path / "pages"))
    proposal = Proposal.objects.get(kind="agreement")
    public = make_capture(consortium_proposal()).articles.get()
    Proposal.objects.filter(pk=proposal.pk).update(article=public)
    proposal.capture.articles.set([public])
    return Proposal.objects.get(pk=proposal.pk)


def read_case(folder):
    """The text and the facts of the only case."""
    (path,) = folder.glob("*.json")
    return path.with_suffix(".txt").read_text(), json.loads(path.read_text())


def test_accepted_fact_is_the_right_answer(page, tmp_path):
    accept(page, by=make_proposal_reviewer())
    assert run(tmp_path / "cases") == ("1 new, 0 changed, 0 unchanged, 0 removed", [])
    text, facts = read_case(tmp_path / "cases")
    assert FIRST_PARAGRAPH in text
    assert facts["title"] == "临江职业学院与东岭钢铁公司签订合作协议"
    assert [row["parties"] for row in facts["agreements"]] == [["临江职业学院", "东岭钢铁公司"]]
    assert (facts["partial"], facts["must_not"]) == (True, [])


def test_refused_fact_must_not_be_read_and_keeps_its_sentence(page, tmp_path):
    refuse(page, by=make_proposal_reviewer(), reason="不是协议")
    run(tmp_path / "cases")
    _text, facts = read_case(tmp_path / "cases")
    (wrong,) = facts["must_not"]
    assert (wrong["kind"], wrong["because"], wrong["reason"]) == (
        "agreement",
        "refused",
        "不是协议",
    )
    assert wrong["sentences"] == [FIRST_PARAGRAPH]
    assert facts["agreements"] == []
    assert ("agreement", ("东岭钢铁公司", "临江职业学院")) in set(refused_facts(facts))


def test_edited_fact_is_as_decided_and_its_reading_is_wrong(page, tmp_path):
    names = {
        1: NameFormData(
            text="东岭钢铁集团有限公司", choice="new", matched_text="东岭钢铁集团有限公司"
        )
    }
    accept(page, by=make_proposal_reviewer(), data=ProposalFormData(names=names))
    run(tmp_path / "cases")
    _text, facts = read_case(tmp_path / "cases")
    assert facts["agreements"][0]["parties"] == ["临江职业学院", "东岭钢铁集团有限公司"]
    assert facts["must_not"][0]["fields"]["parties"] == ["临江职业学院", "东岭钢铁公司"]


def test_name_that_was_left_out_is_not_in_what_was_accepted():
    proposal = single_proposal(make_capture(consortium_proposal()))
    names = {1: NameFormData(text="甲山机械集团", choice=LEAVE_OUT, matched_text="甲山机械集团")}
    by = make_proposal_reviewer()
    accept(proposal, by=by, data=ProposalFormData(names=names))
    assert proposal.decided_payload["lead_organisations"] == ["临江大学"]
    undo_decision(proposal, by=by)
    assert proposal.decided_payload == {}


def test_second_run_changes_nothing(page, tmp_path):
    accept(page, by=make_proposal_reviewer())
    run(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    assert run(tmp_path)[0] == "0 new, 0 changed, 1 unchanged, 0 removed"
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*")} == before


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_page_whose_article_is_not_public_is_named_and_left_out(page, tmp_path, status):
    refuse(page, by=make_proposal_reviewer())
    run(tmp_path / "cases")
    Article.objects.filter(pk=page.article_id).update(status=status, signed=None)
    said, left_out = run(tmp_path / "cases")
    assert said == "0 new, 0 changed, 0 unchanged, 1 removed"
    assert left_out == [f"page.txt: left out: its article is not public (status {status})."]
    assert list((tmp_path / "cases").iterdir()) == []


def test_hijacked_page_is_left_out(page, tmp_path):
    refuse(page, by=make_proposal_reviewer())
    Capture.objects.filter(pk=page.capture_id).update(flags=["hijacked_clone"])
    _said, left_out = run(tmp_path / "cases")
    assert left_out == ["page.txt: left out: the page carries the flag hijacked_clone."]


def test_files_of_others_are_not_touched(page, tmp_path):
    refuse(page, by=make_proposal_reviewer())
    own = tmp_path / f"{page.article_id:03}.json"
    own.write_text('{"title": "by hand"}')
    with pytest.raises(CommandError, match="is no learned case"):
        run(tmp_path)
    assert own.read_text() == '{"title": "by hand"}'


def test_page_that_nobody_decided_on_is_no_case(page, tmp_path):
    assert run(tmp_path / "cases") == ("0 new, 0 changed, 0 unchanged, 0 removed", [])


def test_edit_that_was_not_kept_is_said(page, tmp_path):
    accept(page, by=make_proposal_reviewer())
    Proposal.objects.filter(pk=page.pk).update(status="edited", decided_payload={})
    _said, (sentence,) = run(tmp_path / "cases")
    assert sentence.endswith("left out: what was edited was not kept then.")
