"""Prepared pages: at most three queries, and always what a page made from scratch shows."""

import re
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from pytest_django.asserts import assertContains

from articles.models import ViewCount
from articles.view_counts import MIN_VIEWS_SHOWN
from consortia.merging import merge
from portal.caching import page_cache, site_version
from portal.caching.prepared_pages import (
    PAGES,
    PLACEHOLDER_HOST,
    PLACEHOLDER_ROOT,
    CanonicalRequest,
    living_part,
)
from portal.search.index_updates import batch_updates
from tests.articles.test_corrections import correct, go_round, withdraw
from tests.factories import (
    make_agreement,
    make_appointment,
    make_base,
    make_column,
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
    make_topic,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)
MAX_QUERIES = 3


@pytest.fixture(autouse=True)
def _preparation(settings, tmp_path, monkeypatch):
    """Prepared pages are kept, whole pages are not."""
    settings.PAGE_CACHE_ENABLED, settings.SITE_VERSION_FILE = True, tmp_path / "version"
    monkeypatch.setattr(page_cache, "LONGEST_ADDRESS", 0)
    site_version._known.clear()
    caches["pages"].clear()
    yield
    site_version._known.clear()
    caches["pages"].clear()


class World:
    """Records of every kind that hang on one another and on an article, so many rows of each."""

    @batch_updates()
    def __init__(self, *, rows=1):
        self.region, self.industry, self.topic = make_region(), make_industry(), make_topic()
        self.column, self.outlet = make_column(), make_outlet()
        self.article = self.report(title="三方签约", tags=["钢铁"])
        self.consortium = make_consortium(
            region=self.region, industry=self.industry, founded_on="2023", purpose="共建"
        )
        body = self.consortium.organisation
        self.hub = make_organisation(region=self.region, industry=self.industry)
        self.conference = make_conference(consortium=self.consortium, region=self.region)
        self.session = make_session(conference=self.conference)
        self.agreement = make_agreement(
            conference=self.conference, consortium=self.consortium, parties=[self.hub]
        )
        self.base = make_base(
            hosts=[self.hub], unveiled_at=self.conference, awarded_by=body, region=self.region
        )
        facts = [body, self.hub, self.conference, self.session, self.agreement, self.base]
        for row in range(rows):
            self.member = make_organisation(parent=body)
            facts += [
                self.member,
                make_membership(organisation=self.member, consortium=self.consortium),
                make_membership(
                    organisation=self.hub, consortium=self.consortium, since=str(1990 + row)
                ),
                make_conference_role(conference=self.conference, organisation=self.member),
                make_part(session=self.session, organisation=self.hub, base=self.base),
                make_agreement(consortium=self.consortium, parties=[self.hub, self.member]),
                make_base(hosts=[self.hub], unveiled_at=self.conference),
                make_appointment(body=body, organisation=self.hub, conference=self.conference),
                make_document(organisation=self.hub, conference=self.conference),
                make_figure(about=self.agreement),
                make_figure(about=self.base),
            ]
            make_name(self.hub, f"简称{len(facts)}")
        for fact in facts:
            self.evidence = make_evidence(fact, self.article)
        self.facts = facts

    def report(self, **values):
        """A published article in the column."""
        return make_published_article(column=self.column, outlet=self.outlet, **values)

    def addresses(self):
        """The addresses of a page of each kind in both languages."""
        records = (
            self.article,
            self.consortium,
            self.hub,
            self.conference,
            self.agreement,
            self.base,
        )
        paths = [record.get_absolute_url().removeprefix("/zh-hans") for record in records]
        for path in [*paths, "/", "/statistics/"]:
            yield from (f"/zh-hans{path}", f"/en{path}")


def made_from_scratch(client, settings, address):
    """The page without anything that is kept."""
    settings.PAGE_CACHE_ENABLED = False
    response = client.get(address)
    settings.PAGE_CACHE_ENABLED = True
    return response


def without_blanks(response):
    text = response.text.replace(living_part("views"), "")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_prepared_page_takes_three_queries(client, rows, django_assert_max_num_queries):
    for address in World(rows=rows).addresses():
        first = client.get(address)
        ContentType.objects.clear_cache()
        with django_assert_max_num_queries(MAX_QUERIES):
            assert client.get(address).content == first.content


