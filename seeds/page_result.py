"""What became of one page of an import: what was read and extracted, or why it was refused."""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from django.db import DatabaseError, DataError, IntegrityError

from seeds.extraction import ExtractedProposal
from seeds.pages import PageArticle, ParsedPage
from seeds.reading import DecodedPage, PageRefused

JSON_KEYS = (
    "title",
    "source",
    "published",
    "language",
    "byline",
    "editors",
    "views",
    "paragraphs",
    "key_points",
)
REASON_LENGTH = 200  # characters of an exception's own message

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageReadResult:
    """One page by its name, with what was read, or with the reason why it was refused.

    `proposals` holds those of each article, None while nothing was extracted; `json_text` is what the import
    prints of the page, where that is wanted. `notes` say what was left out of a page that was stored.
    `is_unexpected` tells a fault of the import from a page that cannot be read.
    """

    name: str
    decoded: DecodedPage | None = None
    parsed: ParsedPage | None = None
    proposals: tuple[tuple[ExtractedProposal, ...], ...] | None = None
    json_text: str = ""
    notes: tuple[str, ...] = ()
    error: str = ""
    is_unexpected: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """What is wrong with the bytes and with the text of the page, each once."""
        return tuple(dict.fromkeys((*self.decoded.flags, *self.parsed.flags)))

    def with_article(self, article: PageArticle) -> "PageReadResult":
        """The page as if it held that one of its articles alone."""
        return replace(self, parsed=replace(self.parsed, articles=(article,)))

    def with_json(self) -> "PageReadResult":
        """The page with its JSON, for which its proposals have to be extracted before."""
        document = {
            "path": self.name,
            "flags": list(self.flags),
            "articles": [
                _article_as_json(article, extracted)
                for article, extracted in zip(self.parsed.articles, self.proposals, strict=True)
            ],
        }
        text = json.dumps(document, ensure_ascii=False)
        text.encode()  # half a pair of UTF-16 raises here, not in the middle of the output
        return replace(self, json_text=text)


@dataclass
class PageImportCounts:
    """How many pages of a run were new, known already, refused, and stopped by an unexpected fault."""

    new: int = 0
    unchanged: int = 0
    refused: int = 0
    failed: int = 0


def _article_as_json(page_article: PageArticle, proposals: Iterable[ExtractedProposal]) -> dict:
    article = {name: getattr(page_article, name) for name in JSON_KEYS}
    article["key_points"] = [asdict(point) for point in page_article.key_points]
    article["proposals"] = [proposal.as_json() for proposal in proposals]
    return article


def within_boundary(name: str, stage: str, work: Callable[[], PageReadResult]) -> PageReadResult:
    """What `work` returns; where it raises, a result that says why, so that the next page is read.

    `stage` says in words what is done to the page. A database that is away passes through, since it ends the
    whole run; a value that it does not take is a fault of the page alone.
    """
    try:
        return work()
    except PageRefused as refused:
        return PageReadResult(name, error=refused.reason)
    except (DataError, IntegrityError) as error:
        return _unexpected_result(name, stage, error)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever one page does, the others are read
        return _unexpected_result(name, stage, error)


def _unexpected_result(name: str, stage: str, error: Exception) -> PageReadResult:
    """Log the exception whole; the result names its kind."""
    logger.error("%s: unexpected fault while %s", name, stage, exc_info=error)
    said = " ".join(str(error).split())[:REASON_LENGTH]
    kind = f"{type(error).__name__}: {said}" if said else type(error).__name__
    reason = f"Unexpected fault while {stage} ({kind}); the log has it whole."
    return PageReadResult(name, error=reason, is_unexpected=True)
