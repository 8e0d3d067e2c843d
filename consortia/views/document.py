"""The files of documents."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consortia.models import Document


@require_safe
def document_file(request, pk):
    """The file of a public document, to be saved."""
    found = get_object_or_404(Document.objects.published().exclude(file=""), pk=pk)
    try:
        return FileResponse(found.file.open(), as_attachment=True)
    except FileNotFoundError as error:
        raise Http404 from error
