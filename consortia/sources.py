"""Sources of the facts on a page: paragraphs of articles, as visible to the public."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, ExpressionWrapper, Model, Prefetch, Q, QuerySet
from django.utils import timezone

from articles.models import Article
from consortia.models import Consortium, Evidence, SourceChange
from consortia.models.evidence import Fact
from portal.core.names import current_language


def evidence_field_label(model: type[Model], name: str) -> str:
    """Return the verbose name of a field of a fact's model; "" for a name that it has not."""
    # Evidence about a consortium is stored on its organisation.
    fields = [*Consortium._meta.concrete_fields, *model._meta.concrete_fields]
    return {field.name: str(field.verbose_name) for field in fields}.get(name, "")


@dataclass(frozen=True)
class FactSource:
    """A paragraph that supports or contradicts a fact.

    The quote and the paragraph URL are given for a public article only.
    """

    article: Article
    paragraph: int | None
    field: str
    quote: str
    supports: bool
    letter: str
    kind: ContentType
    change: SourceChange | None = None

    @property
    def field_label(self) -> str:
        """The verbose name of the field that it is about; blank for the fact as a whole."""
        return evidence_field_label(self.kind.model_class(), self.field)

    @property
    def address(self) -> str:
        """The URL of the paragraph; the URL of the original where the article is not public."""
        if not self.article.is_published:
            return self.article.source_address
        fragment = f"#p{self.paragraph}" if self.paragraph else ""
        return self.article.get_absolute_url() + fragment


@dataclass
class SourceArticle:
    """An article with all the sources of a page in it.

    Its letter distinguishes it from the others on the page.
    """

    article: Article
    letter: str
    sources: list[FactSource] = field(default_factory=list)

    @property
    def quoted(self) -> list[FactSource]:
        """Each quote and each contradiction once, in the order of the text."""
        by_position = {
            (source.paragraph or 0, source.supports, source.quote): source
            for source in self.sources
        }
        return [
            by_position[position]
            for position in sorted(by_position)
            if by_position[position].quote or not by_position[position].supports
        ]

    @property
    def unquoted(self) -> list[FactSource]:
        """The other paragraphs, each once, in the order of the text."""
        quoted = {source.paragraph for source in self.quoted}
        by_paragraph = {
            source.paragraph: source for source in self.sources if source.paragraph not in quoted
        }
        paragraphs = sorted(by_paragraph, key=lambda paragraph: paragraph or 0)
        return [by_paragraph[paragraph] for paragraph in paragraphs]


class Sources:
    """The sources of all facts of a page: two queries.

    Of a work in several languages, the evidence is that of the reader's language where there is one, or of
    every language. `source_articles` are the articles, the newest first.
    """

    def __init__(self, facts: Iterable[Fact | None], *, every_language: bool = False):
        evidence: list[Evidence] = []
        fetched = list(_fetch_evidence(facts))
        self._changes = _open_changes(fetched)
        for group in _group_by_statement(fetched):
            evidence += group if every_language else _best_for_reader(group)
        self.source_articles = _source_articles(evidence)
        self._by_fact: dict[tuple[int, int], list[FactSource]] = defaultdict(list)
        by_article = {source.article.pk: source for source in self.source_articles}
        for row in evidence:
            source_article = by_article[row.article_id]
            source = _fact_source(row, source_article.letter)
            source_article.sources.append(source)
            self._by_fact[row.content_type_id, row.object_id].append(source)

    def change_for_fact(self, fact: Fact, name: str = "") -> SourceChange | None:
        """The last correction or withdrawal of a source of one field, or of the fact, not yet confirmed."""
        changes = self._changes[_content_type(fact).pk, fact.pk]
        found = [change for field, change in changes if not name or field == name]
        return max(found, key=lambda change: change.since, default=None)

    def all_for_fact(self, fact: Fact) -> list[FactSource]:
        """All sources of a fact and of its fields."""
        return self._by_fact[_content_type(fact).pk, fact.pk]

    def for_fact(self, fact: Fact, name: str = "") -> list[FactSource]:
        """The sources of one field of a fact, or of the fact as a whole with all contradictions.

        Each paragraph once. If only fields of the fact have evidence, their sources are returned.
        """
        sources = self.all_for_fact(fact)
        if name:
            return _unique(source for source in sources if source.field.removesuffix("_en") == name)
        of_whole = [source for source in sources if not source.field or not source.supports]
        return _unique(of_whole or sources)


