"""The portal's settings, made quick and traceless for tests."""

import atexit
import os
import shutil
import tempfile

from portal.settings import *  # noqa: F403  the suite runs on the settings that the portal runs on
from portal.settings import CACHES, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A test is rolled back and so never tells that a page changed; the tests of the page cache switch it on
PAGE_CACHE_ENABLED = False
SITE_VERSION_LAG = 600  # a busy machine asks no more often than an idle one
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-media-")
atexit.register(
    shutil.rmtree, MEDIA_ROOT, ignore_errors=True
)  # also in the process that hands tests out
LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {name: {"BACKEND": LOCAL_MEMORY, "LOCATION": name} for name in CACHES}
MIGRATED = os.environ.get(
    "MIGRATED", ""
)  # a template that is migrated already (tests/migrated_databases.py)
if MIGRATED:
    DATABASES["default"].setdefault("TEST", {}).update(TEMPLATE=MIGRATED, MIGRATE=False)
