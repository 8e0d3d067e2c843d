"""The part of an admin class that brings the search index up to date once for all rows of a form."""

from portal.search.index_updates import batch_updates


class BatchedUpdatesMixin:
    """Saves and deletes with one update of the search index, at the end of the same transaction."""

    def changeform_view(self, request, *args, **options):
        """Show the form, or save it with all its rows as one batch."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **options)
        with batch_updates():
            return super().changeform_view(request, *args, **options)

    def delete_view(self, request, *args, **options):
        """Ask before a deletion, or delete with all that hangs on the record as one batch."""
        if request.method != "POST":
            return super().delete_view(request, *args, **options)
        with batch_updates():
            return super().delete_view(request, *args, **options)

    @batch_updates()
    def delete_queryset(self, request, queryset):
        """Delete the rows as one batch."""
        super().delete_queryset(request, queryset)
