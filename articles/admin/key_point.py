"""Key points in the admin: on the article's form, and on pages of their own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.admin.article_part import ArticlePartAdmin
from articles.models import KeyPoint
from portal.core.admin import fieldset


class KeyPointInline(admin.TabularInline):
    """The key points of an article."""

    model = KeyPoint
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    fields = ("group", "text", "paragraph", "position")


class KeyPointAdmin(ArticlePartAdmin):
    """The admin of key points."""

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
