"""Regions, industries and conferences by the names that a sheet gives them."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from consortia.models import Conference, Industry, Region
from portal.core.folding import name_key


class RecordLookup:
    """Finds records by name; each table is read once, when it is first asked."""

    def __init__(self):
        self._tables: dict[str, dict[str, set[int]]] = {}
        self._labels: dict[tuple[str, int], str] = {}
        self._provinces: dict[int, tuple[str, ...]] = {}

    def find(self, column: str, text: str) -> tuple[int | None, str]:
        """The key of the record that the text names, or None and a sentence why there is none."""
        keys = self._find_region(text) if column.startswith("region") else self._keys(column, text)
        if len(keys) == 1:
            return next(iter(keys)), ""
        if keys:
            return None, _("“%s” names several records; it is left out.") % text
        return None, _("“%s” is not on record; it is left out.") % text

    def label(self, model: type[models.Model], pk: int | str | None) -> str:
        """The name of a record; a dash for none."""
        if not pk:
            return "–"
        self._table(model)
        return self._labels.get((model._meta.label_lower, int(pk)), str(pk))

    def _keys(self, column, text) -> set[int]:
        model = {"industry": Industry, "signed_at": Conference}[column]
        return self._table(model).get(name_key(text), set())

    def _table(self, model) -> dict[str, set[int]]:
        """The keys of the records of a model by the keys of their names."""
        label = model._meta.label_lower
        if label not in self._tables:
            table = defaultdict(set)
            for record in model._base_manager.all():
                self._labels[label, record.pk] = str(record)
                for name in _names(record):
                    table[name_key(name)].add(record.pk)
            self._tables[label] = dict(table)
        return self._tables[label]

    def _find_region(self, text) -> set[int]:
        """The region of a code or a name, also behind its province: 山东省济南市, 山东济南."""
        key = name_key(text)
        table = self._table(Region)
        if not self._provinces:
            for region in Region.objects.select_related("parent"):
                names = _names(region.parent) if region.parent else ()
                self._provinces[region.pk] = tuple(map(name_key, names))
        if key in table:
            return table[key]
        for place in range(1, len(key)):
            behind, before = table.get(key[place:], set()), key[:place]
            found = {pk for pk in behind if before in self._provinces[pk]}
            if found:
                return found
        return set()


def _names(record) -> Iterator[str]:
    for field in ("name", "name_en", "short_name", "code"):
        name = getattr(record, field, "")
        if name:
            yield name
