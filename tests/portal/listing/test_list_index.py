"""The read model of lists: after any edits its rows and counts are those of the records."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.filters import ArticleFilter
from articles.models import Article
from consortia.filters import (
    AgreementFilter,
    ConferenceFilter,
    ConsortiumFilter,
    OrganisationFilter,
    TrainingBaseFilter,
)
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from portal.core.names import sort_field
from portal.listing.keyset import KeysetOrder
from portal.listing.list_counts import count_list
from portal.listing.list_index import count_differences, merge_counts
from portal.listing.list_rows import ListOrder
from portal.listing.listing import list_rows
from portal.listing.models import ListCount
from tests.factories import (
    make_agreement,
    make_base,
    make_column,
    make_conference,
    make_conference_role,
    make_consortium,
    make_industry,
    make_membership,
    make_organisation,
    make_outlet,
    make_published_article,
    make_region,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LANGUAGES = ("zh-hans", "en")


def article_lists(language, at):
    """The articles of the list at a moment, with their filters and order."""
    return ArticleFilter, Article.objects.published_in(language, at=at), KeysetOrder("listed_on")


def record_lists():
    """The records of each other list, with their filters and order."""
    organisations = Organisation.objects.published().without_consortia()
    by_name = KeysetOrder(sort_field(), descending=False)
    of_organisation = KeysetOrder(f"organisation__{sort_field()}", descending=False)
    return [
        (OrganisationFilter, organisations, by_name),
        (ConsortiumFilter, Consortium.objects.published(), of_organisation),
        (ConferenceFilter, Conference.objects.published(), KeysetOrder("dates_from")),
        (AgreementFilter, Agreement.objects.published(), KeysetOrder("signed_from")),
        (TrainingBaseFilter, TrainingBase.objects.published(), KeysetOrder("unveiled_from")),
    ]


def plain(choices):
    """What the choices of all facets say."""
    return {
        name: {(choice.value, choice.label, choice.count) for choice in of_facet}
        for name, of_facet in choices.items()
    }


def assert_same(filter_class, records, order, *, params=None, at):
    """A list of the read model is what a query of the records gives, with its counts."""
    chosen = filter_class(params or {}, queryset=records)
    assert chosen.is_valid()
    values = chosen.chosen_values()
    rows = list_rows(chosen.record_kind, values, at=at)
    expected = list(order.apply(chosen.qs).values_list("pk", flat=True))
    read = order_of(order, records).apply(rows)[:1000]
    assert [row.number for row in read] == expected
    counts = count_list(chosen.record_kind, rows.language, values, at=at)
    counted, choices = chosen.count_facets()
    assert counts.total == counted.total == len(expected)
    assert plain(chosen.kept_choices(counts, values)) == plain(choices)
    return choices


def order_of(order, records):
    """The same order in the read model."""
    return ListOrder.like(order, records.model)


def assert_lists_are_right(*, at=None):
    """Every list of the read model, under no filter and under each value of each facet."""
    at = at or timezone.now()
    for language in LANGUAGES:
        with translation.override(language):
            for filter_class, records, order in [article_lists(language, at), *record_lists()]:
                choices = assert_same(filter_class, records, order, at=at)
                values = [(name, choice.value) for name in choices for choice in choices[name]]
                for name, value in values:
                    assert_same(filter_class, records, order, params={name: value}, at=at)
                if len(values) > 1:
                    params = dict([values[0], values[-1]])
                    assert_same(filter_class, records, order, params=params, at=at)
    assert not count_differences()


class Edits:
    """Random edits of articles and records through real transitions."""

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311  edits, no secrets
        self.editor = make_user("correct_article", "submit_article", "withdraw_article")
        self.topics = [make_topic(slug=slug, name=slug, name_en=slug) for slug in "abc"]
        self.columns = [make_column(slug=slug, name=slug, name_en=slug) for slug in "de"]
        self.outlets = [make_outlet(name=name) for name in ("甲报", "乙报")]
        province = make_region()
        self.regions = [province, make_region(code="370100", name="济南市", parent=province)]

    def pick(self, rows):
        """One of the rows, or None."""
        rows = list(rows)
        return self.random.choice(rows) if rows else None

    def step(self):
        """One edit of any kind."""
        edits = [name for name in dir(self) if name.startswith("edit_")]
        getattr(self, self.random.choice(edits))()

    def edit_publish(self):
        make_published_article(
            tags=self.random.sample(self.topics, 2),
            column=self.pick([*self.columns, None]),
            outlet=self.pick(self.outlets),
            published=self.pick(["2024-05-22", "2023", "XXXX-11-14", ""]),
        )

    def edit_schedule(self):
        make_published_article(
            go_live=timezone.now() + self.random.choice([1, 3]) * HOUR,
            expires=timezone.now() + 5 * HOUR,
            tags=self.topics[:1],
        )

    def edit_translate(self):
        original = self.pick(Article.objects.published().filter(translation_of=None))
        if original and not Article.objects.filter(translation_of=original).exists():
            make_translation(original, tags=self.topics[2:], published="2022-01-05")

    def edit_correct(self):
        article = self.pick(Article.objects.published().filter(status="public"))
        if article:
            article.correct(by=self.editor, note="改错")
            article.outlet = self.pick(self.outlets)
            article.source_as_printed = "齐鲁网"
            article.go_live = self.pick([None, timezone.now() + 2 * HOUR])
            article.save()
            article.submit(by=self.editor)
            pass_reviews(article)

    def edit_withdraw(self):
        article = self.pick(Article.objects.published().filter(status="public"))
        if article:
            article.withdraw(by=self.editor, reason="in_error")

    def edit_filing(self):
        article = self.pick(Article.objects.published())
        if article:
            article.column = self.pick([*self.columns, None])
            article.save()
            article.tags.set(self.random.sample(self.topics, self.random.randint(0, 3)))

    def edit_draft(self):
        make_waiting_article(tags=self.topics)

    def edit_rename_topic(self):
        topic = self.pick(self.topics)
        topic.name_en = f"{topic.name_en}x"
        topic.save()

    def edit_organisation(self):
        make_organisation(
            name=f"学院{self.random.random()}",
            region=self.pick([*self.regions, None]),
            kind=self.pick(["school", "enterprise"]),
            industry=self.pick([make_industry(), None]),
        )

    def edit_consortium(self):
        consortium = make_consortium(name=f"共同体{self.random.random()}", founded_on="2023-05")
        for role, organisation in zip(("lead", "member"), Organisation.objects.all(), strict=False):
            if organisation.pk != consortium.pk:
                make_membership(organisation=organisation, consortium=consortium, role=role)

    def edit_conference(self):
        conference = make_conference(
            name=f"大会{self.random.random()}",
            consortium=self.pick(Consortium.objects.all()),
            region=self.pick([*self.regions, None]),
        )
        make_conference_role(conference=conference, organisation=make_organisation(name="主办"))

    def edit_agreement(self):
        parties = [make_organisation(name="一方", region=self.pick(self.regions))]
        make_agreement(
            parties=[*parties, *Organisation.objects.exclude(pk=parties[0].pk)[:1]],
            consortium=self.pick(Consortium.objects.all()),
        )

    def edit_base(self):
        make_base(hosts=[make_organisation(name="基地主")], region=self.pick(self.regions))

    def edit_visibility(self):
        for model in (Organisation, Conference, Agreement, TrainingBase):
            record = self.pick(model.objects.all())
            if record:
                record.is_public = not record.is_public
                record.save()

    def edit_delete(self):
        record = self.pick(Conference.objects.filter(agreements=None, bases=None))
        if record:
            record.delete()


@pytest.mark.parametrize("seed", range(3))
def test_lists_and_counts_follow_random_edits(seed):
    edits = Edits(seed)
    for number in range(40):
        edits.step()
        if number % 20 == 10:
            merge_counts()
    assert_lists_are_right()
    for hours in (1.5, 2.5, 4, 6):
        assert_article_lists_are_right(at=timezone.now() + hours * HOUR)


def assert_article_lists_are_right(*, at):
    """The lists of articles are right at a moment to come."""
    for language in LANGUAGES:
        with translation.override(language):
            _filter, articles, order = article_lists(language, at)
            expected = order.apply(articles).values_list("pk", flat=True)
            rows = order_of(order, articles).apply(list_rows("article", {}, at=at))[:1000]
            assert [row.number for row in rows] == list(expected)
            assert count_list("article", language, {}, at=at).total == len(rows)


def test_merging_changes_no_count_and_leaves_one_row_of_each():
    article = make_published_article(tags=[make_topic()])
    article.tags.clear()
    make_published_article(tags=[make_topic()])
    before = count_list("article", "en", {}, at=timezone.now())
    merge_counts()
    assert count_list("article", "en", {}, at=timezone.now()) == before
    keys = list(ListCount.objects.values_list("kind", "chosen", "choice"))
    assert len(keys) == len(set(keys))


def test_page_in_the_middle_of_a_list_is_an_index_range():
    for _number in range(3):
        make_published_article()
    order = order_of(KeysetOrder("listed_on"), Article.objects.all())
    query = order.apply(list_rows("article", {}, at=timezone.now()))
    place = order.cursor(query[:2][1])
    with CaptureQueriesContext(connection) as queries:
        assert len(order.rows_after(query, place)[:21]) == 1
    plan = explained(queries[0]["sql"])
    assert "core_listrow_" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def explained(sql):
    """The plan of a statement, as if the table were large."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute(f"EXPLAIN {sql}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return str(cursor.fetchall())
