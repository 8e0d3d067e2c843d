"""The models of articles: texts, their review workflow, versions, sources and topics."""

from articles.models.article import Article, Language
from articles.models.autosave import Autosave
from articles.models.key_point import KeyPoint
from articles.models.look import ReviewLook
from articles.models.media import MediaConsent, MediaFile, MediaItem, MediaKind, MediaLicence
from articles.models.notice import Notice
from articles.models.outlet import Column, Outlet, OutletAlias
from articles.models.picture import Picture
from articles.models.preview_link import PreviewAnswer, PreviewLink
from articles.models.remark import Remark
from articles.models.review import (
    ArticleStatus,
    Contribution,
    Review,
    ReviewStage,
    TransitionRefused,
    WithdrawalReason,
)
from articles.models.stale_statement import StaleStatement, StatementKind
from articles.models.topic import TaggedArticle, Topic, TopicSlug
from articles.models.user_limits import ColumnLimit
from articles.models.version import ArticleRights, Version
from articles.models.view_count import ViewCount

__all__ = [
    "Article",
    "ArticleRights",
    "ArticleStatus",
    "Autosave",
    "Column",
    "ColumnLimit",
    "Contribution",
    "KeyPoint",
    "Language",
    "MediaConsent",
    "MediaFile",
    "MediaItem",
    "MediaKind",
    "MediaLicence",
    "Notice",
    "Outlet",
    "OutletAlias",
    "Picture",
    "PreviewAnswer",
    "PreviewLink",
    "Remark",
    "Review",
    "ReviewLook",
    "ReviewStage",
    "StaleStatement",
    "StatementKind",
    "TaggedArticle",
    "Topic",
    "TopicSlug",
    "TransitionRefused",
    "Version",
    "ViewCount",
    "WithdrawalReason",
]
