"""What belongs to an article, in the admin: changing it is changing the article's text, under the same rules."""

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Contribution, KeyPoint, Picture, Review, Version
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR
from portal.core.admin import KeptAdmin, ReadOnly, group, link
from portal.core.recovery import RecoveryRefused


def is_open(article: Article) -> bool:
    """Whether the working text may be changed: while it is with its author or under review."""
    return article.status in WITH_AUTHOR | UNDER_REVIEW


class PictureInline(admin.StackedInline):
    """The pictures of an article."""

    model = Picture
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    fields = (("file", "position"), "alt", ("caption", "credit"))


class KeyPointInline(admin.TabularInline):
    """The key points of an article."""

    model = KeyPoint
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    fields = ("group", "text", "paragraph", "position")


class RecordInline(ReadOnly, admin.TabularInline):
    """A part of the article's record, which the chain writes; shown to whoever sees the article."""

    classes = ("collapse",)

    def has_view_permission(self, request, obj=None):
        """Who sees the article sees its record."""
        return True


class ReviewInline(RecordInline):
    """The steps taken, with their signatures."""

    model = Review
    verbose_name_plural = gettext_lazy("steps and signatures")
    fields = ("round", "stage", "person", "moment", "remark", "emergency", "is_void")

    def get_queryset(self, request):
        """The steps with their persons, in one query."""
        return super().get_queryset(request).select_related("person")


class VersionInline(RecordInline):
    """The texts that were public."""

    model = Version
    verbose_name_plural = gettext_lazy("public versions")
    fields = ("number", "made_at", "title", "note", "text_hash")


class ContributionInline(RecordInline):
    """The people who wrote or changed the text, and so cannot review it."""

    model = Contribution
    verbose_name_plural = gettext_lazy("authors of each round")
    fields = readonly_fields = ("round", "person", "first_at")

    def get_queryset(self, request):
        """The contributions with their persons, in one query."""
        return super().get_queryset(request).select_related("person")


class PartAdmin(KeptAdmin):
    """A part of an article by itself, for its history: added beside the article, changed only while that is open."""

    is_detail = True
    list_select_related = ("article",)
    readonly_fields = ("article_link",)

    @admin.display(description=gettext_lazy("article"))
    def article_link(self, part):
        """The article that the part belongs to."""
        return link(part.article)

    def get_actions(self, request):
        """No deletion of many at once: each is a change of some article's text."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def has_add_permission(self, request, obj=None):
        """A part is added on its article's form."""
        return False

    def has_change_permission(self, request, obj=None):
        """Only while the article's text is open."""
        return super().has_change_permission(request, obj) and (obj is None or is_open(obj.article))

    def has_delete_permission(self, request, obj=None):
        """Only while the article's text is open."""
        return super().has_delete_permission(request, obj) and (obj is None or is_open(obj.article))

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        """Store the part, and count the person among the authors of the article."""
        super().save_model(request, obj, form, change)
        obj.article.note_edit(by=request.user)

    @transaction.atomic
    def delete_model(self, request, obj):
        """Delete the part, and count the person among the authors of the article."""
        super().delete_model(request, obj)
        obj.article.note_edit(by=request.user)

    def after_recovery(self, request: HttpRequest, obj) -> None:
        """Bringing a part back changes the text, which has to be open."""
        if not is_open(obj.article):
            raise RecoveryRefused(_("Open a correction of the article first."))
        obj.article.note_edit(by=request.user)


class PictureAdmin(PartAdmin):
    """Pictures."""

    list_display = ("__str__", "article", "credit")
    search_fields = ("caption", "credit", "alt", "article__title")
    fieldsets = (
        group(
            None,
            gettext_lazy("A picture and what is said about it."),
            "article_link",
            "file",
            "alt",
            "caption",
            "credit",
            "position",
        ),
    )


class KeyPointAdmin(PartAdmin):
    """Key points."""

    list_display = ("__str__", "group", "article")
    search_fields = ("text", "group", "article__title")
    fieldsets = (
        group(
            None,
            gettext_lazy("A point, and the paragraph that it rests on."),
            "article_link",
            "group",
            "text",
            "paragraph",
            "position",
        ),
    )
