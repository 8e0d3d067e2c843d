"""Finding organisations in the admin by the short forms of their names, as well as by pinyin and initials."""

from django.db.models import Q, QuerySet

from consortia.search_documents import SHORT_ENDINGS
from portal.core.name_search import NameSearchMixin

MIN_STEM = 2  # characters before the ending of a short form


class OrganisationSearchMixin(NameSearchMixin):
    """An admin class that also finds organisations by short forms: 莱芜职院 for 莱芜职业技术学院."""

    def name_condition(self, queryset: QuerySet, term: str) -> Q:
        """The condition for pinyin and initials, or the one for the whole names behind a short form."""
        condition = super().name_condition(queryset, term)
        for name in whole_names(term.strip()):
            condition |= Q(**{f"{self.name_path}name__contains": name})
        return condition


def whole_names(short_form: str) -> list[str]:
    """Return the names that a short form may stand for, by its ending."""
    return [
        short_form.removesuffix(short) + ending
        for ending, short in SHORT_ENDINGS.items()
        if short_form.endswith(short) and len(short_form) >= len(short) + MIN_STEM
    ]
