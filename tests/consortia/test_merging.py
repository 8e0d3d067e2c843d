"""Two records become one: everything moves, what would stand twice is joined, and who may do it."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.utils import translation

from consortia.duplicates import mark_distinct
from consortia.merging import MERGEABLE_MODELS, MergeRefused, get_successor, merge, preview_merge
from consortia.merging.references import references_to
from consortia.models import (
    ConferenceRole,
    Consortium,
    ConsortiumLimit,
    DistinctPair,
    Evidence,
    Membership,
    Merge,
    Organisation,
    RejectedAlias,
)
from portal.core.models import JournalEntry
from seeds.models import Shipped
from tests.consortia.merge_records import make_all_references
from tests.factories import (
    make_agreement,
    make_article,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_membership,
    make_name,
    make_organisation,
    make_region,
    make_session,
    make_user,
)


@pytest.fixture
def editor(db):
    return make_user("add_merge", "change_merge")


def test_everything_that_points_at_the_record_points_at_the_kept_one(editor):
    kept, gone = make_organisation(), make_organisation()
    made = make_all_references(gone)
    merge(kept, gone, by=editor, why="同一家")
    assert [str(link) for link in references_to(Organisation) for _row in link.rows(gone)] == []
    for link, row in made:
        assert getattr(link.model._base_manager.get(pk=row.pk), link.column) == kept.pk


def test_every_relation_of_a_record_is_tried(editor):
    tried = {(link.model, link.column) for link, _row in make_all_references(make_organisation())}
    keys = {(link.model, link.column) for link in references_to(Organisation) if not link.kind}
    assert keys - tried == {
        (Consortium, "organisation_id")
    }  # the side of a consortium, tried with two consortia


def pointing(model):
    """Every foreign key to the model and every generic one, read from the fields themselves."""
    for other in apps.get_models(include_auto_created=True):
        if other.__name__.startswith("Historical"):
            continue
        for field in other._meta.concrete_fields:
            if field.is_relation and field.related_model is model:
                yield other, field.attname
        generic = (
            field for field in other._meta.private_fields if isinstance(field, GenericForeignKey)
        )
        yield from ((other, field.fk_field) for field in generic)


@pytest.mark.parametrize("model", [*MERGEABLE_MODELS, Consortium])
def test_no_relation_is_missed(model):
    assert {(link.model, link.column) for link in references_to(model)} == set(pointing(model))


@pytest.mark.parametrize(
    "model",
    dict.fromkeys(
        link.model for kind in (*MERGEABLE_MODELS, Consortium) for link in references_to(kind)
    ),
    ids=str,
)
def test_unique_constraints_are_of_plain_fields(model):
    unique = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    assert [
        each.name for each in unique if each.expressions or each.nulls_distinct is not None
    ] == []


def test_same_fact_twice_becomes_one_with_both_sources(editor):
    kept, gone, body = make_organisation(), make_organisation(), make_consortium()
    stays = make_membership(organisation=kept, consortium=body, role="chair")
    goes = make_membership(organisation=gone, consortium=body, role="chair", wording="理事长单位")
    one, other = make_article(), make_article()
    make_evidence(stays, one)
    make_evidence(goes, one)
    make_evidence(goes, other)
    merge(kept, gone, by=editor, why="同一家")
    left = Membership.objects.get()
    assert (left.pk, left.wording, {each.article for each in left.evidence.all()}) == (
        stays.pk,
        "理事长单位",
        {one, other},
    )
    assert Evidence.objects.count() == 2


def test_names_of_the_gone_become_names_of_the_kept(editor):
    kept, gone = (
        make_organisation(name="莱芜职业技术学院"),
        make_organisation(name_en="Laiwu Polytechnic"),
    )
    other = make_organisation(name="莱芜职院", name_en="The Laiwu  polytechnic")
    make_name(other, "莱芜职业技术学院")
    merge(kept, gone, by=editor, why="同一所")
    merge(kept, other, by=editor, why="同一所")
    kept.refresh_from_db()
    assert (kept.name, kept.name_en) == ("莱芜职业技术学院", "Laiwu Polytechnic")
    assert [each.text for each in kept.names.order_by("text")] == ["莱芜职业技术学院", "莱芜职院"]


def test_gaps_are_filled_and_nothing_is_overwritten(editor):
    region, other = make_region(), make_region(code="370100", name="济南市")
    kept = make_organisation(kind="other", site="https://kept.example.org")
    gone = make_organisation(region=region, site="https://gone.example.org")
    merge(kept, gone, by=editor, why="同一家")
    kept.refresh_from_db()
    assert (kept.kind, kept.region, kept.site) == ("school", region, "https://kept.example.org")
    last = make_organisation(region=other)
    merge(kept, last, by=editor, why="同一家", picks=frozenset({"organisation.region"}))
    kept.refresh_from_db()
    assert kept.region == other


@pytest.mark.parametrize(
    ("picks", "supporting"), [((), "甲报"), (("organisation.region",), "乙报")]
)
def test_source_of_the_value_that_was_lost_contradicts(editor, picks, supporting):
    kept = make_organisation(region=make_region())
    gone = make_organisation(region=make_region(code="370100", name="济南市"))
    make_evidence(kept, make_article(title="甲报"), field="region")
    make_evidence(gone, make_article(title="乙报"), field="region")
    merge(kept, gone, by=editor, why="同一家", picks=frozenset(picks))
    said = {each.article.title: each.supports for each in kept.evidence.all()}
    assert said == {"甲报": supporting == "甲报", "乙报": supporting == "乙报"}


def test_two_consortia_become_one_with_all_members(editor):
    kept, gone = make_consortium(level=""), make_consortium(level="national")
    member = make_organisation()
    for body in (kept, gone):
        make_membership(organisation=member, consortium=body)
    make_membership(consortium=gone)
    make_membership(organisation=kept.organisation, consortium=gone)
    make_conference(consortium=gone)
    merge(kept.organisation, gone.organisation, by=editor, why="同一共同体")
    kept.refresh_from_db()
    assert (kept.level, kept.memberships.count(), kept.conferences.count()) == ("national", 2, 1)
    assert not Consortium.objects.filter(pk=gone.pk).exists()


def test_plain_organisation_is_merged_into_a_consortium_and_not_the_other_way_round(editor):
    body, plain = make_consortium(), make_organisation()
    with (
        translation.override("en"),
        pytest.raises(MergeRefused, match="Keep the consortium instead"),
    ):
        merge(plain, body.organisation, by=editor, why="同一家")
    make_membership(organisation=plain, consortium=body)
    merge(body.organisation, plain, by=editor, why="同一家")
    assert (Organisation.objects.get(), Membership.objects.count()) == (body.organisation, 0)


def test_two_reports_of_a_conference_become_one(editor):
    kept, gone = (
        make_conference(name="首届大会", venue=""),
        make_conference(name="First Conference", venue="莱芜"),
    )
    host = make_organisation()
    make_conference_role(conference=kept, organisation=host)
    make_conference_role(conference=gone, organisation=host)
    make_session(conference=gone)
    make_agreement(conference=gone)
    merge(kept, gone, by=editor, why="同一次会议")
    kept.refresh_from_db()
    assert (
        kept.venue,
        ConferenceRole.objects.count(),
        kept.sessions.count(),
        kept.agreements.count(),
    ) == ("莱芜", 1, 1, 1)


def test_what_was_decided_of_names_holds_for_the_kept(editor):
    kept, gone = make_organisation(name="甲学院"), make_organisation(name="乙学院")
    for body, name in ((kept, "乙学院"), (gone, "丙学院")):
        RejectedAlias.objects.create(
            name=name, printed=name, organisation=body, at="2026-01-01T00:00Z", why="不是"
        )
    mark_distinct(kept, gone, by=editor, why="两所")
    merge(kept, gone, by=editor, why="查明是一所")
    assert [(each.name, each.organisation) for each in RejectedAlias.objects.all()] == [
        ("丙学院", kept)
    ]
    assert DistinctPair.objects.count() == 0


def test_shipped_entry_stands_for_the_kept_record(editor, shipped):
    bodies = Organisation.objects.without_consortia().order_by("pk")
    kept, gone = bodies[0], bodies[1]
    entry = Shipped.objects.get(content_type__model="organisation", object_id=gone.pk)
    merge(kept, gone, by=editor, why="同一家")
    entry.refresh_from_db()
    assert entry.record == kept


def test_history_and_journal_say_who_and_why(editor):
    kept, gone = make_organisation(name="甲学院"), make_organisation(name="乙学院")
    membership, number = make_membership(organisation=gone), gone.pk
    record = merge(kept, gone, by=editor, why="官网公告")
    assert (record.by, record.why, str(record)) == (editor, "官网公告", "乙学院 → 甲学院")
    entry = JournalEntry.objects.for_record(kept).get()
    assert (entry.person, entry.reason.text, entry.details) == (
        editor,
        "官网公告",
        {"merge": record.pk, "gone": number},
    )
    assert membership.history.first().history_user == editor
    deleted = Organisation.history.filter(id=number).first()
    assert (deleted.history_type, deleted.history_user) == ("-", editor)


def test_number_of_the_gone_is_never_given_again(editor):
    kept, gone = make_organisation(), make_organisation()
    number = gone.pk
    merge(kept, gone, by=editor, why="同一家")
    assert make_organisation().pk > number


def test_chain_of_merges_leads_to_the_last(editor):
    first, second, third = make_organisation(), make_organisation(), make_organisation()
    numbers = first.pk, second.pk
    merge(second, first, by=editor, why="同一家")
    merge(third, second, by=editor, why="同一家")
    assert [get_successor(Organisation, number) for number in numbers] == [third, third]
    assert (get_successor(Organisation, third.pk), get_successor(Organisation, 10**30)) == (
        None,
        None,
    )


def test_thousand_links_move(editor, django_assert_max_num_queries):
    kept, gone = make_organisation(), make_organisation()
    body = make_consortium()
    days = [f"{1000 + number}" for number in range(1000)]
    Membership.objects.bulk_create(
        [Membership(organisation=gone, consortium=body, since=day) for day in days]
    )
    with django_assert_max_num_queries(250):
        merge(kept, gone, by=editor, why="同一家")
    assert kept.memberships.count() == 1000


# Refused


def refused(kept, gone, *, by, why="同一家", **options):
    with translation.override("en"), pytest.raises(MergeRefused) as error:
        merge(kept, gone, by=by, why=why, **options)
    assert Merge.objects.count() == 0
    return str(error.value)


def test_record_is_not_merged_with_itself(editor):
    body = make_organisation()
    assert refused(body, body, by=editor) == "A record cannot be merged with itself."


def test_records_of_two_kinds_are_not_merged(editor):
    said = "Only two organisations or two conferences can be merged."
    assert refused(make_organisation(), make_conference(), by=editor) == said
    assert refused(make_agreement(), make_agreement(), by=editor) == said


@pytest.mark.parametrize("why", ["", " \n"])
def test_merge_needs_a_reason(editor, why):
    assert refused(make_organisation(), make_organisation(), by=editor, why=why) == "Give a reason."


def test_merge_needs_the_right(db):
    by = make_user("change_organisation", "delete_organisation")
    assert (
        refused(make_organisation(), make_organisation(), by=by)
        == "You have no right to merge these records."
    )


@pytest.mark.parametrize("own", [0, 1])
def test_merge_needs_both_records_within_the_persons_limits(editor, own):
    bodies = make_consortium(), make_consortium()
    ConsortiumLimit.objects.create(person=editor, consortium=bodies[own])
    assert (
        refused(*(body.organisation for body in bodies), by=editor)
        == "You have no right to merge these records."
    )


@pytest.mark.parametrize("turned", [False, True])
def test_body_is_not_merged_with_its_own_part(editor, turned):
    whole = make_organisation()
    part = make_organisation(parent=make_organisation(parent=whole))
    pair = (part, whole) if turned else (whole, part)
    assert refused(*pair, by=editor).startswith("One of the two is a part of the other")


def test_record_that_was_merged_meanwhile_is_not_merged_again(editor):
    kept, gone, other = make_organisation(), make_organisation(), make_organisation()
    stale = Organisation.objects.get(pk=gone.pk)
    merge(kept, gone, by=editor, why="同一家")
    with (
        translation.override("en"),
        pytest.raises(MergeRefused, match="One of the records is gone"),
    ):
        merge(other, stale, by=editor, why="同一家")


def test_merge_is_refused_where_somebody_changed_what_was_shown(editor):
    kept, gone = make_organisation(), make_organisation()
    membership = make_membership(organisation=gone)
    seen = preview_merge(kept, gone, by=editor).state
    membership.wording = "新的说法"
    membership.save()
    assert refused(kept, gone, by=editor, seen=seen).startswith(
        "Somebody changed one of the records meanwhile."
    )


def test_merge_goes_through_as_shown(editor):
    kept, gone = (
        make_organisation(region=make_region()),
        make_organisation(region=make_region(code="370100", name="济南市")),
    )
    make_evidence(kept, make_article(), field="region")
    make_membership(organisation=gone)
    seen = preview_merge(kept, gone, by=editor).state
    merge(kept, gone, by=editor, why="同一家", seen=seen, picks=frozenset({"organisation.region"}))
    assert Merge.objects.count() == 1
