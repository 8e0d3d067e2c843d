"""The form for pages that are pasted, uploaded or fetched, and the bounds of the request that brings it."""

import re
import secrets

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Column
from seeds.page_import.receiving import SENT_LIMIT, SentFile
from seeds.page_import.web_address import ADDRESS_LENGTH
from seeds.reading import PAGE_SUFFIXES

MEGABYTE = 1024 * 1024
# What a form holds besides its files
FORM_BYTES = 13 * MEGABYTE
TOKEN = re.compile(r"[0-9a-f]{32}")


class BoundedUploadHandler(FileUploadHandler):
    """Skips the files of a request that is too large, so that the rest of the form still arrives."""

    is_too_large = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803  Django's name
        """Note whether the request is too large."""
        self.is_too_large = content_length > SENT_LIMIT + FORM_BYTES

    def new_file(self, *args, **options):
        """Skip the file of a request that is too large."""
        super().new_file(*args, **options)
        if self.is_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        """Leave the data to the stock handlers."""
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the stock handlers."""
        return


def read_request(request: HttpRequest) -> str:
    """Read the form that was sent; return why it cannot be read whole, "" where it can."""
    handler = BoundedUploadHandler(request)
    request.upload_handlers.insert(0, handler)
    try:
        request.POST.get("token")
    except TooManyFilesSent:
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return _("At most %d files are taken at once: put more of them into a ZIP file.") % most
    except RequestDataTooBig:
        return _("The text is too long.")
    except (MultiPartParserError, TooManyFieldsSent):
        return _("The form did not arrive whole: send it again.")
    if handler.is_too_large:
        most = SENT_LIMIT // MEGABYTE
        return _("The files come to more than %d MB: send them in parts.") % most
    return ""


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files; the value is a list of `SentFile`."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None) -> list[SentFile]:
        """The files in the order of the form; an empty one is among them, and refused as a page."""
        files = [super(SeveralFilesField, self).clean(file, initial) for file in data or []]
        return [SentFile(file.name, file) for file in files]


class PageImportForm(forms.Form):
    """A pasted text, files, or an address to fetch, and the column for the drafts."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Paste a page"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "The text of a page with its title, source, date and editors, or its HTML."
        ),
    )
    origin = forms.CharField(
        label=gettext_lazy("Address where the pasted page was seen"),
        required=False,
        max_length=ADDRESS_LENGTH,
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput,
    )
    files = SeveralFilesField(
        label=gettext_lazy("or upload files"), required=False, allow_empty_file=True
    )
    address = forms.CharField(
        label=gettext_lazy("or fetch an address"),
        required=False,
        widget=forms.URLInput,
        help_text=gettext_lazy("One public page, http or https."),
    )
    column = forms.ModelChoiceField(
        label=gettext_lazy("Column for the drafts"),
        queryset=Column.objects.none(),
        required=False,
        empty_label=gettext_lazy("none yet"),
    )

    def __init__(self, *args, person, fault: str = "", **options):
        """`fault` says why the form did not arrive whole."""
        super().__init__(*args, **options)
        self.fault = fault
        self.fields["token"].initial = secrets.token_hex(16)
        self.fields["files"].help_text = _(
            "Any number of files (%(kinds)s) or a ZIP file of them, %(most)d MB in all."
        ) % {"kinds": ", ".join(PAGE_SUFFIXES), "most": SENT_LIMIT // MEGABYTE}
        self.fields["files"].widget.attrs["accept"] = ",".join((*PAGE_SUFFIXES, ".zip"))
        if not settings.PAGE_FETCH_ENABLED:
            del self.fields["address"]
        self._limit_columns(person)

    def _limit_columns(self, person) -> None:
        """Offer the columns of the person; one who is limited has to choose."""
        field = self.fields["column"]
        if person.column_limits.exists():
            field.queryset = Column.objects.filter(limits__person=person)
            field.required = True
            field.empty_label = None if field.queryset.count() == 1 else _("choose…")
        else:
            field.queryset = Column.objects.all()

    def clean_token(self) -> str:
        """The name of the form; a new one where it carries none."""
        token = self.cleaned_data["token"]
        return token if TOKEN.fullmatch(token) else secrets.token_hex(16)

    def clean(self) -> dict:
        """Ask for anything to read."""
        values = super().clean()
        if self.fault:
            raise forms.ValidationError(self.fault)
        given = [values.get("text", "").strip(), values.get("files"), values.get("address")]
        if not any(given) and not self.errors:
            raise forms.ValidationError(self._nothing_given())
        return values

    def _nothing_given(self) -> str:
        if "address" in self.fields:
            return _("Paste a page, choose files, or name an address.")
        return _("Paste a page or choose files.")
