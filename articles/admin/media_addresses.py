"""The addresses of the media library that the editor asks: files, uploads, choices."""

from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from articles.editor.picture_form import PictureField
from articles.media_library import add_picture
from articles.models import MediaItem, MediaKind
from articles.models.media_storage import existing_rendition_name

CHOICES_SHOWN = 24
SEARCHED_FIELDS = ("title", "caption", "credit", "alt", "licence_note", "consent_note")


class MediaAddressesMixin:
    """For the admin of media items: their files, and what the editor asks."""

    def get_urls(self) -> list:
        """The file of an item, and what the editor asks: uploads and choices."""
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/file/", view(require_safe(self.file_view)), name="articles_mediaitem_file"
            ),
            path("upload/", view(require_POST(self.upload_view)), name="articles_mediaitem_upload"),
            path(
                "choices/", view(require_safe(self.choices_view)), name="articles_mediaitem_choices"
            ),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """Serve the present file, in a width if the address names one; a document is downloaded."""
        item = self.get_object(request, str(pk))
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        if item is None:
            raise Http404
        width = request.GET.get("width", "")
        try:
            name = existing_rendition_name(
                item.file.name, int(width) if width.isdecimal() else None
            )
            stored = item.file.storage.open(name)
        except (FileNotFoundError, ValueError) as error:
            raise Http404 from error
        return FileResponse(stored, as_attachment=item.kind == MediaKind.FILE)

    def upload_view(self, request: HttpRequest) -> JsonResponse:
        """Take one picture into the library; say in words why one is refused (422)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            picture = PictureField().clean(request.FILES.get("file"))
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)
        suffix = PurePosixPath(picture.name).suffix
        item = add_picture(picture.read(), suffix, title=picture.title)
        return JsonResponse(item_values(item))

    def choices_view(self, request: HttpRequest) -> JsonResponse:
        """The newest pictures of the library in which the words of `q` occur."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        items = MediaItem.objects.pictures()
        for word in request.GET.get("q", "").split():
            condition = Q()
            for name in SEARCHED_FIELDS:
                condition |= Q(**{f"{name}__icontains": word})
            items = items.filter(condition)
        return JsonResponse({"items": [item_values(item) for item in items[:CHOICES_SHOWN]]})


def file_address(item: MediaItem) -> str:
    """The address of the item's file in the admin."""
    return reverse("admin:articles_mediaitem_file", args=[item.pk])


def item_values(item: MediaItem) -> dict:
    """What the editor has to know of a picture."""
    return {
        "id": item.pk,
        "title": str(item),
        "alt": item.alt,
        "caption": item.caption,
        "credit": item.credit,
        "licence": item.licence,
        "width": item.width,
        "height": item.height,
        "hidden": item.hidden_reason(),
    }
