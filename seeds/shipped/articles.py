"""Articles of the shipped data: both texts of a work, written and public."""

from articles.models import Article, Language, Topic
from portal.core import html
from portal.core.names import join_list
from seeds.shipped.entries import ARTICLE_FIELD_NAMES, EntryRef, ShippedEntry
from seeds.shipped.kinds import KEY_POINT

NAME_LISTS = {"byline", "editors"}
LANGUAGE_SUFFIX = {Language.CHINESE: "", Language.ENGLISH: "_en"}


def load_text_keys(works: dict[int, str]) -> dict[tuple[str, str], int]:
    """The primary keys of the texts, by key of the entry and language, where `works` has the key for each Chinese text."""
    chinese = dict(Article.objects.filter(pk__in=works).values_list("work", "pk"))
    texts = Article.objects.filter(work__in=chinese).values_list("work", "language", "pk")
    return {(works[chinese[work]], language): pk for work, language, pk in texts}


def write_article(writer, entry: ShippedEntry, chinese: Article | None) -> Article:
    """The Chinese text of a work, which stands for its entry; its English one is written beside it."""
    chinese = _text(writer, entry, chinese or Article(language=Language.CHINESE))
    english = Article.objects.filter(work=chinese.work, language=Language.ENGLISH).first()
    _text(writer, entry, english or Article(language=Language.ENGLISH, translation_of=chinese))
    return chinese


def _text(writer, entry, article):
    """One language of a work, public through the shipped data's own step."""
    writer.save_if_changed(article, _columns(writer, entry, article.language))
    article.tags.set(Topic.objects.filter(slug__in=entry.values.get("tags", ())))
    points = entry.children.get("key_points", ())
    writer.sync_rows(
        article,
        "key_points",
        KEY_POINT,
        [(point, _key_point(point, article.language)) for point in points],
    )
    if not article.signed or article.signed.text_hash != article.text_hash():
        article.publish_shipped(by=writer.by)
    writer.texts[entry.key, article.language] = article.pk
    return article


def _columns(writer, entry, language):
    """The columns of an article in one language."""
    columns = {}
    for name in entry.kind.keys:
        if name.endswith("_en") or name == "tags":
            continue
        field = Article._meta.get_field(ARTICLE_FIELD_NAMES.get(name, name))
        value = _side(entry, name, language)
        columns[field.attname] = (
            writer.key(value) if isinstance(value, EntryRef) else value or field.get_default()
        )
    return {**columns, "body": html.clean(html.from_paragraphs(columns["body"]))}


def _side(entry, name, language):
    """What an entry says under a name in one language; names of people that are printed once stand in both."""
    side = f"{name}{LANGUAGE_SUFFIX[language]}" if f"{name}_en" in entry.kind.keys else name
    value = entry.values.get(side)
    if name in NAME_LISTS:
        return join_list(
            value or entry.values.get(name) or entry.values.get(f"{name}_en", ()), language
        )
    return value


def _key_point(point, language):
    """The columns of a key point in one language."""
    columns = {
        name: point.values.get(f"{name}{LANGUAGE_SUFFIX[language]}", "")
        for name in ("group", "text")
    }
    return {**columns, "paragraph": point.values.get("paragraph")}
