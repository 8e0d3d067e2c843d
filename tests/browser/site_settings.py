"""The portal's settings for the site that the browser visits: what it writes lies in a folder of the run.

The counters of throttles among it, so that a second run within the hour is not refused.
"""

import os
from pathlib import Path

from portal.settings import *  # noqa: F403  the site runs on the settings that the portal runs on
from portal.settings import CACHES

FOLDER = Path(os.environ["SITE_FOLDER"])
CACHES["spellings"]["LOCATION"] = FOLDER / "spellings"
SITE_VERSION_FILE = FOLDER / "version"
