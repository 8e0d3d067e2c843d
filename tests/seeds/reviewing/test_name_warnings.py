"""A department, or a name cut in a word, becomes no new record unless a person chooses so."""

import pytest

from consortia.models import ConsortiumLimit, Organisation, RejectedAlias
from seeds.reviewing.answers import (
    NEW_RECORD,
    NameFormData,
    ProposalDecisionRefused,
    ProposalFormData,
)
from seeds.reviewing.apply_plan import apply_plan
from seeds.reviewing.decisions import accept
from seeds.reviewing.match_options import OptionFinder
from seeds.reviewing.plan import AcceptancePlan, PlannedNameDecision, PlannedRow
from seeds.reviewing.proposal_form import ProposalForm
from tests.factories import make_article, make_consortium, make_organisation
from tests.seeds.invented_proposals import (
    agreement_proposal,
    conference_proposal,
    consortium_proposal,
    make_capture,
    make_proposal,
    make_proposal_reviewer,
    single_proposal,
)

pytestmark = pytest.mark.django_db
TEXT = "临江大学党委办公室、教务处和招生就业处处长出席。山东轻工职业学院与甲山机械集团签约。"
DEPARTMENTS = ("办公厅", "党委办公室", "教务处", "招生就业处", "General Office")
CUT = ("东轻工职业学院", "山机械集团", "甲山机", "临江大学（", "与甲山机械集团")


def form_of(*found):
    row = single_proposal(make_capture(*found, paragraphs=(TEXT,)))
    return ProposalForm(row, OptionFinder([row]))


def choices_of(form):
    return {name.proposed: name.choice for name in form.names if name.proposed}


@pytest.mark.parametrize("name", [*DEPARTMENTS, *CUT])
def test_doubtful_name_is_not_new_by_default(name):
    form = form_of(agreement_proposal(parties=[name, "甲山机械集团"], signatories=[]))
    (doubtful, sure) = form.names[:2]
    assert (doubtful.choice, bool(doubtful.warning)) == ("", True)
    assert (sure.choice, sure.warning) == (NEW_RECORD, "")


@pytest.mark.parametrize(
    "name", ["临江大学教务处", "山东省教育厅", "甲山机械集团", "临江市人民政府办公室"]
)
def test_whole_name_is_new_by_default(name):
    assert choices_of(form_of(conference_proposal(roles={"host": [name]})))[name] == NEW_RECORD


@pytest.mark.parametrize(
    "found",
    [
        conference_proposal(roles={"host": ["教务处"]}),
        conference_proposal(
            roles={},
            sessions=[
                {
                    "kind": "opening",
                    "title": "",
                    "parts": [{"person": "周明", "organisation": "教务处"}],
                }
            ],
        ),
        make_proposal("training_base", name="甲山实训基地", hosts=["教务处"], partners=[]),
        make_proposal(
            "training_base",
            name="甲山实训基地",
            hosts=[],
            partners=[{"organisation": "教务处", "role": "operator"}],
        ),
        make_proposal(
            "training_base", name="甲山实训基地", hosts=[], partners=[], awarded_by="教务处"
        ),
        make_proposal(
            "appointment", person="周明", office="主任", body="教务处", organisation="教务处"
        ),
        make_proposal("membership", organisation="教务处", consortium="甲山共同体", role="member"),
        make_proposal("document", name="章程", organisation="教务处"),
        consortium_proposal(lead_organisations=["教务处"]),
    ],
)
def test_every_name_of_every_kind_is_checked(found):
    by = make_proposal_reviewer()
    form = form_of(found)
    assert choices_of(form)["教务处"] == ""
    with pytest.raises(ProposalDecisionRefused, match="教务处"):
        accept(form.proposal, by=by)
    assert not Organisation.objects.filter(name="教务处").exists()


def test_department_on_record_is_chosen():
    known = make_organisation(name="教务处")
    form = form_of(conference_proposal(roles={"host": ["教务处"]}))
    assert choices_of(form)["教务处"] == str(known.pk)


def test_consortium_cut_in_a_word_is_not_new_by_default():
    form = form_of(consortium_proposal(name="与临江船舶产教融合共同体", lead_organisations=[]))
    assert (form.record, bool(form.record_warning)) == ("", True)


@pytest.mark.parametrize("is_same", [True, False])
def test_name_of_a_body_beyond_the_limits_is_not_decided(is_same):
    by = make_proposal_reviewer()
    ConsortiumLimit.objects.create(person=by, consortium=make_consortium(name="甲山共同体"))
    other = make_consortium(name="东岭共同体").organisation
    decision = PlannedNameDecision(name="东岭", organisation=other.pk, is_same=is_same)
    standing = make_organisation()
    row = PlannedRow(key="record", model=Organisation, pk=standing.pk)
    plan = AcceptancePlan(record="record", rows=(row,), name_decisions=(decision,))
    apply_plan(plan, article=make_article(), by=by)
    assert (RejectedAlias.objects.count(), other.names.count()) == (0, 0)


def test_doubtful_name_becomes_a_record_where_a_person_says_so():
    form = form_of(conference_proposal(roles={"host": ["教务处"]}))
    (name,) = [name for name in form.names if name.proposed]
    chosen = NameFormData(text="教务处", matched_text="教务处", choice=NEW_RECORD)
    data = ProposalFormData(names={name.number: chosen})
    accept(form.proposal, by=make_proposal_reviewer(), data=data)
    assert Organisation.objects.get().name == "教务处"
