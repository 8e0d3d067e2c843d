"""The public records with evidence in articles, for the pages of articles and topics."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from articles.related_records import RelatedGroup, register_overlap_counter, register_provider
from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Document,
    Evidence,
    Figure,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Part,
    Session,
    TrainingBase,
)
from consortia.sources import Sources, cache_content_types

# By model of record, the facts without a page of their own, each with the path to its record
FACT_PATHS = {
    Organisation: (
        (OrganisationName, "organisation"),
        (Membership, "consortium"),
        (Appointment, "body"),
    ),
    Conference: (
        (ConferenceRole, "conference"),
        (Session, "conference"),
        (Part, "session__conference"),
    ),
    Agreement: ((AgreementParty, "agreement"),),
    TrainingBase: ((BasePartner, "base"),),
    Document: (),
}


FactKeys = dict[type, set[int]]  # by model, the primary keys of the facts with evidence in articles


def collect_fact_keys(articles: QuerySet[Article]) -> FactKeys:
    """The facts with evidence in any of the articles. One query."""
    facts = Evidence.objects.filter(article__in=articles.order_by().values("pk")).order_by()
    fact_keys = defaultdict(set)
    for kind, key in facts.values_list("content_type", "object_id").distinct():
        fact_keys[ContentType.objects.get_for_id(kind).model_class()].add(key)
    return fact_keys


def related_records(model, fact_keys: FactKeys) -> QuerySet:
    """The public records of the model that are among the facts, or have a fact among them."""
    condition = Q(pk__in=fact_keys[model])
    for fact, path in FACT_PATHS[model]:
        condition |= Q(pk__in=fact.objects.filter(pk__in=fact_keys[fact]).order_by().values(path))
    return model.objects.published().filter(condition)


def conferences_by_work(works: Iterable[int]) -> dict[int, list[Conference]]:
    """The public conferences that each work supports, by its key. Two queries."""
    pairs = list(
        _conference_evidence()
        .filter(article__work__in=works)
        .values_list("article__work", "object_id")
    )
    conferences = Conference.objects.published().in_bulk(
        {conference_pk for _work, conference_pk in pairs}
    )
    result = defaultdict(list)
    for work, conference_pk in pairs:
        if conference_pk in conferences:
            result[work].append(conferences[conference_pk])
    return result


def works_by_conference(conferences: Iterable[Conference]) -> dict[int, set[int]]:
    """The works that support each conference, by its key. One query."""
    result = defaultdict(set)
    for conference_pk, work in (
        _conference_evidence()
        .filter(object_id__in=[conference.pk for conference in conferences])
        .values_list("object_id", "article__work")
    ):
        result[conference_pk].add(work)
    return result


def _conference_evidence():
    """Supporting evidence of conferences, ordered and distinct."""
    kind = ContentType.objects.get_for_model(Conference)
    evidence = Evidence.objects.filter(content_type=kind, supports=True).order_by(
        "object_id", "article__work"
    )
    return evidence.distinct()


def register() -> None:
    """Register the related records of article and topic pages, and the overlap counter of articles."""
    register_provider(record_groups)
    register_overlap_counter(count_facts_by_work)


def record_groups(articles: QuerySet[Article]) -> Iterator[RelatedGroup]:
    """Yield the public records with evidence in the articles, grouped by kind."""
    cache_content_types()
    fact_keys = collect_fact_keys(articles)
    organisations = list(related_records(Organisation, fact_keys))
    consortium_kind = OrganisationKind.CONSORTIUM
    yield RelatedGroup(
        "consortium",
        _("Consortia"),
        [organisation for organisation in organisations if organisation.kind == consortium_kind],
    )
    yield RelatedGroup("conference", _("Conferences"), list(related_records(Conference, fact_keys)))
    yield RelatedGroup("agreement", _("Agreements"), list(related_records(Agreement, fact_keys)))
    yield RelatedGroup("base", _("Training bases"), list(related_records(TrainingBase, fact_keys)))
    yield RelatedGroup("document", _("Documents"), list(related_records(Document, fact_keys)))
    yield RelatedGroup(
        "organisation",
        _("Organisations"),
        [organisation for organisation in organisations if organisation.kind != consortium_kind],
    )
    figures = list(Figure.objects.published().filter(pk__in=fact_keys[Figure]))
    yield RelatedGroup(
        "figure",
        _("Figures"),
        figures,
        template="consortia/_figures.html",
        sources=Sources(figures),
    )


def count_facts_by_work(groups: Iterable[RelatedGroup]) -> dict[int, int]:
    """Count the facts of the records for which each work has evidence. One query."""
    condition = Q(pk__in=())
    for model, pks in _by_model(groups).items():
        condition |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=pks)
        for fact, path in FACT_PATHS[model]:
            facts = fact.objects.filter(**{f"{path}__in": pks}).order_by().values("pk")
            condition |= Q(
                content_type=ContentType.objects.get_for_model(fact), object_id__in=facts
            )
    if not condition.children[1:]:
        return {}
    names = ("article__work", "content_type")
    rows = (
        Evidence.objects.filter(condition)
        .order_by()
        .values(*names)
        .annotate(facts=Count("object_id", distinct=True))
    )
    totals = Counter()
    for work, _kind, facts in rows.values_list(*names, "facts"):
        totals[work] += facts
    return totals


def _by_model(groups):
    """The primary keys of the records by model, for the models of FACT_PATHS."""
    keys = {model: [] for model in FACT_PATHS}
    for group in groups:
        for record in group.records:
            if type(record) in keys:
                keys[type(record)].append(record.pk)
    return {model: pks for model, pks in keys.items() if pks}
