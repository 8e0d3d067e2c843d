"""Documents: where they come from, what they say, who answers for them."""

from articles.models.article import Article, Contribution, Language
from articles.models.outlet import Column, Outlet, OutletAlias
from articles.models.parts import KeyPoint, Picture
from articles.models.review import Review, Stage, Status, TransitionRefused
from articles.models.topic import TaggedArticle, Topic
from articles.models.version import Version

__all__ = [
    "Article",
    "Column",
    "Contribution",
    "KeyPoint",
    "Language",
    "Outlet",
    "OutletAlias",
    "Picture",
    "Review",
    "Stage",
    "Status",
    "TaggedArticle",
    "Topic",
    "TransitionRefused",
    "Version",
]