def _open_changes(evidence: list[Evidence]) -> dict[tuple[int, int], list]:
    """The changes of sources that put facts in doubt, each with its field, by fact and in any language."""
    changes = defaultdict(list)
    for row in evidence:
        change = open_change(row)
        if change is not None:
            field_name = row.field.removesuffix("_en")
            changes[row.content_type_id, row.object_id].append((field_name, change))
    return changes


def open_change(row: Evidence) -> SourceChange | None:
    """The correction or withdrawal of the source that nobody has confirmed yet, or None."""
    change = getattr(row, "source_change", None)
    if change is None or not change.is_open(at=timezone.now()):
        return None
    return change


def paragraph_now(row: Evidence) -> int | None:
    """The number of the cited paragraph in the text that readers see now."""
    change = getattr(row, "source_change", None)
    if change is None or change.version_id is None or change.since > timezone.now():
        return row.paragraph
    return change.paragraph


def _group_by_statement(evidence: Iterable[Evidence]) -> Iterable[list[Evidence]]:
    """The evidence grouped by statement: one fact or field in one paragraph of a work, in any language."""
    groups = defaultdict(list)
    for row in evidence:
        statement = (
            row.content_type_id,
            row.object_id,
            row.article.work,
            row.paragraph,
            row.field.removesuffix("_en"),
            row.supports,
        )
        groups[statement].append(row)
    return groups.values()


def _best_for_reader(group: list[Evidence]) -> list[Evidence]:
    """The evidence of a group in the article that suits the reader best."""
    best = min(group, key=_reader_rank).article_id
    return [row for row in group if row.article_id == best]


def _reader_rank(row: Evidence) -> tuple:
    """A sort key: public articles first, then those in the reader's language."""
    is_foreign = row.article.language != current_language()
    return not row.article.is_published, is_foreign, row.pk


def _source_articles(evidence: list[Evidence]) -> list[SourceArticle]:
    """The articles of the evidence, the newest first, each with its letter."""
    articles = {row.article_id: row.article for row in evidence}.values()
    newest_first = sorted(articles, key=_article_age, reverse=True)
    letters = _letters(len(newest_first))
    return [
        SourceArticle(article, letter)
        for letter, article in zip(letters, newest_first, strict=True)
    ]


def _article_age(article: Article) -> tuple:
    return str(article.listed_on or ""), article.pk


def _letters(count: int) -> list[str]:
    """A letter for each article; numbers if there are more articles than letters.

    Blank for a single article.
    """
    if count == 1:
        return [""]
    if count <= len(ascii_uppercase):
        return list(ascii_uppercase[:count])
    return [str(number) for number in range(1, count + 1)]


def cache_content_types() -> None:
    """Fetch the content types of all models of the app in one query, into Django's cache."""
    ContentType.objects.get_for_models(*apps.get_app_config("consortia").get_models())


def _fetch_evidence(facts: Iterable[Fact | None]) -> QuerySet[Evidence]:
    cache_content_types()
    keys_by_type = defaultdict(set)
    for fact in facts:
        if fact is not None:
            keys_by_type[_content_type(fact).pk].add(fact.pk)
    condition = Q(pk__in=())
    for content_type, keys in keys_by_type.items():
        condition |= Q(content_type=content_type, object_id__in=keys)
    is_published = ExpressionWrapper(Q(public_version__isnull=False), BooleanField())
    articles = (
        Article.objects.with_live()
        .select_related("public_version__outlet", "outlet")
        .annotate(is_published=is_published)
    )
    return (
        Evidence.objects.filter(condition)
        .select_related("source_change")
        .prefetch_related(Prefetch("article", articles))
        .order_by("paragraph", "pk")
    )


def _content_type(fact: Fact) -> ContentType:
    return ContentType.objects.get_for_model(fact)


def _fact_source(row: Evidence, letter: str) -> FactSource:
    return FactSource(
        article=row.article,
        paragraph=paragraph_now(row),
        field=row.field,
        quote=row.quote if _is_quote_public(row) else "",
        supports=row.supports,
        letter=letter,
        kind=ContentType.objects.get_for_id(row.content_type_id),
        change=open_change(row),
    )


def _is_quote_public(row: Evidence) -> bool:
    """Whether the public text holds the quote: a working text under correction may differ from it."""
    if not row.quote or not row.article.is_published:
        return False
    return row.quote in row.article.live.paragraph(paragraph_now(row))


def _unique(sources: Iterable[FactSource]) -> list[FactSource]:
    """Each paragraph once, supporting sources before contradicting ones, then by letter and paragraph."""
    by_position = {
        (not source.supports, source.letter, source.paragraph or 0): source for source in sources
    }
    return [by_position[position] for position in sorted(by_position)]
