"""An upgrade ships changed data: what nobody edited follows, what an editor touched stays and is listed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ArticleStatus, Review, ReviewStage
from consortia.models import (
    Consortium,
    ConsortiumKind,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationKind,
)
from seeds.models import Batch, Shipped
from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from seeds.shipped.plan import ShippedAction
from tests.factories import make_organisation, make_user
from tests.seeds.row_counts import row_counts
from tests.seeds.shipped_folders import make_data_folder, replace_in_file

pytestmark = pytest.mark.django_db

BODIES, COMMUNITY, SIGNING = (
    "organisations/bodies.yaml",
    "consortia/community.yaml",
    "articles/signing.md",
)
UNION = """\
name: 五金联合体
evidence: signing#1
memberships:
  - {organisation: community, role: guiding, evidence: signing#2}
"""


@pytest.fixture
def folder(tmp_path):
    """A folder whose data stand in the database."""
    ship(make_data_folder(tmp_path))
    return tmp_path


def ship(folder, *, by=None):
    """Import the folder; what was to be done about each entry that was not as before."""
    steps = import_shipped(read_shipped(folder), by=by)
    return {step.name: step.action for step in steps if step.action is not ShippedAction.UNCHANGED}


def text(language="zh-hans"):
    return Article.objects.get(language=language)


def test_unedited_record_follows_its_entry(folder):
    college = Organisation.objects.get(name="临江职业学院")
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    assert ship(folder) == {"organisation/college": ShippedAction.CHANGED}
    college.refresh_from_db()
    assert (
        college.name,
        college.history.count(),
        college.history.first().history_change_reason,
    ) == (
        *("临江学院", 2),
        "Shipped with the portal",
    )


def test_change_is_done_once(folder):
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    ship(folder)
    before = row_counts()
    assert (ship(folder), row_counts()) == ({}, before)


def test_value_left_out_by_the_upgrade_goes_back_to_its_default(folder):
    replace_in_file(folder, BODIES, '  region: "370100"\n', "")
    ship(folder)
    assert Organisation.objects.get(name="临江职业学院").region is None


def test_rows_inside_an_entry_follow_with_their_evidence(folder):
    replace_in_file(
        folder,
        COMMUNITY,
        "organisation: college, role: lead, evidence: signing#1",
        "organisation: steelworks, role: chair, evidence: signing#2",
    )
    assert ship(folder) == {"consortium/community": ShippedAction.CHANGED}
    membership = Membership.objects.get()
    assert (membership.organisation.name, membership.role) == ("东岭钢铁公司", "chair")
    assert {piece.paragraph for piece in membership.evidence.all()} == {2}


@pytest.mark.parametrize(("name", "old", "new"), [
    (BODIES, "- key: college", "# The college\n\n- key: college"),
    (BODIES, "  name: 东岭钢铁公司\n  kind: enterprise", "  kind: enterprise\n  name: 东岭钢铁公司"),
    (COMMUNITY, "{organisation: college, role: lead,", "{role: lead, organisation: college,"),
])  # fmt: skip
def test_entry_written_in_another_way_is_unchanged(folder, name, old, new):
    assert ship(replace_in_file(folder, name, old, new)) == {}


def test_entry_moved_to_another_file_is_unchanged(folder):
    (folder / BODIES).rename(folder / "organisations/schools.yaml")
    assert ship(folder) == {}


def test_entry_left_out_by_the_upgrade_leaves_its_record(folder):
    (folder / COMMUNITY).unlink()
    listed = {"consortium/community": ShippedAction.REMOVED}
    assert (ship(folder), Consortium.objects.count()) == (listed, 1)
    assert ship(folder) == listed


def test_entry_left_out_whose_record_is_gone_too_is_not_listed(folder):
    (folder / COMMUNITY).unlink()
    Organisation.objects.filter(kind=OrganisationKind.CONSORTIUM).delete()
    assert ship(folder) == {}


def test_entry_that_comes_back_finds_its_record(folder):
    text = (folder / COMMUNITY).read_text(encoding="utf-8")
    (folder / COMMUNITY).unlink()
    ship(folder)
    (folder / COMMUNITY).write_text(text.replace("industry", "alliance"), encoding="utf-8")
    assert ship(folder) == {"consortium/community": ShippedAction.CHANGED}
    assert Consortium.objects.get().kind == ConsortiumKind.ALLIANCE


def test_new_entry_is_written_beside_the_old_ones(folder):
    before = row_counts()
    make_data_folder(
        folder,
        **{
            "topics.yaml": (folder / "topics.yaml").read_text(encoding="utf-8")
            + "- {key: iron, name: 铁}\n"
        },
    )
    by = make_user()
    assert ship(folder, by=by) == {"topic/iron": ShippedAction.NEW}
    assert Batch.objects.values_list("by", "new", "changed", "refused").first() == (by.pk, 1, 0, 0)
    assert row_counts()["articles.Topic"] == before["articles.Topic"] + 1


# What an editor edited


def edit_name():
    college = Organisation.objects.get(name="临江职业学院")
    college.name_en = "Linjiang Vocational College"
    college.save()


def edit_evidence():
    Organisation.objects.get(name="临江职业学院").evidence.filter(quote="临江职业学院").update(
        paragraph=2
    )


def hide():
    Organisation.objects.filter(name="临江职业学院").update(is_public=False)


@pytest.mark.parametrize("edit", [edit_name, edit_evidence, hide])
def test_edited_record_is_kept_and_listed(folder, edit):
    edit()
    before = list(Organisation.objects.values())
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    assert ship(folder) == {"organisation/college": ShippedAction.EDITED}
    assert list(Organisation.objects.values()) == before


@pytest.mark.parametrize(
    ("name", "old", "new", "table"),
    [
        (BODIES, "name: 临江职业学院", "name: 临江学院", "consortia_organisation"),
        (COMMUNITY, "kind: industry", "kind: alliance", "consortia_consortium"),
        (COMMUNITY, "name: 精品钢共同体", "name: 钢铁共同体", "consortia_organisation"),
        (SIGNING, "tags: [steel]\n", "", "articles_article"),
    ],
)
def test_record_is_locked_before_it_is_compared_in_the_transaction_that_writes(
    folder, name, old, new, table
):
    entries = read_shipped(replace_in_file(folder, name, old, new))
    with CaptureQueriesContext(connection) as run:
        import_shipped(entries)
    queries = [query["sql"] for query in run]
    assert (queries[0].split()[0], queries[-1].split()[0]) == ("SAVEPOINT", "RELEASE")
    first = next(sql for sql in queries if f'FROM "{table}"' in sql)
    assert first.endswith(f' FOR UPDATE OF "{table}"') == connection.features.has_select_for_update


def test_step_is_told_of_every_entry(folder):
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    entries, told = read_shipped(folder), []
    import_shipped(entries, on_step=lambda step: told.append(step.name))
    assert told == [entry.name for entry in entries]


def test_dry_run_tells_the_same_and_writes_nothing(folder):
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    entries, before = read_shipped(folder), (row_counts(), list(Organisation.objects.values()))
    planned = [(step.name, step.action) for step in import_shipped(entries, dry_run=True)]
    assert (row_counts(), list(Organisation.objects.values())) == before
    assert [(step.name, step.action) for step in import_shipped(entries)] == planned


def test_edit_that_was_taken_back_is_no_edit(folder):
    edit_name()
    Organisation.objects.filter(name="临江职业学院").update(name_en="")
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    assert ship(folder) == {"organisation/college": ShippedAction.CHANGED}


def test_edited_membership_keeps_its_consortium(folder):
    Membership.objects.update(role=MembershipRole.CHAIR)
    replace_in_file(folder, COMMUNITY, "kind: industry", "kind: alliance")
    assert ship(folder) == {"consortium/community": ShippedAction.EDITED}
    assert Consortium.objects.get().kind == ConsortiumKind.INDUSTRY


def test_membership_that_a_consortium_has_in_another_is_the_others(folder):
    ship(make_data_folder(folder, **{"consortia/union.yaml": UNION}))
    Membership.objects.get(role=MembershipRole.GUIDING).delete()
    replace_in_file(folder, COMMUNITY, "kind: industry", "kind: alliance")
    replace_in_file(folder, "consortia/union.yaml", "name: 五金联合体", "name: 五金建设联合体")
    assert ship(folder) == {
        "consortium/community": ShippedAction.CHANGED,
        "consortium/union": ShippedAction.EDITED,
    }


def test_consortium_may_belong_to_one_that_is_written_after_it(folder):
    later = UNION.replace("organisation: community", "organisation: works-union")
    ship(
        make_data_folder(
            folder,
            **{
                "consortia/union.yaml": later,
                "consortia/works-union.yaml": UNION.replace("五金", "钢铁"),
            },
        )
    )
    membership = Membership.objects.get(role="guiding", consortium__organisation__name="五金联合体")
    assert (membership.organisation.name, membership.position, membership.evidence.count()) == (
        "钢铁联合体",
        1,
        2,
    )
    assert ship(folder) == {}


def test_kept_record_is_counted_as_refused_beside_what_was_written(folder):
    edit_name()
    replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院")
    replace_in_file(folder, BODIES, "name: 东岭钢铁公司", "name: 东岭钢铁")
    ship(folder)
    assert Batch.objects.values_list("new", "changed", "refused").first() == (0, 1, 1)


def test_run_that_writes_nothing_is_not_written_down(folder):
    edit_name()
    ship(replace_in_file(folder, BODIES, "name: 临江职业学院", "name: 临江学院"))
    assert Batch.objects.count() == 1


# What an editor deleted


def delete_college():
    Membership.objects.all().delete()
    Organisation.objects.get(name="临江职业学院").delete()


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("name: 临江职业学院", {}),
        ("name: 临江学院", {"organisation/college": ShippedAction.DELETED}),
    ],
)
def test_deleted_record_stays_deleted(folder, new, found):
    delete_college()
    replace_in_file(folder, BODIES, "name: 临江职业学院", new)
    assert (ship(folder), Organisation.objects.without_consortia().count()) == (found, 1)


def test_entry_that_points_at_a_deleted_record_is_left_out_and_listed(folder):
    delete_college()
    make_data_folder(folder, **{
        "organisations/new.yaml": "- {key: branch, name: 分院, parent: college, evidence: signing#1}\n"
        "- {key: lab, name: 实验室, parent: branch, evidence: signing#1}\n"
        "- {key: firm, name: 公司, evidence: signing#1}\n",
    })  # fmt: skip
    listed = {
        "organisation/branch": ShippedAction.DELETED,
        "organisation/lab": ShippedAction.DELETED,
    }
    assert ship(folder) == {**listed, "organisation/firm": ShippedAction.NEW}
    assert ship(folder) == listed


def test_record_of_the_same_name_made_by_an_editor_stays_beside_the_shipped_one(folder):
    make_organisation(name="公司")
    make_data_folder(
        folder, **{"organisations/new.yaml": "- {key: firm, name: 公司, evidence: signing#1}\n"}
    )
    assert ship(folder) == {"organisation/firm": ShippedAction.NEW}
    assert Organisation.objects.filter(name="公司").count() == 2


# Articles


def test_changed_article_gets_its_second_version_and_keeps_the_first(folder):
    replace_in_file(folder, SIGNING, "双方为实训基地揭牌。", "双方为两个实训基地揭牌。")
    assert ship(folder) == {"article/signing": ShippedAction.CHANGED}
    assert [(version.number, version.paragraph(2)) for version in text().versions.all()] == [
        (2, "双方为两个实训基地揭牌。"),
        (1, "双方为实训基地揭牌。"),
    ]
    assert (text().live.number, text().status) == (2, ArticleStatus.PUBLIC)
    assert list(text().reviews.values_list("stage", "person")) == [(ReviewStage.SHIPPED, None)] * 2


def test_language_that_the_upgrade_leaves_alone_keeps_its_one_version(folder):
    ship(replace_in_file(folder, SIGNING, "双方为实训基地揭牌。", "双方为两个实训基地揭牌。"))
    assert (text("en").versions.count(), text("en").reviews.count()) == (1, 1)


def test_changed_topics_of_an_article_need_no_new_version(folder):
    ship(replace_in_file(folder, SIGNING, "tags: [steel]\n", ""))
    assert (text().tags.count(), text("en").tags.count(), text().versions.count()) == (0, 0, 1)


def test_importer_stands_in_the_review_of_a_shipped_text(folder):
    by = make_user()
    ship(replace_in_file(folder, SIGNING, "title: 临江职业学院签约", "title: 临江学院签约"), by=by)
    assert Review.objects.filter(person=by).values_list("stage", "article__language").get() == (
        ReviewStage.SHIPPED,
        "zh-hans",
    )


def correct():
    text().correct(by=make_user("correct_article"), note="更正")


def withdraw():
    text().withdraw(by=make_user("withdraw_article"), reason="rights")


def retitle():
    article = text()
    article.title = "临江学院签约揭牌"
    article.save()


@pytest.mark.parametrize("edit", [correct, withdraw, retitle])
def test_article_that_an_editor_took_over_is_kept_and_listed(folder, edit):
    edit()
    before = (list(Article.objects.values()), Review.objects.count())
    replace_in_file(folder, SIGNING, "title: 临江职业学院签约", "title: 临江学院签约")
    assert ship(folder) == {"article/signing": ShippedAction.EDITED}
    assert (list(Article.objects.values()), Review.objects.count()) == before


def test_shipped_record_points_at_both_as_the_last_import_left_them(folder):
    entry = next(entry for entry in read_shipped(folder) if entry.name == "organisation/college")
    shipped = Shipped.objects.get(key="organisation/college")
    assert (shipped.record.name, shipped.entry_hash) == ("临江职业学院", entry.digest())
