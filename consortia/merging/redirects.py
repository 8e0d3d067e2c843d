"""Redirects from merged records to their survivors."""

from collections.abc import Callable
from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from consortia.models import Merge

REDIRECT_MAX_AGE = 3600  # seconds that a browser may cache the redirect: a merge can be undone


def get_successor(model: type[models.Model], pk: int) -> models.Model | None:
    """Follow merges from a key to the final survivor; None if it was not merged, or still exists."""
    kind = ContentType.objects.get_for_model(model)
    visited = {pk}
    while True:
        next_pk = (
            Merge.objects.not_undone()
            .filter(content_type=kind, gone_id=pk)
            .values_list("kept_id", flat=True)
            .first()
        )
        is_end = next_pk is None or next_pk in visited
        if is_end or model._base_manager.filter(pk=pk).exists():
            was_merged = len(visited) > 1
            return model._base_manager.filter(pk=pk).first() if was_merged else None
        pk = next_pk
        visited.add(pk)


def redirect_merged(model: type[models.Model]) -> Callable:
    """Decorate a detail view: redirect permanently if the record was merged into a public one."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, pk):
            try:
                return view(request, pk)
            except Http404:
                successor = get_successor(model, pk)
                if successor is None or not successor.is_public:
                    raise
                response = HttpResponsePermanentRedirect(successor.get_absolute_url())
                patch_cache_control(response, max_age=REDIRECT_MAX_AGE)
                return response

        return wrapped

    return decorate
