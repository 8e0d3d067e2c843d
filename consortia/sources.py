"""The paragraphs that the facts of a page rest on, as the public may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch, Q

from articles.models import Article
from consortia.models import Evidence
from consortia.models.evidence import Fact
from portal.core.names import current_language


@dataclass(frozen=True)
class Source:
    """A paragraph that supports or contradicts a fact; the words and the address only of a public article."""

    article: Article
    paragraph: int | None
    field: str
    quote: str
    supports: bool

    @property
    def address(self) -> str:
        """The paragraph's own address; the source's where the article is not public."""
        if not self.article.is_shown:
            return self.article.source_address
        return self.article.get_absolute_url() + (f"#p{self.paragraph}" if self.paragraph else "")


@dataclass
class Report:
    """An article, with everything that the facts of a page take from it."""

    article: Article
    sources: list[Source] = field(default_factory=list)


class Sources:
    """The sources of all facts of a page, in the reader's language where it has them: two queries."""

    def __init__(self, facts: Iterable[Fact | None]):
        self._of = defaultdict(list)
        chosen = {}
        for evidence in _evidence([fact for fact in facts if fact is not None]):
            place = (evidence.content_type_id, evidence.object_id, evidence.article.work, *_what(evidence))
            if place not in chosen or _rank(evidence) < _rank(chosen[place]):
                chosen[place] = evidence
        for (kind, pk, *_rest), evidence in chosen.items():
            self._of[kind, pk].append(_source(evidence))

    def of(self, fact: Fact, name: str = "") -> list[Source]:
        """The sources of a fact, each paragraph once; of one field of it if that is named."""
        found = self._of[_kind(fact).pk, fact.pk]
        if name:
            return _once(source for source in found if source.field.removesuffix("_en") == name)
        return _once(source for source in found if not source.field) or _once(found)

    def reports(self) -> list[Report]:
        """The articles that the page rests on, the latest first, each with its paragraphs in order and each quote once."""
        found = {}
        for source in (source for sources in self._of.values() for source in sources):
            report = found.setdefault(source.article.pk, Report(source.article))
            if (source.paragraph, source.quote, source.supports) not in {
                (other.paragraph, other.quote, other.supports) for other in report.sources
            }:
                report.sources.append(source)
        for report in found.values():
            report.sources = _worth_listing(report.sources)
        return sorted(found.values(), key=lambda report: (report.article.listed_on is not None, str(report.article.listed_on)), reverse=True)


def _evidence(facts):
    keys = defaultdict(set)
    for fact in facts:
        keys[_kind(fact).pk].add(fact.pk)
    wanted = Q(pk__in=())
    for kind, pks in keys.items():
        wanted |= Q(content_type=kind, object_id__in=pks)
    shown = Exists(Article.objects.published().filter(pk=OuterRef("pk")))
    articles = Article.objects.select_related("live", "outlet").annotate(is_shown=shown)
    return Evidence.objects.filter(wanted).prefetch_related(Prefetch("article", articles)).order_by("paragraph", "pk")


def _kind(fact):
    return ContentType.objects.get_for_model(fact)


def _what(evidence):
    return evidence.paragraph, evidence.field.removesuffix("_en"), evidence.supports


def _rank(evidence):
    return not evidence.article.is_shown, evidence.article.language != current_language(), evidence.pk


def _source(evidence):
    article = evidence.article
    # A quote of a working text that the public text does not hold (a correction under way) is not for the public yet.
    said = article.is_shown and evidence.quote and evidence.quote in article.live.paragraph(evidence.paragraph)
    return Source(article, evidence.paragraph, evidence.field, evidence.quote if said else "", evidence.supports)


def _once(sources):
    return list({(source.article.pk, source.paragraph, source.supports): source for source in sources}.values())


def _worth_listing(sources):
    """In the order of the text; a paragraph without a quote only if no quote of it is listed."""
    quoted = {(source.paragraph, source.supports) for source in sources if source.quote}
    kept = [source for source in sources if source.quote or (source.paragraph, source.supports) not in quoted]
    return sorted(kept, key=lambda source: source.paragraph or 0)
