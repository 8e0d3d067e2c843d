"""What a reader takes along, read back."""

import csv
import io
import json


def response_bytes(response) -> bytes:
    """Everything that the answer holds."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_rows(response) -> list[dict[str, str]]:
    """The rows of a CSV answer under their headings."""
    assert response.status_code == 200
    return list(
        csv.DictReader(io.StringIO(response_bytes(response).decode("utf-8-sig"), newline=""))
    )


def json_rows(response) -> list[dict]:
    """The rows of a JSON answer."""
    assert response.status_code == 200
    return json.loads(response_bytes(response))["rows"]


def json_ids(response) -> list[int]:
    """The numbers of the rows of a JSON answer."""
    return [row["id"] for row in json_rows(response)]
