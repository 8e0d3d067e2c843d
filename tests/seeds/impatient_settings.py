"""The portal's settings for a process that a test starts: it waits a second for a database, not twenty."""

from portal.settings import *  # noqa: F403  the process runs on the settings that the portal runs on
from portal.settings import DATABASES

OPTIONS = DATABASES["default"]["OPTIONS"]
if "pool" in OPTIONS:
    OPTIONS["pool"] = {**OPTIONS["pool"], "timeout": 1}
else:
    DATABASES["default"]["OPTIONS"] = {**OPTIONS, "timeout": 1}
