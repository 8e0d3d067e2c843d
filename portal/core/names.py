"""Bilingual fields and names: which text to show in which language, sort keys, names of users."""

from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

CHINESE = "zh-hans"
ENGLISH = "en"
SORT_LENGTH = 120


def current_language() -> str:
    """The language of the page, one of the two."""
    return ENGLISH if (get_language() or "").startswith("en") else CHINESE


def other_language(language: str) -> str:
    """The other one of the two languages."""
    return ENGLISH if language == CHINESE else CHINESE


def field_value(record, field: str, language: str) -> str:
    """The text of a bilingual field in that language."""
    return getattr(record, f"{field}_en" if language == ENGLISH else field)


def text_in_language(record, field: str, language: str) -> tuple[str, str]:
    """The text of a bilingual field and its language: the requested one, or the other where that is blank."""
    text = field_value(record, field, language)
    if text:
        return text, language
    other = other_language(language)
    other_text = field_value(record, field, other)
    if other_text:
        return other_text, other
    return "", language


def mark_language(text: str, language: str) -> str:
    """Safe HTML of the text, marked with its language where that is not the page's."""
    if language == current_language():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


def localised(record, field: str = "name") -> str:
    """The text of a bilingual field in the page's language, or the other where that is blank."""
    return text_in_language(record, field, current_language())[0]


def join_list(texts, language: str) -> str:
    """The texts as one, with the separator of that language."""
    return {CHINESE: "、", ENGLISH: ", "}[language].join(texts)


def pinyin_sort_key(text: str) -> str:
    """The sort key of Chinese and Latin names: lower-case pinyin, one blank between syllables."""
    syllables = " ".join(lazy_pinyin(text)).split()
    return " ".join(syllables).lower()[:SORT_LENGTH]


class BilingualNameModel(models.Model):
    """A record with a Chinese and an English name, at least one of them."""

    name = models.CharField(
        _("Chinese name"),
        max_length=300,
        blank=True,
        help_text=_("The official name in Chinese, as its bearer writes it."),
    )
    name_en = models.CharField(
        _("English name"),
        max_length=300,
        blank=True,
        help_text=_("Official or translated. One of the two names is needed."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(name_en=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message=_("Give a Chinese or an English name."),
            )
        ]

    def __str__(self):
        return localised(self)


class SortKeyModel(models.Model):
    """The sort keys of a named record, one for each language of the page."""

    sort_key = models.CharField(max_length=SORT_LENGTH, editable=False, default="", db_index=True)
    sort_key_en = models.CharField(
        max_length=SORT_LENGTH, editable=False, default="", db_index=True
    )

    class Meta:
        abstract = True

    def set_sort_keys(self) -> None:
        """Set both keys from the names; `save` does so, `bulk_create` does not."""
        self.sort_key = pinyin_sort_key(self.name or self.name_en)
        self.sort_key_en = (self.name_en.lower() or self.sort_key)[:SORT_LENGTH]

    def save(self, **options):
        self.set_sort_keys()
        super().save(**options)


def sort_field() -> str:
    """The sort key of the page's language."""
    return "sort_key_en" if current_language() == ENGLISH else "sort_key"


def user_display_name(person) -> str:
    """The name of a user, in Chinese with the family name first; a dash for nobody."""
    if person is None:
        return "–"
    family_name_first = f"{person.last_name}{person.first_name}"
    if any("\u4e00" <= character <= "\u9fff" for character in family_name_first):
        return family_name_first
    return person.get_full_name() or person.get_username()
