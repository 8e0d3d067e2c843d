"""What a reader takes along, read back."""

import csv
import io
import json


def body(response) -> bytes:
    """Everything that the answer holds."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(response) -> list[dict[str, str]]:
    """The rows of a CSV answer under their headings."""
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def rows(response) -> list[dict]:
    """The rows of a JSON answer."""
    assert response.status_code == 200
    return json.loads(body(response))["rows"]


def ids(response) -> list[int]:
    """The numbers of the rows of a JSON answer."""
    return [row["id"] for row in rows(response)]
