"""Serializers of articles; their docstrings are descriptions in the OpenAPI schema."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article
from articles.printed_roles import read_printed_roles
from portal.api.serializers.base import (
    KeyPointSerializer,
    OutletReferenceSerializer,
    PrintedRoleSerializer,
    SlugReferenceSerializer,
    localised_url,
    record_url,
)
from portal.api.serializers.pictures import (
    PictureSerializer,
    body_with_pictures,
    shown_pictures,
)
from portal.core import html

VERSION_FIELDS = (
    "title",
    "kicker",
    "summary",
    "byline",
    "dateline",
    "editors",
    "published",
    "source_as_printed",
    "source_address",
    "rights",
    "rights_note",
)


class ArticleSerializer(serializers.ModelSerializer):
    """A public text without its body, as lists have it."""

    version = serializers.IntegerField(source="live.number")
    public_from = serializers.DateTimeField(source="live.public_from")
    correction_note = serializers.CharField(source="live.note", read_only=True)
    outlet = OutletReferenceSerializer(source="live.outlet", allow_null=True)
    source_not_stated = serializers.BooleanField(
        source="live.is_source_unstated",
        read_only=True,
        help_text="A reprint of which nothing says who published it first.",
    )
    column = SlugReferenceSerializer(allow_null=True)
    printed_roles = serializers.SerializerMethodField()
    topics = serializers.SerializerMethodField()
    address = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = (
            "id",
            "work",
            "language",
            "version",
            "public_from",
            "correction_note",
            "listed_on",
            *VERSION_FIELDS,
            "printed_roles",
            "outlet",
            "source_not_stated",
            "column",
            "topics",
            "address",
        )

    def get_fields(self):
        """Return the fields; those of the text are read from the public version."""
        fields = super().get_fields()
        for name in VERSION_FIELDS:
            fields[name] = serializers.CharField(source=f"live.{name}", read_only=True)
        return fields

    @extend_schema_field(PrintedRoleSerializer(many=True))
    def get_printed_roles(self, article) -> list[dict]:
        """Return who edited, checked and signed the text at its source, by printed role."""
        roles = read_printed_roles(article.live.editors)
        return PrintedRoleSerializer(roles, many=True).data

    @extend_schema_field(SlugReferenceSerializer(many=True))
    def get_topics(self, article) -> list[dict]:
        """Return the topics of the article."""
        return SlugReferenceSerializer(self.context["topics"][article.pk], many=True).data

    def get_address(self, article) -> str:
        """The page of the text."""
        return record_url(article, article.language, self.context["root"])


class ArticleDetailSerializer(ArticleSerializer):
    """A public text with its paragraphs, the first of which is number 1."""

    paragraphs = serializers.SerializerMethodField()
    key_points = KeyPointSerializer(source="live.key_points", many=True)
    body = serializers.SerializerMethodField()
    pictures = serializers.SerializerMethodField()
    text_hash = serializers.CharField(source="live.text_hash")

    class Meta(ArticleSerializer.Meta):
        fields = (
            *ArticleSerializer.Meta.fields,
            "key_points",
            "paragraphs",
            "body",
            "pictures",
            "text_hash",
        )

    def get_paragraphs(self, article) -> list[str]:
        """The plain texts of the numbered paragraphs, at which evidence points."""
        return html.paragraphs(article.live.body)

    def get_body(self, article) -> str:
        """The text as HTML, its pictures in their figures."""
        return body_with_pictures(article.live.body, self._pictures(article))

    @extend_schema_field(PictureSerializer(many=True))
    def get_pictures(self, article) -> list[dict]:
        """The pictures in their order, those too that stand above the text."""
        return PictureSerializer(self._pictures(article), many=True).data

    def _pictures(self, article):
        def full_url(path):
            return localised_url(path, article.language, self.context["root"])

        return shown_pictures(article, hidden=self.context["hidden_files"], full_url=full_url)
