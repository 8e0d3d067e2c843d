"""The forms of pictures and media items, and the validation of their files."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.images import (
    MAX_JPEG_PIXELS,
    MAX_PIXELS,
    HeicImage,
    ImageTooLarge,
    InvalidImage,
    strip_metadata,
)
from articles.media_library import add_picture
from articles.models import MediaItem, Picture
from articles.models.media_storage import FILE_SUFFIXES
from articles.models.picture import INHERITED_FIELDS

MAX_PICTURE_BYTES = 20 * 1024 * 1024
ACCEPTED_TYPES = "image/jpeg,image/png,image/webp,image/gif"


def check_bytes(upload: UploadedFile) -> None:
    """Raise a ValidationError for a file that is too long."""
    if upload.size <= MAX_PICTURE_BYTES:
        return
    message = _("The file has %(size)s; a picture has at most %(limit)s.")
    values = {
        "size": filesizeformat(upload.size),
        "limit": filesizeformat(MAX_PICTURE_BYTES),
    }
    raise ValidationError(message % values, code="bytes")


def read_picture(upload: UploadedFile) -> UploadedFile:
    """The picture as it is stored, its metadata removed; a ValidationError says why one is refused."""
    check_bytes(upload)
    try:
        content, suffix = strip_metadata(upload.read())
    except ImageTooLarge as error:
        message = _(
            "The picture is too large (%(size)s pixels); it has at most %(limit)d million pixels, "
            "a JPEG %(jpeg_limit)d million."
        )
        values = {
            "size": str(error) or "?",
            "limit": MAX_PIXELS // 1_000_000,
            "jpeg_limit": MAX_JPEG_PIXELS // 1_000_000,
        }
        raise ValidationError(message % values, code="pixels") from error
    except HeicImage as error:
        message = _(
            "This is a HEIC picture, as iPhones take them, which is not read here. Safari turns it into "
            "a JPEG by itself; elsewhere, export it as JPEG, or set the camera to “Most Compatible”."
        )
        raise ValidationError(message, code="heic") from error
    except InvalidImage as error:
        message = _(
            "Only JPEG, PNG, WebP and GIF pictures are taken. "
            "This file is none of them, or damaged, whatever its name."
        )
        raise ValidationError(message, code="kind") from error
    picture = SimpleUploadedFile(f"picture{suffix}", content)
    picture.title = upload.name
    return picture


class PictureField(forms.FileField):
    """A JPEG, PNG, WebP or GIF file by its content; its name and metadata are dropped."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED_TYPES})

    def to_python(self, data) -> UploadedFile | None:
        """The file as it is stored; a ValidationError for one that is refused."""
        upload = super().to_python(data)
        return upload if upload is None else read_picture(upload)


class MediaUploadField(forms.FileField):
    """A picture, or a document of a format that browsers do not run."""

    widget = forms.FileInput(attrs={"accept": ",".join((ACCEPTED_TYPES, *FILE_SUFFIXES))})

    def to_python(self, data) -> UploadedFile | None:
        """The file as it is stored; a ValidationError for one that is refused."""
        upload = super().to_python(data)
        if upload is None:
            return None
        suffix = PurePosixPath(upload.name).suffix.lower()
        if suffix not in FILE_SUFFIXES:
            return read_picture(upload)
        check_bytes(upload)
        document = SimpleUploadedFile(f"file{suffix}", upload.read())
        document.title = upload.name
        return document


class PictureForm(forms.ModelForm):
    """A picture with its words: of a new file, which the library takes in, or of an item of the library.

    A file that is good is in the library even where another one of the form is refused, so that nobody
    has to choose it again.
    """

    file = PictureField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or GIF, at most 20 MB and 20 million pixels; a JPEG 80 million."
        ),
    )
    media = forms.ModelChoiceField(
        MediaItem.objects.pictures(),
        required=False,
        label=gettext_lazy("media item"),
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Picture
        fields = ("file", "media", "key", "alt", "caption", "credit", "licence", "position")
        widgets = {"key": forms.HiddenInput}

    def clean(self):
        """Take a new file into the library; a picture without file and item is refused."""
        values = super().clean()
        upload = values.get("file")
        if isinstance(upload, UploadedFile):
            suffix = PurePosixPath(upload.name).suffix
            values["media"] = add_picture(upload.read(), suffix, title=upload.title)
            self._remember(values["media"])
        item = values.get("media")
        if item and (isinstance(upload, UploadedFile) or "media" in self.changed_data):
            values["file"] = item.file.name
            self._inherit(item, values)
        elif not upload and "file" not in self.errors:
            self.add_error("file", forms.ValidationError(_required_message(self), code="required"))
        return values

    def _remember(self, item: MediaItem) -> None:
        """Name the stored item in the form's data, which a refused form shows again."""
        self.data = self.data.copy()
        self.data[self.add_prefix("media")] = str(item.pk)

    def _inherit(self, item: MediaItem, values: dict) -> None:
        for name in INHERITED_FIELDS:
            if not values.get(name):
                values[name] = getattr(item, name)


def _required_message(form) -> str:
    return form.fields["file"].error_messages["required"]
