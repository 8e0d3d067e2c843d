"""The form of a media item."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor.picture_form import MediaUploadField
from articles.media_library import title_from
from articles.models import MediaItem, MediaKind


class MediaItemForm(forms.ModelForm):
    """A media item; a new file replaces the former one, and must be of the same kind."""

    file = MediaUploadField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A picture (JPEG, PNG, WebP, GIF) or a document (PDF, Word, Excel, PowerPoint, ODF, CSV, "
            "text, ZIP), at most 20 MB. A new file replaces the former one in every article that may "
            "still be edited, and voids their signatures; what is public keeps the file that was signed."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("By which you find it again. Blank: the name of the file."),
    )

    class Meta:
        model = MediaItem
        fields = (
            "file",
            "title",
            "alt",
            "caption",
            "credit",
            "licence",
            "licence_note",
            "source_address",
            "rights_until",
            "consent",
            "consent_note",
            "is_public",
            "focus_x",
            "focus_y",
        )

    def clean_file(self):
        """The new file, of the same kind as the former one."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            kind = kind_of(upload)
            if self.instance.pk and self.instance.kind != kind:
                message = _("A picture is replaced by a picture, a document by a document.")
                raise forms.ValidationError(message, code="kind")
            self.instance.kind = kind
        return upload

    def clean(self):
        """Name an item without a title after its file."""
        values = super().clean()
        upload = values.get("file")
        if values.get("is_public"):
            self._check_public(values)
        if not values.get("title") and isinstance(upload, UploadedFile):
            values["title"] = title_from(upload.title)
        return values

    def _check_public(self, values):
        """Only a document with a licence may be linked publicly."""
        if self.instance.kind != MediaKind.FILE:
            self.add_error("is_public", _("Only a document can be public by itself."))
        elif not values.get("licence"):
            self.add_error("is_public", _("A public document needs a licence."))


def kind_of(upload: UploadedFile) -> str:
    """Whether a checked upload is a picture or a document."""
    return MediaKind.PICTURE if upload.name.startswith("picture.") else MediaKind.FILE
