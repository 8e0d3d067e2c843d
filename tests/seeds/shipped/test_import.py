"""The shipped data in the database: what it holds at the least, and that a second import changes nothing."""

import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Count, Q
from lxml import html

from articles.models import Article, Column, Review, ReviewStage, Topic, Version
from consortia.models import (
    Agreement,
    Appointment,
    Conference,
    Consortium,
    Document,
    DocumentKind,
    Evidence,
    Figure,
    FigureSubject,
    MembershipRole,
    Organisation,
    OrganisationKind,
    Part,
    PartAction,
    TrainingBase,
)
from consortia.models.evidence import Fact
from seeds.models import Batch, Shipped
from seeds.shipped.loading import read_shipped
from seeds.shipped.plan import ShippedAction, plan_import
from tests.seeds.row_counts import row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

STEEL = {"name": "精品钢行业产教融合发展大会"}
FACTS = [model for model in apps.get_models() if issubclass(model, Fact)]


def test_second_plan_has_every_entry_unchanged():
    assert {step.action for step in plan_import(read_shipped())} == {ShippedAction.UNCHANGED}


def test_second_import_changes_no_row_count(capsys):
    before = row_counts()
    call_command("import_seeds")
    assert (capsys.readouterr().out, row_counts()) == ("0 new, 0 changed\n", before)


def test_what_an_import_leaves_as_it_is_is_told_by_its_reason(capsys):
    Shipped.objects.filter(key__in=["column/digest", "topic/training-bases"]).update(entry_hash="")
    Column.objects.filter(slug="digest").update(idle_days=3)
    Topic.objects.filter(slug="training-bases").delete()
    Shipped.objects.filter(key="region/370100").update(key="region/379900")
    call_command("import_seeds", dry_run=True, json=True)
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "column/digest: kept as an editor left it",
        "topic/training-bases: left out: it, or what it points at, was deleted",
        "region/379900: no longer shipped; the record stays",
        "1 new, 0 changed",
    ]
    lists = ("kept", "kept_as_edited", "gone", "left_out", "dropped", "no_longer_shipped")
    assert [json.loads(out)[name] for name in lists] == [
        1,
        ["column/digest"],
        1,
        ["topic/training-bases"],
        1,
        ["region/379900"],
    ]


def test_every_entry_has_its_record():
    entries = {entry.name for entry in read_shipped()}
    assert {shipped.key for shipped in Shipped.objects.all() if shipped.record} == entries


def test_run_is_written_down():
    batch = Batch.objects.get()
    assert (batch.by, batch.what, batch.new, batch.changed, batch.refused) == (
        *(None, "shipped data"),
        *(Shipped.objects.count(), 0, 0),
    )


# Articles


def test_both_languages_of_all_articles_are_public():
    works = (
        Article.objects.published()
        .values("work")
        .annotate(languages=Count("language", distinct=True))
    )
    assert [work["languages"] for work in works] == [2] * 14
    assert Article.objects.count() == 28


def test_articles_went_public_through_their_own_step_alone():
    assert set(Review.objects.values_list("stage", "person", "article__status")) == {
        (ReviewStage.SHIPPED, None, "public")
    }
    assert Review.objects.count() == Version.objects.count() == 28


def test_both_languages_have_the_same_paragraphs_and_key_points():
    for chinese in Article.objects.filter(language="zh-hans"):
        english = chinese.translations.get()
        counts = [(text.body.count("<p>"), text.key_points.count()) for text in (chinese, english)]
        assert counts[0] == counts[1] != (0, 0)


def test_ten_digest_items_have_grouped_key_points():
    digest = Article.objects.filter(column__slug="digest", language="zh-hans")
    grouped = digest.annotate(points=Count("key_points", filter=~Q(key_points__group="")))
    assert [article.points > 0 for article in grouped] == [True] * 10


def test_every_article_has_topics_and_every_topic_both_names():
    assert not Article.objects.filter(tags__isnull=True).exists()
    assert not Topic.objects.filter(Q(name="") | Q(name_en="")).exists()


# Evidence


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_every_fact_has_a_supporting_source(model):
    assert list(model.objects.without_source()) == []


def test_every_piece_of_evidence_points_at_a_public_paragraph_that_says_its_quote():
    pieces = list(Evidence.objects.select_related("article__signed"))
    assert len(pieces) > len(FACTS)
    for piece in pieces:
        paragraph = piece.article.signed.paragraph(piece.paragraph)
        assert paragraph
        assert piece.quote in paragraph


def test_every_fact_has_its_source_in_both_languages():
    sides = (
        Evidence.objects.values("article__language")
        .annotate(count=Count("pk"))
        .order_by("article__language")
    )
    assert len({side["count"] for side in sides}) == 1
    assert [side["article__language"] for side in sides] == ["en", "zh-hans"]


# What it holds, at the least


