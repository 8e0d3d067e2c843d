"""Articles of the shipped data: both texts of a work, written and public."""

from articles.models import Article, Language, Topic
from portal.core import html
from portal.core.names import join_list
from seeds.shipped.entries import ARTICLE_FIELD_NAMES, EntryRef, ShippedEntry
from seeds.shipped.kinds import KEY_POINT

PEOPLE = {"byline", "editors"}
LANGUAGE_SUFFIX = {Language.CHINESE: "", Language.ENGLISH: "_en"}


def load_text_keys(works: dict[int, str]) -> dict[tuple[str, str], int]:
    """The primary keys of the texts by key of the entry and language.

    `works` maps the primary key of each Chinese text to the key of its entry.
    """
    chinese = dict(Article.objects.filter(pk__in=works).values_list("work", "pk"))
    texts = Article.objects.filter(work__in=chinese).values_list("work", "language", "pk")
    return {(works[chinese[work]], language): pk for work, language, pk in texts}


def write_article(writer, entry: ShippedEntry, chinese: Article | None) -> Article:
    """Write both texts of a work; the Chinese one, which stands for the entry."""
    chinese = _write_text(writer, entry, chinese or Article(language=Language.CHINESE))
    english = Article.objects.filter(work=chinese.work, language=Language.ENGLISH).first()
    if english is None:
        english = Article(language=Language.ENGLISH, translation_of=chinese)
    _write_text(writer, entry, english)
    return chinese


def _write_text(writer, entry: ShippedEntry, article: Article) -> Article:
    """Write one language of a work and publish it by the transition for shipped data."""
    writer.save_if_changed(article, _article_columns(writer, entry, article.language))
    article.tags.set(Topic.objects.filter(slug__in=entry.values.get("tags", ())))
    points = [
        (point, _key_point_columns(point, article.language))
        for point in entry.children.get("key_points", ())
    ]
    writer.sync_rows(article, "key_points", KEY_POINT, points)
    if not article.signed or article.signed.text_hash != article.text_hash():
        article.publish_shipped(by=writer.by)
    writer.texts[entry.key, article.language] = article.pk
    return article


def _article_columns(writer, entry: ShippedEntry, language: str) -> dict:
    """The columns of an article in one language."""
    columns = {}
    for name in entry.kind.keys:
        if name.endswith("_en") or name == "tags":
            continue
        field = Article._meta.get_field(ARTICLE_FIELD_NAMES.get(name, name))
        value = _value_in_language(entry, name, language)
        if isinstance(value, EntryRef):
            columns[field.attname] = writer.key(value)
        else:
            columns[field.attname] = value or field.get_default()
    columns["body"] = html.clean(html.from_paragraphs(columns["body"]))
    return columns


def _value_in_language(entry: ShippedEntry, name: str, language: str):
    """The value of a key in one language; people given in one language count for both."""
    english_name = f"{name}_en"
    is_bilingual = english_name in entry.kind.keys
    own_name = f"{name}{LANGUAGE_SUFFIX[language]}" if is_bilingual else name
    value = entry.values.get(own_name)
    if name not in PEOPLE:
        return value
    people = value or entry.values.get(name) or entry.values.get(english_name, "")
    return people if isinstance(people, str) else join_list(people, language)


def _key_point_columns(point: ShippedEntry, language: str) -> dict:
    """The columns of a key point in one language."""
    suffix = LANGUAGE_SUFFIX[language]
    return {
        "group": point.values.get(f"group{suffix}", ""),
        "text": point.values.get(f"text{suffix}", ""),
        "paragraph": point.values.get("paragraph"),
    }
