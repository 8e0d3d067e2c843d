"""The read model of lists: where each public record stands in its lists, and how many rows each has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.search.models import SearchEntry

MAX_CHOICE_LENGTH = 80
MAX_POSITION_LENGTH = 120


class ListRow(models.Model):
    """The place of a public record in one list of its kind, for the time of its search entry.

    `choice` is “facet:value” for the list under that value of a filter, blank for the whole list.
    Rows stand in the order of `position` (an ISO day, or a sort key), then of the number in the
    address. A record with a text of its own for each language has rows for each.
    """

    entry = models.ForeignKey(
        SearchEntry, models.CASCADE, related_name="list_rows", verbose_name=_("search entry")
    )
    kind = models.CharField(_("kind"), max_length=20)
    choice = models.CharField(_("value of a filter"), max_length=MAX_CHOICE_LENGTH, blank=True)
    position = models.CharField(_("place in the order"), max_length=MAX_POSITION_LENGTH)
    number = models.PositiveBigIntegerField(_("number in the address"))
    in_chinese = models.BooleanField(_("on Chinese pages"))
    in_english = models.BooleanField(_("on English pages"))
    public_from = models.DateTimeField(_("public from"))
    public_until = models.DateTimeField(_("public until"), null=True)

    class Meta:
        app_label = "core"
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        ordering = ("kind", "choice", "position", "number")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["kind", "choice", "position", "number"],
                condition=Q(in_chinese=True),
                name="core_listrow_chinese",
            ),
            models.Index(
                fields=["kind", "choice", "position", "number"],
                condition=Q(in_english=True),
                name="core_listrow_english",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.number} {self.choice}".rstrip()


class ListCount(models.Model):
    """A change of the number of rows that are in two lists of a kind; the sum of the rows counts.

    `choice` is counted among the rows of `chosen`; a blank one is the whole list. A change is
    inserted and never waits for another transaction; `merge_counts` makes one row of many.
    """

    kind = models.CharField(_("kind"), max_length=20)
    chosen = models.CharField(_("list"), max_length=MAX_CHOICE_LENGTH, blank=True)
    choice = models.CharField(_("value that is counted"), max_length=MAX_CHOICE_LENGTH, blank=True)
    in_chinese = models.IntegerField(_("rows on Chinese pages"))
    in_english = models.IntegerField(_("rows on English pages"))

    class Meta:
        app_label = "core"
        verbose_name = _("number of rows")
        verbose_name_plural = _("numbers of rows")
        ordering = ("kind", "chosen", "choice", "pk")
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "chosen", "choice"], name="core_listcount_of"),
        ]

    def __str__(self):
        return f"{self.kind} {self.chosen} {self.choice}: {self.in_chinese}, {self.in_english}"
