"""What belongs to an article, in the admin: changing it is changing the article's text, under the same rules."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.widgets import Media, Script
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor.picture_form import PictureForm
from articles.models import Article, ColumnLimit, Contribution, KeyPoint, Picture, Review, Version
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR
from portal.audit.history_admin import HistoryAdmin
from portal.audit.history_restore import RestoreRefused
from portal.core.admin import ReadOnlyAdminMixin, change_link, fieldset


def is_editable(article: Article) -> bool:
    """Whether the working text may be changed: while it is with its author or under review."""
    return article.status in WITH_AUTHOR | UNDER_REVIEW


@admin.display(description=gettext_lazy("picture"))
def picture_preview(picture: Picture) -> str:
    """The picture itself, for those who may see its form; a dash for one that is not stored yet."""
    if not picture.pk:
        return "–"
    address = reverse("admin:articles_picture_file", args=[picture.pk])
    return format_html(
        '<img src="{}" alt="{}" class="stored-picture" loading="lazy">', address, picture.alt
    )


class PictureInline(admin.StackedInline):
    """The pictures of an article."""

    model = Picture
    form = PictureForm
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    readonly_fields = (picture_preview,)
    fields = (picture_preview, ("file", "position"), "alt", ("caption", "credit"))

    @property
    def media(self) -> Media:
        """With the script that moves pictures up and down; without it their positions are typed."""
        said = {"data-up": _("Move up"), "data-down": _("Move down")}
        return super().media + Media(js=[Script("articles/pictures.js", defer=True, **said)])


class KeyPointInline(admin.TabularInline):
    """The key points of an article."""

    model = KeyPoint
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    fields = ("group", "text", "paragraph", "position")


class WorkflowRecordInline(ReadOnlyAdminMixin, admin.TabularInline):
    """A part of the article's record, which the chain writes; shown to whoever sees the article."""

    classes = ("collapse",)

    def has_view_permission(self, request, obj=None):
        """Who sees the article sees its record."""
        return True


class ReviewInline(WorkflowRecordInline):
    """The steps taken, with their signatures."""

    model = Review
    verbose_name_plural = gettext_lazy("steps and signatures")
    fields = ("round", "stage", "person", "moment", "remark", "emergency", "is_void")

    def get_queryset(self, request):
        """The steps with their persons, in one query."""
        return super().get_queryset(request).select_related("person")


class VersionInline(WorkflowRecordInline):
    """The texts that were public."""

    model = Version
    verbose_name_plural = gettext_lazy("public versions")
    fields = ("number", "made_at", "title", "note", "text_hash")


class ContributionInline(WorkflowRecordInline):
    """The people who wrote or changed the text, and so cannot review it."""

    model = Contribution
    verbose_name_plural = gettext_lazy("authors of each round")
    fields = readonly_fields = ("round", "person", "first_at")

    def get_queryset(self, request):
        """The contributions with their persons, in one query."""
        return super().get_queryset(request).select_related("person")


class ArticlePartAdmin(HistoryAdmin):
    """A part of an article by itself, for its history: added beside the article, changed only while that is open."""

    is_detail = True
    list_select_related = ("article",)
    readonly_fields = ("article_link",)

    def get_queryset(self, request):
        """The parts of articles in the columns of a person who is limited to some; else all."""
        return (
            super()
            .get_queryset(request)
            .filter(ColumnLimit.objects.condition_for(request.user, path="article__column"))
        )

    def deleted_rows(self, request):
        """The deleted parts of such articles."""
        return (
            super()
            .deleted_rows(request)
            .filter(ColumnLimit.objects.condition_for(request.user, path="article__column"))
        )

    @admin.display(description=gettext_lazy("article"))
    def article_link(self, part):
        """The article that the part belongs to."""
        return change_link(part.article)

    def get_actions(self, request):
        """No deletion of many at once: each is a change of some article's text."""
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name != "delete_selected"
        }

    def has_add_permission(self, request, obj=None):
        """A part is added on its article's form."""
        return False

    def has_change_permission(self, request, obj=None):
        """Only while the article's text is open."""
        return super().has_change_permission(request, obj) and (
            obj is None or is_editable(obj.article)
        )

    def has_delete_permission(self, request, obj=None):
        """Only while the article's text is open."""
        return super().has_delete_permission(request, obj) and (
            obj is None or is_editable(obj.article)
        )

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        """Store the part, and count the person among the authors of the article."""
        super().save_model(request, obj, form, change)
        obj.article.record_edit(by=request.user)

    @transaction.atomic
    def delete_model(self, request, obj):
        """Delete the part, and count the person among the authors of the article."""
        super().delete_model(request, obj)
        obj.article.record_edit(by=request.user)

    def after_restore(self, request: HttpRequest, obj) -> None:
        """Bringing a part back changes the text, which has to be open."""
        if not is_editable(obj.article):
            raise RestoreRefused(_("Open a correction of the article first."))
        obj.article.record_edit(by=request.user)


class PictureAdmin(ArticlePartAdmin):
    """Pictures."""

    form = PictureForm
    readonly_fields = ("article_link", picture_preview)
    list_display = ("__str__", "article", "credit")
    search_fields = ("caption", "credit", "alt", "article__title")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy("A picture and what is said about it."),
            "article_link",
            picture_preview,
            "file",
            "alt",
            "caption",
            "credit",
            "position",
        ),
    )

    def get_urls(self) -> list:
        """The address of the file itself, which has no public one before its text is public."""
        view = self.admin_site.admin_view(self.file_view)
        return [path("<int:pk>/file/", view, name="articles_picture_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """The stored file, for those who may see the picture's form."""
        picture = self.get_object(request, str(pk))
        if not self.has_view_permission(request, picture):
            raise PermissionDenied
        if picture is None or not picture.file.storage.exists(picture.file.name):
            raise Http404
        return FileResponse(picture.file.open())


class KeyPointAdmin(ArticlePartAdmin):
    """Key points."""

    list_display = ("__str__", "group", "article")
    search_fields = ("text", "group", "article__title")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy("A point, and the paragraph that it rests on."),
            "article_link",
            "group",
            "text",
            "paragraph",
            "position",
        ),
    )
