"""Where a record went that was merged into another, however often."""

from collections.abc import Callable
from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from consortia.models import Merge

REDIRECT_MAX_AGE = 3600  # seconds that a browser remembers the way: a merge can be undone


def get_successor(model: type[models.Model], pk: int) -> models.Model | None:
    """The record that the number leads to after all merges; none where it was not merged, or stands."""
    kind, seen = ContentType.objects.get_for_model(model), {pk}
    while True:
        step = (
            Merge.objects.not_undone()
            .filter(content_type=kind, gone_id=pk)
            .values_list("kept_id", flat=True)
            .first()
        )
        if step is None or step in seen or model._base_manager.filter(pk=pk).exists():
            return model._base_manager.filter(pk=pk).first() if len(seen) > 1 else None
        pk = step
        seen.add(pk)


def redirect_merged(model: type[models.Model]) -> Callable:
    """For the page of a record: where the record was merged into a public one, the way there for good."""

    def decorate(view):
        @wraps(view)
        def page(request, pk):
            try:
                return view(request, pk)
            except Http404:
                found = get_successor(model, pk)
                if found is None or not found.is_public:
                    raise
                response = HttpResponsePermanentRedirect(found.get_absolute_url())
                patch_cache_control(response, max_age=REDIRECT_MAX_AGE)
                return response

        return page

    return decorate
