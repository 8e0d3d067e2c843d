"""What makes it quick to parse all names on record: no garbage collection meanwhile, and kept spellings."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from django.core.cache import caches

from consortia.matching.name_lexicon import lexicon
from consortia.matching.name_parsing import PINYIN

MIN_NEW_SPELLINGS = 500  # fewer are spelled again sooner than they are stored


@contextmanager
def indexing_names() -> Iterator[None]:
    """For a block that parses thousands of names: pinyin comes from the shared cache as far as it is there.

    The garbage collector rests, as it would walk all names again and again: they are no garbage.
    """
    with collection_paused():
        kept = _shared_cache().get(_cache_key(), {})
        PINYIN.update(kept)
        yield
        if len(PINYIN) >= len(kept) + MIN_NEW_SPELLINGS:
            _shared_cache().set(_cache_key(), dict(PINYIN), None)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the garbage collector for the block."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _shared_cache():
    return caches["spellings"]


def _cache_key() -> str:
    """The key of the spellings: other ones for another pypinyin or other exceptions of the lexicon."""
    exceptions = repr(sorted(lexicon().pinyin_overrides.items()))
    digest = hashlib.sha256(exceptions.encode()).hexdigest()[:16]
    return f"pinyin-{version('pypinyin')}-{digest}"
