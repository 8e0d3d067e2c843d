"""The form of a picture, and the validation of its file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.images import MAX_PIXELS, ImageTooLarge, InvalidImage, strip_metadata
from articles.models import Picture

MAX_PICTURE_BYTES = 8 * 1024 * 1024
ACCEPTED_TYPES = "image/jpeg,image/png,image/webp,image/gif"


class PictureField(forms.FileField):
    """A JPEG, PNG, WebP or GIF file by its content; its name and metadata are dropped."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED_TYPES})

    def to_python(self, data) -> UploadedFile | None:
        """The file as it is stored, its metadata removed; a ValidationError for one that is refused."""
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MAX_PICTURE_BYTES:
            message = _("The file has %(size)s; a picture has at most %(limit)s.")
            values = {
                "size": filesizeformat(upload.size),
                "limit": filesizeformat(MAX_PICTURE_BYTES),
            }
            raise ValidationError(message % values, code="bytes")
        try:
            content, suffix = strip_metadata(upload.read())
        except ImageTooLarge as error:
            message = _(
                "The picture is too large (%(size)s pixels); "
                "it has at most %(limit)d million pixels."
            )
            values = {"size": str(error) or "?", "limit": MAX_PIXELS // 1_000_000}
            raise ValidationError(message % values, code="pixels") from error
        except InvalidImage as error:
            message = _(
                "Only JPEG, PNG, WebP and GIF pictures are taken. "
                "This file is none of them, or damaged, whatever its name."
            )
            raise ValidationError(message, code="kind") from error
        return SimpleUploadedFile(f"picture{suffix}", content)


class PictureForm(forms.ModelForm):
    """A picture with its caption, credit and alternative text; renditions are made for a new file."""

    file = PictureField(
        label=gettext_lazy("file"),
        help_text=gettext_lazy("JPEG, PNG, WebP or GIF, at most 8 MB and 20 million pixels."),
    )

    class Meta:
        model = Picture
        fields = ("file", "alt", "caption", "credit", "position")

    def _save_m2m(self):
        super()._save_m2m()
        if "file" in self.changed_data:
            self.instance.make_renditions()
