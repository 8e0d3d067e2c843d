"""Checks across the entries of the shipped data: keys, references, languages, evidence."""

from collections.abc import Iterable, Iterator

from seeds.shipped.entries import EntrySource, ShippedEntry
from seeds.shipped.source import DataFault

BODY_KEYS = ("body", "body_en")
TITLE_KEYS = ("title", "title_en")


def check_entries(entries: list[ShippedEntry]) -> list[DataFault]:
    """The faults of the entries as a whole."""
    articles = [entry for entry in entries if entry.kind.name == "article"]
    articles_by_key = {article.key: article for article in articles}
    faults = [
        *_duplicate_keys(entries),
        *_duplicate_topics(entries),
        *_missing_targets(entries),
    ]
    for article in articles:
        faults += _article_faults(article)
    for entry in entries:
        for source in entry.all_sources():
            faults += _evidence_faults(entry, source, articles_by_key)
    return faults


def _duplicate_keys(entries: Iterable[ShippedEntry]) -> Iterator[DataFault]:
    """Entries that share a key; organisations and consortia share one set of keys."""
    seen: dict[str, ShippedEntry] = {}
    for entry in entries:
        name = entry.name.replace("consortium/", "organisation/")
        if name in seen:
            first = seen[name]
            yield DataFault(
                entry.path,
                entry.line,
                f"The key “{entry.key}” stands already at {first.path}:{first.line}.",
            )
        seen[name] = entry


def _duplicate_topics(entries: Iterable[ShippedEntry]) -> Iterator[DataFault]:
    """Topics that share a name."""
    seen: dict[str, ShippedEntry] = {}
    for entry in entries:
        if entry.kind.name != "topic":
            continue
        first = seen.setdefault(entry.values.get("name"), entry)
        if first is not entry:
            yield DataFault(
                entry.path,
                entry.line,
                f"The topic “{first.key}” at {first.path}:{first.line} has the same name.",
            )


def _missing_targets(entries: list[ShippedEntry]) -> Iterator[DataFault]:
    """References to entries that do not exist."""
    names = {entry.name for entry in entries}
    for entry in entries:
        province = f"{entry.key[:2]}0000"
        if entry.kind.name == "region" and f"region/{province}" not in names:
            yield DataFault(entry.path, entry.line, f"There is no region “{province}”.")
        for line, ref in entry.refs():
            if names.isdisjoint(ref.target_names()):
                kinds = " or ".join(ref.kinds)
                yield DataFault(entry.path, line, f"There is no {kinds} “{ref.key}”.")
        for tag in entry.values.get("tags", ()):
            if f"topic/{tag}" not in names:
                yield DataFault(entry.path, entry.lines["tags"], f"There is no topic “{tag}”.")


def numbered_paragraphs(entry: ShippedEntry, side: str) -> list[str]:
    """The numbered paragraphs of an article's `body` or `body_en`: headings do not count."""
    return [text for text in entry.values.get(side, ()) if not text.startswith("## ")]


def _article_faults(article: ShippedEntry) -> Iterator[DataFault]:
    """Languages of an article that do not correspond, and key points without their paragraph."""
    for side in TITLE_KEYS:
        if not article.values.get(side):
            yield DataFault(article.path, article.line, f"This article has no {side}.")
    chinese_total, english_total = (len(numbered_paragraphs(article, side)) for side in BODY_KEYS)
    if chinese_total != english_total:
        yield DataFault(
            article.path,
            article.line,
            "The Chinese and the English text have different numbers of paragraphs.",
        )
    for point in article.children.get("key_points", ()):
        number = point.values.get("paragraph")
        if isinstance(number, int) and not 0 < number <= chinese_total:
            yield DataFault(
                article.path, point.lines["paragraph"], f"The article has no paragraph {number}."
            )


def _evidence_faults(
    entry: ShippedEntry, source: EntrySource, articles: dict[str, ShippedEntry]
) -> Iterator[DataFault]:
    """Evidence that names no paragraph, or quotes what the paragraph does not say."""
    if source.article not in articles:
        yield DataFault(entry.path, source.line, f"There is no article “{source.article}”.")
        return
    quotes = (source.quote, source.quote_en)
    for side, quote in zip(BODY_KEYS, quotes, strict=True):
        texts = numbered_paragraphs(articles[source.article], side)
        if not 0 < source.paragraph <= len(texts):
            reason = f"{source.article} has no paragraph {source.paragraph}."
            yield DataFault(entry.path, source.line, reason)
            return
        if quote not in texts[source.paragraph - 1]:
            reason = f"{source.article} ¶{source.paragraph} does not say “{quote}”."
            yield DataFault(entry.path, source.line, reason)
