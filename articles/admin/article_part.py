"""The admin of a part of an article: editing it edits the article's text, under the same rules."""

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ColumnLimit
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR
from portal.audit.history_admin import HistoryAdmin
from portal.audit.history_restore import RestoreRefused
from portal.core.admin import change_link


def is_editable(article: Article) -> bool:
    """Whether the working text may be changed: while it is with its author or under review."""
    return article.status in WITH_AUTHOR | UNDER_REVIEW


class ArticlePartAdmin(HistoryAdmin):
    """A part of an article on a page of its own, which gives access to its history.

    Parts are added on the article's form, and changed only while the article is editable.
    """

    is_detail = True
    list_select_related = ("article",)
    readonly_fields = ("article_link",)

    def get_queryset(self, request):
        """The parts of articles that the person may work on."""
        return super().get_queryset(request).filter(self._limit_condition(request))

    def deleted_rows(self, request):
        """The deleted parts of articles that the person may work on."""
        return super().deleted_rows(request).filter(self._limit_condition(request))

    def _limit_condition(self, request):
        return ColumnLimit.objects.condition_for_model(request.user, self.model)

    @admin.display(description=gettext_lazy("article"))
    def article_link(self, part):
        """A link to the article of the part."""
        return change_link(part.article)

    def get_actions(self, request):
        """The actions without the bulk deletion: deleting a part changes its article's text."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_add_permission(self, request, obj=None):
        """Parts are added on the article's form alone."""
        return False

    def has_change_permission(self, request, obj=None):
        """The stock permission, while the article is editable."""
        return super().has_change_permission(request, obj) and _is_part_editable(obj)

    def has_delete_permission(self, request, obj=None):
        """The stock permission, while the article is editable."""
        return super().has_delete_permission(request, obj) and _is_part_editable(obj)

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
        """Record the restored part as an edit; raise RestoreRefused if the article is not editable."""
        if not is_editable(obj.article):
            raise RestoreRefused(_("Open a correction of the article first."))
        obj.article.record_edit(by=request.user)


def _is_part_editable(part) -> bool:
    """Whether the article of the part is editable; true where the admin asks about no certain part."""
    return part is None or is_editable(part.article)
