"""The public pages of the records: what they show, what they count, and what stays hidden."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from portal.search.index_updates import batch_updates
from tests.factories import (
    make_agreement,
    make_appointment,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_document,
    make_evidence,
    make_figure,
    make_industry,
    make_membership,
    make_name,
    make_organisation,
    make_outlet,
    make_part,
    make_published_article,
    make_region,
    make_session,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db

LISTS = ("consortia", "organisations", "conferences", "agreements", "training-bases")


@batch_updates()
def world(*, rows=1):
    """Records of every kind that hang on one another, so many rows of each child."""
    article = make_published_article(paragraphs=("一。", "二。"))
    region, industry = make_region(), make_industry()
    consortium = make_consortium(region=region, industry=industry, founded_on="2023")
    body = consortium.organisation
    hub = make_organisation(region=region, industry=industry)
    conference = make_conference(consortium=consortium, region=region)
    session = make_session(conference=conference)
    agreement = make_agreement(
        conference=conference, consortium=consortium, signed_on="2024", parties=[hub]
    )
    base = make_base(
        hosts=[hub], unveiled_at=conference, consortium=consortium, region=region, industry=industry
    )
    facts = [body, hub, conference, session, agreement, base]
    for place in range(rows):
        other = make_organisation(parent=body if place else hub, region=region)
        meeting = make_conference(consortium=consortium)
        facts += [
            other,
            meeting,
            make_membership(organisation=other, consortium=consortium, role="lead"),
            make_membership(organisation=hub, consortium=make_consortium()),
            make_membership(
                organisation=hub, consortium=consortium, role="chair", since=str(2000 + place)
            ),
            make_conference_role(conference=conference, organisation=other),
            make_conference_role(conference=meeting, organisation=hub),
            make_part(session=session, organisation=hub, base=base, action="unveils"),
            make_part(session=make_session(conference=meeting), organisation=other),
            make_agreement(conference=conference, consortium=consortium, parties=[hub, other]),
            make_base(
                hosts=[hub, other], unveiled_at=conference, consortium=consortium, awarded_by=hub
            ),
            make_appointment(body=body, organisation=hub, conference=conference, since="2024"),
            make_appointment(body=other, organisation=hub),
            make_document(organisation=body, conference=conference, dated="2024"),
            make_document(organisation=hub, conference=conference),
            make_name(body, f"简称{place}"),
            make_name(hub, f"校名{place}"),
            *(
                make_figure(about=record, value=19, of="vice_chair")
                for record in (body, hub, conference, agreement, base)
            ),
        ]
    for place, fact in enumerate(facts):
        make_evidence(fact, make_published_article() if place < rows else article, paragraph=1)
    return consortium, hub, conference, agreement, base


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_rows(client, rows, django_assert_max_num_queries):
    for record in world(rows=rows):
        for language in ("zh-hans", "en"):
            ContentType.objects.clear_cache()
            with django_assert_max_num_queries(15):
                assert (
                    client.get(record.get_absolute_url().replace("zh-hans", language)).status_code
                    == 200
                )
    for name in LISTS:
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(8):
            assert client.get(f"/en/{name}/").status_code == 200


def test_every_filter_at_once_stays_within_eight_queries(client, django_assert_max_num_queries):
    consortium, hub, *_ = world(rows=3)
    records = f"consortium={consortium.pk}&organisation={hub.pk}"
    common = f"region=370000&{records}&industry=steel&kind=other&year=2024&q=x&role=lead"
    for name in LISTS:
        with django_assert_max_num_queries(8):
            assertContains(client.get(f"/en/{name}/?{common}"), "Clear the filter")


def test_home_and_topics_make_few_queries(client, django_assert_max_num_queries):
    world(rows=3)
    with django_assert_max_num_queries(12):
        client.get("/en/")


@pytest.mark.parametrize("kind", [make_organisation, make_conference, make_agreement, make_base])
def test_a_hidden_record_has_no_page_and_stands_in_no_list(client, kind):
    record = kind(is_public=False)
    assert client.get(record.get_absolute_url()).status_code == 404
    for name in LISTS:
        assertNotContains(client.get(f"/zh-hans/{name}/"), record.get_absolute_url())
    kinds = ("organisations", "conferences", "agreements", "training-bases")
    assert [
        kind
        for kind in kinds
        if record.get_absolute_url() in client.get(f"/sitemap-{kind}.xml").text
    ] == []


def test_a_hidden_organisation_shows_on_no_page_of_its_relations(client):
    secret = make_organisation(name="隐身集团", is_public=False)
    consortium, conference = make_consortium(), make_conference()
    make_membership(organisation=secret, consortium=consortium)
    make_conference_role(conference=conference, organisation=secret)
    make_part(session=make_session(conference=conference), organisation=secret, person="张某")
    make_part(session=make_session(conference=conference), organisation=secret, person="")
    make_appointment(body=secret, conference=conference)
    make_appointment(body=consortium.organisation, organisation=secret)
    agreement = make_agreement(parties=[secret], conference=conference)
    base = make_base(hosts=[secret], awarded_by=secret, unveiled_at=conference)
    make_document(organisation=secret, conference=conference)
    addresses = [record.get_absolute_url() for record in (consortium, conference, agreement, base)]
    for address in (*addresses, "/zh-hans/", *(f"/zh-hans/{name}/" for name in LISTS)):
        assertNotContains(client.get(address), "隐身集团")
        assertNotContains(client.get(address), secret.get_absolute_url())


def test_hidden_records_show_on_no_page_of_an_organisation(client):
    hub, hidden = make_organisation(), {"is_public": False}
    secret = make_consortium(name="隐身联盟", **hidden)
    make_membership(organisation=hub, consortium=secret)
    conference = make_conference(name="隐身会议", **hidden)
    make_conference_role(conference=conference, organisation=hub)
    make_part(session=make_session(conference=conference), organisation=hub)
    make_agreement(title="隐身协议", title_en="", parties=[hub], **hidden)
    make_base(name="隐身基地", hosts=[hub], **hidden)
    make_document(name="隐身文件", organisation=hub, **hidden)
    make_appointment(body=secret.organisation, organisation=hub)
    make_organisation(name="隐身部门", parent=hub, **hidden)
    for address in (hub.get_absolute_url(), "/zh-hans/organisations/", "/zh-hans/"):
        assertNotContains(client.get(address), "隐身")


def test_a_consortium_asked_for_as_an_organisation_leads_to_its_own_page(client):
    consortium = make_consortium()
    assertRedirects(
        client.get(f"/en/organisations/{consortium.pk}/"), f"/en/consortia/{consortium.pk}/"
    )


def test_declared_counts_stand_beside_the_names_known(client):
    consortium = make_consortium()
    make_figure(about=consortium, of="vice_chair", value=19)
    make_figure(about=consortium.organisation, of="member", value=90, bound="at_least")
    for _ in range(3):
        make_membership(consortium=consortium, role="vice_chair")
    response = client.get(f"/en/consortia/{consortium.pk}/")
    assertContains(response, "<b>19</b> declared, <b>3</b> named")
    assertContains(response, "<b>at least 90</b> declared, <b>0</b> named")


def test_one_organisation_in_two_roles_counts_in_each(client):
    consortium, body = make_consortium(), make_organisation(name_en="Twice")
    make_membership(consortium=consortium, organisation=body, role="lead")
    make_membership(consortium=consortium, organisation=body, role="chair")
    assertContains(client.get(f"/en/consortia/{consortium.pk}/"), ">Twice<", count=2)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"value": 150, "bound": "about", "unit": "人", "unit_en": "people"}, "about 150 people"),
        ({"value": 30000, "unit_en": "acres"}, "30,000 acres"),
        ({"value": "95.5", "bound": "at_least", "unit": "%", "unit_en": "%"}, "at least 95.5%"),
        ({"value": 100}, "<b>100</b>"),
    ],
)
def test_figures_read_naturally(client, values, words):
    conference = make_conference()
    make_figure(about=conference, of="attendance", **values)
    assertContains(client.get(f"/en/conferences/{conference.pk}/"), words)


def test_a_timeline_puts_unknown_years_last(client):
    consortium = make_consortium(founded_on="2023")
    make_conference(consortium=consortium, dates="XXXX-11-14", name="年份不详")
    make_conference(consortium=consortium, dates="2024-05-22/2024-05-23", name="有年份")
    line = client.get(f"/zh-hans/consortia/{consortium.pk}/").context["timeline"]
    assert [moment.dated for moment in line] == ["2023", "2024-05-22/2024-05-23", "XXXX-11-14"]


# Evidence


def test_a_fact_without_evidence_says_so(client):
    consortium = make_consortium()
    assertContains(client.get(f"/en/consortia/{consortium.pk}/"), "no source")


def test_a_fact_leads_to_its_paragraph_in_the_readers_language(client):
    chinese = make_published_article(title="中文报道", paragraphs=("一。", "莱芜职院承办。"))
    english = make_translation(
        chinese, title="English report", paragraphs=("One.", "Laiwu organised it.")
    )
    conference = make_conference()
    make_evidence(conference, chinese, paragraph=2, quote="莱芜职院承办")
    make_evidence(conference, english, paragraph=2, quote="Laiwu organised")
    response = client.get(f"/en/conferences/{conference.pk}/")
    assertContains(response, f'href="/en/articles/{english.pk}/#p2"')
    assertContains(response, "Laiwu organised")
    assertNotContains(response, "莱芜职院承办")
    english.versions.end_publication(at=timezone.now())
    response = client.get(f"/en/conferences/{conference.pk}/")
    assertContains(response, "莱芜职院承办")
    assertNotContains(response, "Laiwu organised")


def test_a_contradiction_is_marked(client):
    article = make_published_article(paragraphs=("参会约二百人。",))
    conference = make_conference()
    make_evidence(conference, article, field="name_en", quote="参会约二百人", supports=False)
    assertContains(client.get(f"/en/conferences/{conference.pk}/"), "contradicts: ")


def unpublished():
    """Articles that are not public, each in its own way; all say the same secret."""
    values = {"paragraphs": ("机密引文在此。",), "outlet": make_outlet(), "published": "2024-05-22"}
    withdrawn, expired, embargoed = (
        make_published_article(title="机密标题", **values) for _ in range(3)
    )
    withdrawn.withdraw(by=make_user("withdraw_article"), reason="in_error")
    expired.versions.end_publication(at=timezone.now())
    embargoed.versions.update(public_from=timezone.now() + timedelta(hours=1))
    return withdrawn, expired, embargoed


def test_what_is_not_public_gives_no_words_and_no_link(client):
    for article in unpublished():
        conference = make_conference()
        make_evidence(conference, article, quote="机密引文")
        response = client.get(conference.get_absolute_url())
        assertContains(response, "齐鲁晚报")
        assertContains(response, "2024年5月22日")
        assertNotContains(response, "机密")
        assertNotContains(response, f"/articles/{article.pk}/")


def test_words_of_a_correction_under_way_do_not_show(client):
    article = make_published_article(paragraphs=("旧的说法。",))
    conference = make_conference()
    make_evidence(conference, article, quote="未审的说法")
    assertNotContains(client.get(conference.get_absolute_url()), "未审的说法")
