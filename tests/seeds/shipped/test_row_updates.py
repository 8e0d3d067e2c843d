"""Upgrades go row by row: equal rows stay, others change in place, surplus ones go."""

import pytest

from articles.models import Article, KeyPoint, TaggedArticle
from consortia.models import Conference, Evidence, Figure, Membership, Organisation, Part, Session
from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from seeds.shipped.plan import ShippedAction
from tests.factories import make_user
from tests.seeds.shipped_folders import make_data_folder, replace_in_file

pytestmark = pytest.mark.django_db

BODIES, COMMUNITY, SIGNING = (
    "organisations/bodies.yaml",
    "consortia/community.yaml",
    "articles/signing.md",
)
LEAD = "  - {organisation: college, role: lead, evidence: signing#1}\n"
CHAIR = "  - {organisation: steelworks, role: chair, evidence: signing#2}\n"
OPENING = """\
  - title: 开幕式
    evidence: signing#1
    parts: [{person: 周明, evidence: signing#1}, {person: 李红, evidence: signing#1}]
"""
MEETING = f"""\
name: 精品钢大会
evidence: signing#1
sessions:
{OPENING}\
  - title: 揭牌
    evidence: signing#2
    parts: [{{person: 王强, evidence: signing#2}}]
"""
POINTS = (
    "key_points: [{text: 签约, text_en: Signed, paragraph: 1},"
    " {text: 揭牌, text_en: Unveiled, paragraph: 2}]\ntags: [steel]"
)
FIGURES = (
    "- {key: staff, about: organisation/college, of: other, name: 教师,"
    " value: 300, evidence: signing#1}\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder whose data, a conference and key points among them, stand in the database."""
    ship(
        replace_in_file(
            make_data_folder(tmp_path, **{"conferences/meeting.yaml": MEETING}),
            SIGNING,
            "tags: [steel]",
            POINTS,
        )
    )
    return tmp_path


def ship(folder, *, by=None):
    """Import the folder; what was to be done about each entry that was not as before."""
    steps = import_shipped(read_shipped(folder), by=by)
    return {step.name: step.action for step in steps if step.action is not ShippedAction.UNCHANGED}


def held(role, wording):
    """A membership of the college, as a line of its consortium."""
    return f"  - {{organisation: college, role: {role}, wording: {wording}, evidence: signing#1}}\n"


def histories():
    """How many history rows each kind has."""
    kinds = (
        Organisation,
        Membership,
        Evidence,
        Conference,
        Session,
        Part,
        Article,
        KeyPoint,
        TaggedArticle,
    )
    return {kind: kind.history.count() for kind in kinds}


def written(before):
    """How many history rows each kind has more than before, where it has any."""
    return {
        kind: count - before[kind] for kind, count in histories().items() if count != before[kind]
    }


def marks(model):
    """The kinds of change in a table's history since the rows were made, with who and why."""
    changes = model.history.exclude(history_type="+").order_by("history_id")
    return list(changes.values_list("history_type", "history_user", "history_change_reason"))


def test_changed_record_leaves_its_rows_and_their_history(folder):
    before = histories()
    replace_in_file(folder, COMMUNITY, "kind: industry", "kind: alliance")
    assert ship(folder) == {"consortium/community": ShippedAction.CHANGED}
    assert written(before) == {}


def test_new_row_leaves_those_beside_it(folder):
    old, before = Membership.objects.get(), histories()
    ship(replace_in_file(folder, COMMUNITY, LEAD, LEAD + CHAIR))
    assert list(Membership.objects.values_list("role", "position")) == [("lead", 1), ("chair", 2)]
    assert (Membership.objects.get(role="lead").pk, written(before)) == (
        old.pk,
        {Membership: 1, Evidence: 2},
    )


def test_row_that_only_moved_keeps_its_evidence(folder):
    old, before = Membership.objects.get(), histories()
    ship(replace_in_file(folder, COMMUNITY, LEAD, CHAIR + LEAD))
    old.refresh_from_db()
    assert (old.role, old.position, written(before)) == ("lead", 2, {Membership: 2, Evidence: 2})


def test_changed_row_is_updated_in_place(folder):
    old, pieces = (
        Membership.objects.get(),
        set(Membership.objects.get().evidence.values_list("pk", flat=True)),
    )
    by = make_user()
    replace_in_file(folder, COMMUNITY, LEAD, CHAIR)
    ship(folder, by=by)
    new = Membership.objects.get()
    assert (new.pk, new.role, set(new.evidence.values_list("pk", flat=True))) == (
        old.pk,
        "chair",
        pieces,
    )
    assert marks(Membership) == [("~", by.pk, "Shipped with the portal")]
    assert marks(Evidence) == [("~", by.pk, "Shipped with the portal")] * 2


def test_surplus_row_goes_with_its_evidence_and_who_and_why(folder):
    by = make_user()
    replace_in_file(folder, COMMUNITY, "memberships:\n" + LEAD, "")
    ship(folder, by=by)
    assert Membership.objects.count() == 0
    assert marks(Membership) == [("-", by.pk, "Shipped with the portal")]
    assert marks(Evidence) == [("-", by.pk, "Shipped with the portal")] * 2


def test_surplus_row_takes_its_own_rows_along(folder):
    by, (opening, _) = make_user(), Session.objects.all()
    ship(replace_in_file(folder, "conferences/meeting.yaml", OPENING, ""), by=by)
    assert (Session.objects.get().title, Part.objects.get().person) == ("揭牌", "王强")
    assert not Session.objects.filter(pk=opening.pk).exists()
    signed = ("-", by.pk, "Shipped with the portal")
    assert (marks(Part), [mark for mark in marks(Session) if mark[0] == "-"]) == (
        [signed] * 2,
        [signed],
    )


def test_nested_row_changes_alone(folder):
    before = histories()
    replace_in_file(folder, "conferences/meeting.yaml", "person: 李红", "person: 李虹")
    assert ship(folder) == {"conference/meeting": ShippedAction.CHANGED}
    assert (list(Part.objects.values_list("person", flat=True)), written(before)) == (
        ["周明", "李虹", "王强"],
        {Part: 1},
    )


def test_rows_that_swap_all_but_what_they_stand_for_do_not_meet(folder):
    ship(replace_in_file(folder, COMMUNITY, LEAD, held("lead", "甲") + held("chair", "乙")))
    old = dict(Membership.objects.values_list("role", "pk"))
    replace_in_file(
        folder,
        COMMUNITY,
        held("lead", "甲") + held("chair", "乙"),
        held("chair", "丙") + held("lead", "丁"),
    )
    assert ship(folder) == {"consortium/community": ShippedAction.CHANGED}
    found = Membership.objects.values_list("role", "pk", "wording", "position")
    assert list(found) == [("chair", old["chair"], "丙", 1), ("lead", old["lead"], "丁", 2)]


def test_evidence_that_stays_keeps_its_history(folder):
    before = histories()
    replace_in_file(
        folder,
        BODIES,
        "  kind: enterprise\n  evidence: signing#1",
        "  kind: enterprise\n  evidence: [signing#1, signing#2]",
    )
    assert ship(folder) == {"organisation/steelworks": ShippedAction.CHANGED}
    assert written(before) == {Evidence: 2}


def test_key_point_that_changes_leaves_the_others(folder):
    points = set(KeyPoint.objects.values_list("pk", flat=True))
    before = histories()
    ship(
        replace_in_file(
            folder, SIGNING, "text: 揭牌, text_en: Unveiled", "text: 已揭牌, text_en: Unveiled"
        )
    )
    assert (set(KeyPoint.objects.values_list("pk", flat=True)), written(before)) == (
        points,
        {KeyPoint: 1},
    )
    assert KeyPoint.objects.filter(text="已揭牌").values_list(
        "position", "article__language"
    ).get() == (2, "zh-hans")


def test_changed_paragraph_writes_the_history_of_its_language_alone(folder):
    before = histories()
    ship(
        replace_in_file(
            folder,
            SIGNING,
            "Both unveiled a training base.",
            "Both unveiled a “training” base & 'more'.",
        )
    )
    assert (written(before), Article.objects.get(language="en").history.count()) == (
        {Article: 1},
        2,
    )
    before = histories()
    ship(replace_in_file(folder, SIGNING, "双方为实训基地揭牌。", "双方揭牌。"))
    assert (written(before), Article.objects.get(language="en").history.count()) == (
        {Article: 1},
        2,
    )


def test_topic_that_stays_is_not_tagged_anew(folder):
    before = histories()
    (folder / "topics.yaml").write_text(
        "- {key: steel, name: 钢铁}\n- {key: iron, name: 铁}\n", encoding="utf-8"
    )
    ship(replace_in_file(folder, SIGNING, "tags: [steel]", "tags: [steel, iron]"))
    assert written(before) == {TaggedArticle: 2}


def test_figure_that_is_an_entry_of_its_own_is_no_row_of_what_it_is_about(folder):
    ship(
        make_data_folder(
            folder, **{"figures/staff.yaml": FIGURES, SIGNING: (folder / SIGNING).read_text()}
        )
    )
    replace_in_file(folder, "figures/staff.yaml", "value: 300", "value: 301")
    assert ship(folder) == {"figure/staff": ShippedAction.CHANGED}
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    assert ship(folder) == {"organisation/college": ShippedAction.CHANGED}
    assert Figure.objects.get().about == Organisation.objects.get(name="临江学院")
