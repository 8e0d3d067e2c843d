"""What a correction of the original changed that its translation does not say yet."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, Version
from articles.review_diff import ArticleFieldDiff, diff_snapshots, version_snapshot

# What a translation says; source, rights and pictures are those of each text itself
TRANSLATED = ("title", "kicker", "summary", "body", "key_points")


@dataclass(frozen=True)
class OriginalChange:
    """The corrected version of an original, and its differences from the one that was translated."""

    version: Version
    changes: list[ArticleFieldDiff]

    @property
    def since(self) -> datetime:
        """When the correction became public."""
        return self.version.public_from

    @property
    def original(self) -> Article:
        """The article that was translated."""
        return self.version.article


def original_change(article: Article, *, at: datetime) -> OriginalChange | None:
    """How the public original differs from what the article translates; None if it says the same."""
    version = article.newer_original(at=at)
    if version is None:
        return None
    before, now = version_snapshot(article.original_version), version_snapshot(version)
    unchanged = {name: before[name] for name in before if name not in TRANSLATED}
    changes = list(diff_snapshots(before, {**now, **unchanged}))
    return OriginalChange(version, changes) if changes else None
