"""QR codes of pages, and the short address and printable page of a plaque."""

import io

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path, override
from django.views.decorators.http import require_safe

from consortia.models import TrainingBase
from consortia.views.related import prefetch_partners
from portal.core.names import current_language

MAX_PATH_LENGTH = 300  # characters of a path: more makes a code that no telephone reads
QR_MAX_AGE = 24 * 60 * 60  # seconds
SHORT_PREFIX = "/b/"


@require_safe
def qr_code(request, path):
    """Return the QR code of a page of this portal as SVG; 404 for what is no page."""
    path = f"/{path}"
    if len(path) > MAX_PATH_LENGTH or not _is_public_page(path):
        raise Http404
    code = segno.make(request.build_absolute_uri(path), error="m", micro=False)
    svg = io.BytesIO()
    code.save(svg, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False)
    return HttpResponse(
        svg.getvalue(),
        content_type="image/svg+xml",
        headers={"Cache-Control": f"public, max-age={QR_MAX_AGE}"},
    )


def _is_public_page(path):
    """Whether a path is that of a page under a language prefix, or the short address of a plaque."""
    language = get_language_from_path(path)
    if not language and not path.startswith(SHORT_PREFIX):
        return False
    with override(language or current_language()):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True


@require_safe
def short_link(request, pk):
    """Redirect from the address on a plaque to its entry in the visitor's language."""
    return redirect(get_object_or_404(TrainingBase.objects.published(), pk=pk))


@require_safe
def plaque(request, pk):
    """Show a page to print and hang beside the plaque: both names, and the code of the short address."""
    bases = TrainingBase.objects.published().select_related("region")
    base = get_object_or_404(bases.prefetch_related(prefetch_partners()), pk=pk)
    path = reverse("short", args=[base.pk])
    context = {
        "base": base,
        "code": reverse("qr", args=[path[1:]]),
        "address": request.build_absolute_uri(path),
    }
    return render(request, "site/plaque.html", context)
