"""The portal's settings for a process that a test starts: it waits a second for a database, not twenty."""

from portal.settings import *  # noqa: F403  the process runs on the settings that the portal runs on
from portal.settings import DATABASES

DATABASE_OPTIONS = DATABASES["default"]["OPTIONS"]
if "pool" in DATABASE_OPTIONS:
    DATABASE_OPTIONS["pool"] = {**DATABASE_OPTIONS["pool"], "timeout": 1}
else:
    DATABASES["default"]["OPTIONS"] = {**DATABASE_OPTIONS, "timeout": 1}
