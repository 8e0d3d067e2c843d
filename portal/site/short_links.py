"""Passing a page on: its QR code, and the short address and printable page of a plaque."""

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
QR_MAX_AGE = 24 * 60 * 60


@require_safe
def qr_code(request, path):
    """The QR code of a page of this portal, as SVG; 404 for what is no page."""
    path = f"/{path}"
    if len(path) > MAX_PATH_LENGTH or not _is_page(path):
        raise Http404
    out = io.BytesIO()
    segno.make(request.build_absolute_uri(path), error="m", micro=False).save(
        out, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return HttpResponse(
        out.getvalue(),
        content_type="image/svg+xml",
        headers={"Cache-Control": f"public, max-age={QR_MAX_AGE}"},
    )


def _is_page(path):
    """Whether a public page stands at the path: one under a language, or the short address of a plaque."""
    language = get_language_from_path(path)
    if not language and not path.startswith("/b/"):
        return False
    with override(language or current_language()):
        try:
            return bool(resolve(path))
        except Resolver404:
            return False


@require_safe
def short_link(request, pk):
    """From the address on a plaque to the entry in the language that the visitor prefers."""
    return redirect(get_object_or_404(TrainingBase.objects.published(), pk=pk))


@require_safe
def plaque(request, pk):
    """A page to print and to hang beside the plaque: both names, and the code of the short address."""
    shown = (
        TrainingBase.objects.published()
        .prefetch_related(prefetch_partners())
        .select_related("region")
    )
    base = get_object_or_404(shown, pk=pk)
    path = reverse("short", args=[base.pk])
    return render(
        request,
        "site/plaque.html",
        {
            "base": base,
            "code": reverse("qr", args=[path[1:]]),
            "address": request.build_absolute_uri(path),
        },
    )
