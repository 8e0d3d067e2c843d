"""Parsing all names on record: the same with kept spellings, in any process."""

import gc

import pytest
from django.core.cache import caches

from consortia.matching.name_indexing import MIN_NEW_SPELLINGS, collection_paused
from consortia.matching.name_lookup import OrganisationLookup, OrganisationRow
from consortia.matching.name_parsing import PINYIN, parse_name
from consortia.matching.near_names import NearNames


def lookup():
    """A lookup of invented names, each with characters of its own."""
    names = [
        f"{chr(0x5000 + place)}{chr(0x6000 + place)}钢管厂"
        for place in range(MIN_NEW_SPELLINGS + 9)
    ]
    rows = [OrganisationRow(pk, name, "", "enterprise", None) for pk, name in enumerate(names, 1)]
    return OrganisationLookup(rows, [], [], [])


def found(names):
    first = names.lookup.organisations[7].name
    return [(each.pk, str(each.reason)) for each in names.candidates(f"长川{first}")]


def forget():
    """Begin as a new process does."""
    PINYIN.clear()
    parse_name.cache_clear()


@pytest.fixture(autouse=True)
def _fresh():
    forget()
    yield
    forget()


def test_names_are_found_alike_with_kept_spellings():
    first = found(NearNames(lookup()))
    spelled = dict(PINYIN)
    forget()
    assert found(NearNames(lookup())) == first != []
    assert PINYIN.items() >= spelled.items()


def test_another_process_takes_the_spellings_from_the_shared_cache():
    NearNames(lookup()).lookup.parsed_names  # noqa: B018  builds the index
    (kept,) = [caches["spellings"].get(key.split(":", 2)[-1]) for key in caches["spellings"]._cache]
    assert kept == PINYIN


@pytest.mark.parametrize("is_enabled", [True, False])
def test_garbage_is_collected_afterwards_as_before(is_enabled):
    was_enabled = gc.isenabled()
    (gc.enable if is_enabled else gc.disable)()
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled() == is_enabled
    (gc.enable if was_enabled else gc.disable)()
