"""Alias of `portal.caching.page_cache`.

Measurements from outside the project import this name and set `portal.page_cache.LONGEST_ADDRESS
= 0` to switch the page cache off. A name that was only imported here would be a copy, and the
cache would never see the change; so this module is replaced by the real one.
"""

import sys

from portal.caching import page_cache

sys.modules[__name__] = page_cache
