"""The record of an article on its form: reviews, versions and authors, which only transitions write."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.models import Contribution, Review, Version
from portal.core.admin import ReadOnlyAdminMixin, person_column

PERSON = staticmethod(person_column("person", label=gettext_lazy("person")))


class WorkflowRecordInline(ReadOnlyAdminMixin, admin.TabularInline):
    """A read-only part of the article's record, visible to whoever sees the article."""

    classes = ("collapse",)

    def has_view_permission(self, request, obj=None):
        """Whoever sees the article sees its record."""
        return True


class ReviewInline(WorkflowRecordInline):
    """The transitions of an article, with their signatures."""

    model = Review
    verbose_name_plural = gettext_lazy("steps and signatures")
    person_name = PERSON
    fields = ("round", "stage", "person_name", "moment", "remark", "emergency", "is_void")
    readonly_fields = ("person_name",)

    def get_queryset(self, request):
        """The transitions with their persons, in one query."""
        return super().get_queryset(request).select_related("person")


class VersionInline(WorkflowRecordInline):
    """The public versions of an article."""

    model = Version
    verbose_name_plural = gettext_lazy("public versions")
    fields = ("number", "made_at", "title", "note", "text_hash")


class ContributionInline(WorkflowRecordInline):
    """The authors of each round, who cannot review the text."""

    model = Contribution
    verbose_name_plural = gettext_lazy("authors of each round")
    person_name = PERSON
    fields = readonly_fields = ("round", "person_name", "first_at")

    def get_queryset(self, request):
        """The contributions with their persons, in one query."""
        return super().get_queryset(request).select_related("person")
