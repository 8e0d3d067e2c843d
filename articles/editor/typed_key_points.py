"""The key points of a form that is being filled in, for the checks and the preview beside the text."""

from django.http import QueryDict

from articles.editor.typed_rows import TypedRow, match_rows, read_number, typed_rows
from articles.models import Article, KeyPoint

WORDS = ("group", "text")


def typed_key_points(article: Article, data: QueryDict) -> list[KeyPoint]:
    """The key points as the form has them, in their order; none of them is stored by this."""
    stored = {}
    if article.pk:
        stored = {point.pk: point for point in article.key_points.all()}
    points = [
        _read_row(point or KeyPoint(), row)
        for point, row in match_rows(typed_rows(data, "key_points"), stored)
    ]
    shown = [point for point in points if point.text.strip()]
    return sorted(shown, key=lambda point: point.position)


def _read_row(point: KeyPoint, row: TypedRow) -> KeyPoint:
    """The key point with the values of its row."""
    for name in WORDS:
        setattr(point, name, row.get(name, getattr(point, name)))
    if "paragraph" in row:
        point.paragraph = read_number(row["paragraph"]) or None
    if "position" in row:
        point.position = read_number(row["position"])
    return point
