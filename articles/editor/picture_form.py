"""The form of a picture: what file is taken, and under which name."""

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
    """A JPEG, PNG, WebP or GIF by its content; its name and what the camera wrote into it are not kept."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED_TYPES})

    def to_python(self, data) -> UploadedFile | None:
        """The picture as it is stored; an error in words for a file that is not taken."""
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MAX_PICTURE_BYTES:
            sizes = {
                "size": filesizeformat(upload.size),
                "limit": filesizeformat(MAX_PICTURE_BYTES),
            }
            raise ValidationError(
                _("The file has %(size)s; a picture has at most %(limit)s.") % sizes, code="bytes"
            )
        try:
            content, suffix = strip_metadata(upload.read())
        except ImageTooLarge as size:
            said = _(
                "The picture is too large (%(size)s pixels); it has at most %(limit)d million pixels."
            )
            values = {"size": size if str(size) else "?", "limit": MAX_PIXELS // 1_000_000}
            raise ValidationError(said % values, code="pixels") from size
        except InvalidImage as fault:
            said = _(
                "Only JPEG, PNG, WebP and GIF pictures are taken. This file is none of them, or damaged, whatever its name."
            )
            raise ValidationError(said, code="kind") from fault
        return SimpleUploadedFile(f"picture{suffix}", content)


class PictureForm(forms.ModelForm):
    """A picture with what is said about it; a new file gets its smaller pictures when it is stored."""

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
