"""The paragraphs that the facts of a page rest on, as the public may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q

from articles.models import Article
from consortia.models import Consortium, Evidence
from consortia.models.evidence import Fact
from portal.core.names import current_language


@dataclass(frozen=True)
class FactSource:
    """A paragraph that supports or contradicts a fact; the words and the address only of a public article."""

    article: Article
    paragraph: int | None
    field: str
    quote: str
    supports: bool
    letter: str
    kind: ContentType

    @property
    def field_label(self) -> str:
        """The name of the field that it is about; empty for the fact as a whole."""
        # What is said of a consortium hangs on the organisation that it is.
        fields = [*Consortium._meta.concrete_fields, *self.kind.model_class()._meta.concrete_fields]
        return {field.name: field.verbose_name for field in fields}.get(self.field, "")

    @property
    def address(self) -> str:
        """The paragraph's own address; the source's where the article is not public."""
        if not self.article.is_published:
            return self.article.source_address
        return self.article.get_absolute_url() + (f"#p{self.paragraph}" if self.paragraph else "")


@dataclass
class SourceArticle:
    """An article, with everything that the facts of a page take from it; its letter tells it from others on the page."""

    article: Article
    letter: str
    sources: list[FactSource] = field(default_factory=list)

    @property
    def quoted(self) -> list[FactSource]:
        """Each quote and each contradiction once, in the order of the text."""
        told = {
            (source.paragraph or 0, source.supports, source.quote): source
            for source in self.sources
        }
        return [told[place] for place in sorted(told) if place[2] or not place[1]]

    @property
    def unquoted(self) -> list[FactSource]:
        """The other paragraphs, each once, in the order of the text."""
        quoted = {source.paragraph for source in self.quoted}
        others = {
            source.paragraph: source for source in self.sources if source.paragraph not in quoted
        }
        return [others[place] for place in sorted(others, key=lambda paragraph: paragraph or 0)]


class Sources:
    """The sources of all facts of a page, in the reader's language where it has them, or in every one: two queries."""

    def __init__(self, facts: Iterable[Fact | None], *, every_language: bool = False):
        told = defaultdict(list)
        for evidence in _evidence([fact for fact in facts if fact is not None]):
            told[
                evidence.content_type_id,
                evidence.object_id,
                evidence.article.work,
                *_what(evidence),
            ].append(evidence)
        pick = list if every_language else _in_one_language
        chosen = [evidence for several in told.values() for evidence in pick(several)]
        articles = {evidence.article_id: evidence.article for evidence in chosen}.values()
        latest = sorted(
            articles, key=lambda article: (str(article.listed_on or ""), article.pk), reverse=True
        )
        self.source_articles = [
            SourceArticle(article, letter)
            for letter, article in zip(_letters(len(latest)), latest, strict=True)
        ]
        self._of = defaultdict(list)
        reports = {report.article.pk: report for report in self.source_articles}
        for evidence in chosen:
            report = reports[evidence.article_id]
            source = _source(evidence, report.letter)
            report.sources.append(source)
            self._of[evidence.content_type_id, evidence.object_id].append(source)

    def all_for_fact(self, fact: Fact) -> list[FactSource]:
        """Everything that a fact and its fields rest on."""
        return self._of[_kind(fact).pk, fact.pk]

    def for_fact(self, fact: Fact, name: str = "") -> list[FactSource]:
        """The sources of a fact, with all that contradicts it, each paragraph once; of one field of it if that is named."""
        found = self._of[_kind(fact).pk, fact.pk]
        if name:
            return _once(source for source in found if source.field.removesuffix("_en") == name)
        return _once(
            source for source in found if not source.field or not source.supports
        ) or _once(found)


def _letters(count):
    """A letter for each article of a page, or a number where letters do not reach; none for one alone."""
    if count == 1:
        return [""]
    return (
        ascii_uppercase[:count]
        if count <= len(ascii_uppercase)
        else [str(number) for number in range(1, count + 1)]
    )


def _in_one_language(several):
    best = min(several, key=_rank).article_id
    return [evidence for evidence in several if evidence.article_id == best]


def cache_content_types() -> None:
    """Have Django remember the content types of all records after one query, not one for each."""
    ContentType.objects.get_for_models(*apps.get_app_config("consortia").get_models())


def _evidence(facts):
    cache_content_types()
    keys = defaultdict(set)
    for fact in facts:
        keys[_kind(fact).pk].add(fact.pk)
    wanted = Q(pk__in=())
    for kind, pks in keys.items():
        wanted |= Q(content_type=kind, object_id__in=pks)
    shown = ExpressionWrapper(Q(live__isnull=False), BooleanField())
    articles = (
        Article.objects.with_live()
        .select_related("live__outlet", "outlet")
        .annotate(is_published=shown)
    )
    return (
        Evidence.objects.filter(wanted)
        .prefetch_related(Prefetch("article", articles))
        .order_by("paragraph", "pk")
    )


def _kind(fact):
    return ContentType.objects.get_for_model(fact)


def _what(evidence):
    return evidence.paragraph, evidence.field.removesuffix("_en"), evidence.supports


def _rank(evidence):
    """The reader's language first, but a public text before one that is not."""
    return (
        not evidence.article.is_published,
        evidence.article.language != current_language(),
        evidence.pk,
    )


def _source(evidence, letter):
    article = evidence.article
    # A quote of a working text that the public text does not hold (a correction under way) is not for the public yet.
    said = (
        article.is_published
        and evidence.quote
        and evidence.quote in article.live.paragraph(evidence.paragraph)
    )
    quote = evidence.quote if said else ""
    kind = ContentType.objects.get_for_id(evidence.content_type_id)
    return FactSource(
        article, evidence.paragraph, evidence.field, quote, evidence.supports, letter, kind
    )


def _once(sources):
    each = {
        (not source.supports, source.letter, source.paragraph or 0): source for source in sources
    }
    return [each[place] for place in sorted(each)]