@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (6, Consortium.objects.all()),
        (
            50,
            Organisation.objects.without_consortia()
            .exclude(kind=OrganisationKind.OTHER)
            .exclude(region=None),
        ),
        (7, Conference.objects.all()),
        (5, Agreement.objects.annotate(sides=Count("parties")).filter(sides__gte=2)),
        (16, TrainingBase.objects.all()),
        (1, Organisation.objects.filter(kind=OrganisationKind.COMMITTEE)),
        (1, Appointment.objects.all()),
        (2, Document.objects.filter(kind=DocumentKind.STUDY_ROUTE)),
        (1, Document.objects.filter(kind=DocumentKind.CHARTER)),
        (1, Document.objects.filter(kind=DocumentKind.PLAN)),
        (1, Figure.objects.filter(object_id=None).exclude(scope="")),
        (1, Figure.objects.filter(of=FigureSubject.AGREEMENT)),
        (1, Topic.objects.filter(items__isnull=False).distinct()),
    ],
)
def test_least_number_of_records_is_there(count, rows):
    assert rows.count() >= count


def test_organisations_have_other_names():
    assert (
        Organisation.objects.get(name="莱芜职业技术学院")
        .names.filter(text="Laiwu Polytechnic")
        .exists()
    )


def test_three_leads_of_the_steel_community_are_told_from_offices():
    community = Consortium.objects.get(organisation__name="全国精品钢行业产教融合共同体")
    leads = community.memberships.filter(role=MembershipRole.LEAD).values_list(
        "organisation__name", flat=True
    )
    assert set(leads) == {"江苏沙钢集团有限公司", "北京科技大学", "莱芜职业技术学院"}


def test_declared_counts_of_jinan_stand_beside_the_named():
    consortium = Consortium.objects.get(organisation__region__code="370100", level="municipal")
    declared = dict(consortium.figures.values_list("of", "value"))
    assert (declared["chair"], declared["vice_chair"]) == (3, 19)
    assert consortium.memberships.filter(role=MembershipRole.VICE_CHAIR).count() < 19


def test_agreements_of_jinan_have_signatories_with_posts():
    signed = [
        [party.signatory_en for party in agreement.parties.all()]
        for agreement in Agreement.objects.all()
    ]
    assert sum(all(names) and len(names) == 2 for names in signed) == 4


# The steel conference, which two documents report


def test_steel_conference_stands_once_with_two_reports():
    conference = Conference.objects.get(dates="2024-05-22")
    assert (conference.name, conference.region.code) == (STEEL["name"], "370100")
    works = Article.objects.filter(evidence__in=conference.evidence.all()).values("work").distinct()
    assert works.count() == 2


def test_steel_conference_has_its_seven_parts_in_order():
    sessions = Conference.objects.get(**STEEL).sessions.all()
    assert [session.position for session in sessions] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("action", [PartAction.CHAIRS, PartAction.SPEAKS, PartAction.PRESENTS])
def test_people_of_the_steel_conference_have_their_post_on_that_day(action):
    parts = (
        Part.objects.at_conference(Conference.objects.get(**STEEL))
        .filter(action=action)
        .exclude(person="")
    )
    assert parts.exists()
    assert not parts.filter(Q(post="") | Q(post_en="")).exists()


def test_unveilings_of_the_steel_conference_lead_to_their_plaques():
    conference = Conference.objects.get(**STEEL)
    unveiled = Part.objects.at_conference(conference).filter(action=PartAction.UNVEILS)
    assert {part.base.unveiled_at for part in unveiled if part.base} == {conference}


# Transliteration


@pytest.mark.parametrize("printed", ["Jing Ji Ri Bao", "Zhong Guo Xin Wen Wang"])
def test_source_in_transliteration_stays_beside_its_reviewed_outlet(printed):
    articles = Article.objects.filter(source_as_printed=printed).select_related("outlet")
    assert {article.language for article in articles} == {"zh-hans", "en"}
    assert all(
        article.outlet.aliases.filter(text=printed).exclude(reason="").exists()
        for article in articles
    )


def test_byline_printed_in_transliteration_only_stands_so_in_both_languages():
    articles = Article.objects.filter(source_as_printed="Southeast Network")
    assert set(articles.values_list("language", "byline")) == {
        ("zh-hans", "Li Lin"),
        ("en", "Li Lin"),
    }


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("莱芜职业技术学院顺利承办首届", ["责任编辑: 柳俊波", "责编: 张明明", "审签: 路时川"]),
        ("山东：从对接走向融合", ["责任编辑: Lin Kaiyi"]),
        ("厦门集美：专家学者齐聚", ["责任编辑: Liu Xuejia"]),
    ],
)
def test_people_who_edited_and_signed_stand_under_their_printed_roles(title, roles, client):
    article = Article.objects.get(title__startswith=title)
    page = html.fromstring(client.get(f"/zh-hans/articles/{article.pk}/").text)
    shown = " ".join(page.text_content().split()).replace("：", ": ")
    assert [role for role in roles if role not in shown] == []


def test_title_with_a_name_in_transliteration_keeps_it_in_chinese():
    agreement = Agreement.objects.get(title_en__contains="Jiangsu Salt Industry Group")
    assert agreement.title == "江苏科技大学与Jiangsu Salt Industry Group战略合作协议"


def test_organisation_known_in_transliteration_only_has_no_chinese_name():
    transliterated = Organisation.objects.get(name_en="Jinan Aotto")
    assert (transliterated.name, transliterated.names.filter(language="zh-hans").count()) == ("", 0)
    chinese = Article.objects.filter(language="zh-hans", body__contains="Jinan Aotto")
    assert chinese.count() == 1
