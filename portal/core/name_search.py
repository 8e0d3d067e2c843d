"""Finding records in the admin by the pinyin or the initials of their Chinese names."""

import re

from django.contrib import admin
from django.db.models import Q, QuerySet

from portal.core.fields import PinyinField
from portal.core.names import SortKeyModel, pinyin_sort_key

MIN_LETTERS, MAX_LETTERS = 2, 30
LETTERS = re.compile(r"[a-z]+")
SEPARATORS = re.compile(r"[\s'’-]+")
MAX_COMPUTED = (
    2000  # records without stored pinyin, of short lists, whose pinyin is computed for one search
)


def pinyin_pattern(term: str) -> str:
    """Return the expression that finds a typed word in a sort key, "" for what is no pinyin.

    The word is the beginning of syllables (“laiwu”, “lai wu”) or their initials (“lwzy”).
    """
    letters = SEPARATORS.sub("", term.lower())
    if not MIN_LETTERS <= len(letters) <= MAX_LETTERS or not LETTERS.fullmatch(letters):
        return ""
    whole = " ?".join(letters)
    initials = "[a-z]* ".join(letters)
    return f"(^| )({whole}|{initials})"


def pinyin_column(model) -> str:
    """Return the column in which records of the model store the pinyin of their names, "" for none."""
    if issubclass(model, SortKeyModel):
        return "sort_key"
    stored = [field.name for field in model._meta.fields if isinstance(field, PinyinField)]
    return stored[0] if stored else ""


class NameSearchMixin(admin.ModelAdmin):
    """An admin class that also finds records by the pinyin and initials of their Chinese names.

    `name_path` leads to the record that has the names, such as `organisation__`.
    """

    name_path = ""

    def get_search_results(self, request, queryset, search_term):
        """The stock results, and those that the names lead to."""
        results, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        condition = self.name_condition(queryset, search_term)
        if not condition:
            return results, may_have_duplicates
        found = Q(pk__in=results.order_by().values("pk")) | condition
        return queryset.filter(found), False

    def name_condition(self, queryset: QuerySet, term: str) -> Q:
        """The condition that a name has the typed pinyin; an empty one for a term that is none."""
        pattern = pinyin_pattern(term)
        if not pattern:
            return Q()
        column = f"{self.name_path}sort_key" if self.name_path else pinyin_column(self.model)
        if column:
            return Q(**{f"{column}__regex": pattern})
        names = queryset.order_by().values_list("pk", "name")[:MAX_COMPUTED]
        read = re.compile(pattern)
        return Q(pk__in=[pk for pk, name in names if read.search(pinyin_sort_key(name))])
