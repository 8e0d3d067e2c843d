"""Pictures in the admin: on the article's form, and on pages of their own."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.article_part import ArticlePartAdmin
from articles.editor.picture_form import PictureForm
from articles.models import Picture
from portal.core.admin import fieldset


@admin.display(description=gettext_lazy("picture"))
def picture_preview(picture: Picture) -> str:
    """The image, by an address for those who may see its form; a dash if it is not stored yet."""
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
    fields = (
        picture_preview,
        ("file", "position"),
        "alt",
        "caption",
        ("credit", "licence"),
        "media",
        "key",
    )

    @property
    def media(self) -> Media:
        """The stock media and the script that moves pictures; without it positions are typed."""
        labels = {
            "data-up": _("Move up"),
            "data-down": _("Move down"),
            "data-place": _("Put it into the text"),
        }
        return super().media + Media(
            css={"all": ["articles/pictures.css"]},
            js=[Script("articles/pictures.js", defer=True, **labels)],
        )


class PictureAdmin(ArticlePartAdmin):
    """The admin of pictures."""

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
            "licence",
            "position",
            "media",
            "key",
        ),
    )

    def get_urls(self) -> list:
        """The address of the file, which needs no public one, and the stock addresses."""
        view = self.admin_site.admin_view(self.file_view)
        return [path("<int:pk>/file/", view, name="articles_picture_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """Serve the stored file to those who may see the picture's form."""
        picture = self.get_object(request, str(pk))
        if not self.has_view_permission(request, picture):
            raise PermissionDenied
        if picture is None or not picture.file.storage.exists(picture.file.name):
            raise Http404
        return FileResponse(picture.file.open())
