"""Download of document files."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consortia.models import Document


@require_safe
def document_file(request, pk):
    """Return the file of a public document as an attachment."""
    document = get_object_or_404(Document.objects.published().exclude(file=""), pk=pk)
    try:
        return FileResponse(document.file.open(), as_attachment=True)
    except FileNotFoundError as error:
        raise Http404 from error
