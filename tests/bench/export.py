"""The benchmark of exports: time of 100,000 rows in each format, and growth of memory."""

import json
import resource
import time

from django.conf import settings
from django.test import Client

from consortia.models import Organisation

ROW_COUNTS = (1_000, 100_000)
FORMATS = ("csv", "json", "xlsx")


def report() -> None:
    """Print megabytes, seconds and the growth of peak memory for each number of rows and format, as JSON."""
    settings.DEBUG = False
    print(
        json.dumps(
            [
                [rows, way, *measure_export(way)]
                for rows in ROW_COUNTS
                for way in FORMATS
                if create_organisations(rows)
            ]
        )
    )


def create_organisations(rows: int) -> int:
    """So many organisations, if there are fewer."""
    start = Organisation.objects.count()
    missing = (
        Organisation(
            name=f"第{number}学院",
            kind="school",
            sort_key=f"di {number:06}",
            sort_key_en=f"di {number:06}",
        )
        for number in range(start, rows)
    )
    Organisation.objects.bulk_create(missing, batch_size=1000)
    return rows


def measure_export(way: str) -> tuple[float, float, float]:
    """Megabytes and seconds of the whole file, and by how many megabytes the peak memory grew."""
    before, began = peak_memory(), time.monotonic()
    answer = Client(SERVER_NAME="localhost").get(f"/en/organisations/?format={way}")
    size = sum(len(piece) for piece in answer.streaming_content)
    return size / 1e6, time.monotonic() - began, peak_memory() - before


def peak_memory() -> float:
    """The peak resident memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