def test_a_prepared_page_is_its_template_in_the_frame(client):
    world = World()
    for address in world.addresses():
        language = address.split("/")[1]
        with override(language):
            request = CanonicalRequest(address)
            match = request.resolver_match
            page, pk = PAGES[match.url_name], match.kwargs.get("pk", 0)
            whole = render(request, page.template, page.context(request, pk))
        framed = without_blanks(client.get(address))
        assert framed.replace("http://testserver", PLACEHOLDER_ROOT) == without_blanks(whole)


def test_unknown_parameters_are_served_from_the_prepared_page(
    client, django_assert_max_num_queries
):
    address = World().hub.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(MAX_QUERIES):
        response = client.get(f"{address}?utm_source=mail")
    assertContains(response, 'content="noindex, follow"')


def test_a_prepared_page_names_the_host_of_the_request(client, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    address = World().article.get_absolute_url()
    for host in settings.ALLOWED_HOSTS:
        page = client.get(address, headers={"host": host})
        assertContains(page, f'<link rel="canonical" href="http://{host}{address}">')
        assert PLACEHOLDER_HOST not in page.text


def test_views_are_counted_on_a_prepared_page(client):
    article = make_published_article()
    address = f"/en/articles/{article.pk}/"
    assert "Read</dt>" not in client.get(address).text
    ViewCount.objects.add(article.pk, on=timezone.localdate(), views=MIN_VIEWS_SHOWN)
    assertContains(client.get(address), f"{MIN_VIEWS_SHOWN} times")


def test_a_withdrawn_article_is_gone_at_once(client):
    article = make_published_article()
    assert client.get(article.get_absolute_url()).status_code == 200
    withdraw(article)
    assert client.get(article.get_absolute_url()).status_code == 410


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def correct_article(world):
    correct(world.article)
    go_round(world.article, title="四方签约", body="<p>改写的第一段。</p><p>第二段。</p>")


def expire_article(world):
    version = world.article.live
    version.public_until = timezone.now() + timedelta(microseconds=1)
    version.save()


EDITS = {
    "name": lambda world: change(world.hub, name="更名学院", name_en="Renamed College"),
    "alias": lambda world: make_name(world.hub, "又名"),
    "member": lambda world: make_membership(consortium=world.consortium, organisation=world.hub),
    "member gone": lambda world: world.consortium.memberships.first().delete(),
    "office": lambda world: make_appointment(body=world.hub, person="赵某"),
    "role": lambda world: make_conference_role(conference=world.conference, organisation=world.hub),
    "part": lambda world: make_part(session=world.session, organisation=world.member),
    "party": lambda world: make_agreement(conference=world.conference, parties=[world.hub]),
    "plaque": lambda world: make_base(hosts=[world.hub], awarded_by=world.consortium.organisation),
    "document": lambda world: make_document(organisation=world.consortium.organisation),
    "figure": lambda world: make_figure(about=world.consortium, of="vice_chair", value=19),
    "evidence": lambda world: make_evidence(world.hub, world.report(title="再访"), paragraph=2),
    "evidence gone": lambda world: world.evidence.delete(),
    "source withdrawn": lambda world: withdraw(world.article),
    "source corrected": correct_article,
    "source expired": expire_article,
    "newer article": lambda world: world.report(title="后续"),
    "translation": lambda world: make_translation(world.article, title="Three sign"),
    "topic renamed": lambda world: change(world.topic, name="钢", name_en="Iron"),
    "column renamed": lambda world: change(world.column, name="要闻"),
    "outlet renamed": lambda world: change(world.outlet, name="晚报"),
    "region renamed": lambda world: change(world.region, name="山东"),
    "industry renamed": lambda world: change(world.industry, name="冶金"),
    "organisation hidden": lambda world: change(world.hub, is_public=False),
    "member hidden": lambda world: change(world.member, is_public=False),
    "conference hidden": lambda world: change(world.conference, is_public=False),
    "consortium hidden": lambda world: change(world.consortium.organisation, is_public=False),
    "merge": lambda world: merge(
        world.hub, world.member, by=make_user(superuser=True), why="同一机构"
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_a_prepared_page_is_as_one_made_from_scratch(client, settings, edit):
    world = World()
    addresses = list(world.addresses())
    for address in addresses:
        assert client.get(address).status_code == 200
    EDITS[edit](world)
    for address in addresses:
        kept = client.get(address)
        anew = made_from_scratch(client, settings, address)
        assert (kept.status_code, kept.content) == (anew.status_code, anew.content)
