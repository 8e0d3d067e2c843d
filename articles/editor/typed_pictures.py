"""The pictures of a form that is being filled in, for the checks and the preview beside the text."""

from django.http import QueryDict

from articles.models import Article, MediaItem, Picture

PREFIX = "pictures"
WORDS = ("key", "alt", "caption", "credit", "licence")
MAX_ROWS = 200
MAX_DIGITS = 18


def typed_pictures(article: Article, data: QueryDict) -> list[Picture]:
    """The pictures as the form has them, in their order; none of them is stored by this."""
    stored = {}
    if article.pk:
        stored = {picture.pk: picture for picture in article.pictures.select_related("media")}
    rows = _rows(data)
    told = {_number(row.get("id")) for row in rows}
    pictures = [picture for key, picture in stored.items() if key not in told]
    for row in rows:
        picture = _read_row(row, stored)
        if picture.file and not row.get("DELETE"):
            pictures.append(picture)
    pictures.sort(key=lambda picture: picture.position)
    return pictures


def _rows(data: QueryDict) -> list[dict]:
    """The values of each row of the formset, by the names of its fields."""
    rows = []
    for index in range(min(_number(data.get(f"{PREFIX}-TOTAL_FORMS")), MAX_ROWS)):
        prefix = f"{PREFIX}-{index}-"
        names = [name for name in data if name.startswith(prefix)]
        rows.append({name.removeprefix(prefix): data[name] for name in names})
    return rows


def _read_row(row: dict, stored: dict[int, Picture]) -> Picture:
    """The picture of a row; one without a file shows nothing."""
    picture = stored.get(_number(row.get("id")), Picture())
    media = _number(row.get("media"))
    if media and media != picture.media_id:
        picture = Picture()
        item = MediaItem.objects.pictures().filter(pk=media).first()
        if item:
            picture.show(item)
    for name in WORDS:
        setattr(picture, name, row.get(name, getattr(picture, name)))
    picture.position = _number(row.get("position"))
    return picture


def _number(text: str | None) -> int:
    """The number that a form sent; 0 for anything else."""
    if text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text)
    return 0
