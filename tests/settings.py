"""The portal's settings with what makes tests quick and traceless."""

import atexit
import os
import shutil
import tempfile

from portal.settings import *  # noqa: F403  the suite runs on the settings that the portal runs on

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PAGES_KEPT = False  # a test is rolled back and so never tells that a page changed; the tests of the page cache turn it on
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-media-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)  # also in the process that only hands tests out
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in CACHES}  # noqa: F405  see above
MIGRATED = os.environ.get("MIGRATED", "")  # a template that is migrated already (tests/templates.py)
if MIGRATED:
    DATABASES["default"].setdefault("TEST", {}).update(TEMPLATE=MIGRATED, MIGRATE=False)  # noqa: F405  see above
