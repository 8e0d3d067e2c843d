"""Serializers of records and articles; their docstrings are descriptions in the OpenAPI schema."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article, Topic
from articles.printed_roles import read_printed_roles
from consortia.models import Agreement, Conference, Consortium, Document, Organisation, TrainingBase
from portal.api.serializers.base import (
    EvidenceSerializer,
    KeyPointSerializer,
    OrganisationReferenceSerializer,
    OutletReferenceSerializer,
    PrintedRoleSerializer,
    RecordSerializer,
    ReferenceSerializer,
    RegionSerializer,
    SlugReferenceSerializer,
    record_url,
)
from portal.api.serializers.facts import (
    AgreementPartySerializer,
    BasePartnerSerializer,
    ConferenceRoleSerializer,
    OrganisationNameSerializer,
    SessionSerializer,
)
from portal.core import html

NAME_FIELDS = ("id", "name", "name_en")
COMMON_FIELDS = ("pages", "changed_at", "evidence")
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


class TopicSerializer(serializers.ModelSerializer):
    """A topic of the articles."""

    class Meta:
        model = Topic
        fields = ("id", "slug", "name", "name_en", "introduction", "introduction_en")


class OrganisationSerializer(RecordSerializer):
    """An organisation that is no consortium."""

    region = RegionSerializer()
    industry = SlugReferenceSerializer()
    parent = OrganisationReferenceSerializer()
    names = OrganisationNameSerializer(many=True)

    class Meta:
        model = Organisation
        fields = (
            *NAME_FIELDS,
            "names",
            "kind",
            "region",
            "industry",
            "parent",
            "credit_code",
            "site",
            *COMMON_FIELDS,
        )


class ConsortiumSerializer(RecordSerializer):
    """A consortium: its members are under `memberships`, its offices under `appointments`."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="organisation.name")
    name_en = serializers.CharField(source="organisation.name_en")
    names = OrganisationNameSerializer(many=True, source="organisation.names")
    region = RegionSerializer(source="organisation.region", allow_null=True)
    industry = SlugReferenceSerializer(source="organisation.industry", allow_null=True)
    parent = OrganisationReferenceSerializer(source="organisation.parent")
    credit_code = serializers.CharField(source="organisation.credit_code")
    site = serializers.CharField(source="organisation.site")
    changed_at = serializers.DateTimeField(source="organisation.changed_at")

    class Meta:
        model = Consortium
        fields = (
            *NAME_FIELDS,
            "names",
            "kind",
            "level",
            "region",
            "industry",
            "parent",
            "founded_on",
            "purpose",
            "purpose_en",
            "credit_code",
            "site",
            *COMMON_FIELDS,
        )

    def get_evidence(self, consortium) -> EvidenceSerializer(many=True):
        """Return the evidence of the consortium's organisation, where it is stored."""
        return super().get_evidence(consortium.organisation)


class ConferenceSerializer(RecordSerializer):
    """A conference with its roles and programme."""

    region = RegionSerializer()
    consortium = OrganisationReferenceSerializer(source="consortium.organisation")
    roles = ConferenceRoleSerializer(many=True)
    sessions = SessionSerializer(many=True)

    class Meta:
        model = Conference
        fields = (
            *NAME_FIELDS,
            "kind",
            "status",
            "dates",
            "edition",
            "edition_en",
            "series",
            "series_en",
            "theme",
            "theme_en",
            "venue",
            "venue_en",
            "region",
            "consortium",
            "roles",
            "sessions",
            *COMMON_FIELDS,
        )


class AgreementSerializer(RecordSerializer):
    """An agreement with its parties."""

    conference = ReferenceSerializer()
    consortium = OrganisationReferenceSerializer(source="consortium.organisation")
    parties = AgreementPartySerializer(many=True)

    class Meta:
        model = Agreement
        fields = (
            "id",
            "title",
            "title_en",
            "kind",
            "status",
            "signed_on",
            "conference",
            "consortium",
            "promises",
            "promises_en",
            "parties",
            *COMMON_FIELDS,
        )


class TrainingBaseSerializer(RecordSerializer):
    """An entry of the plaque register with its partners."""

    region = RegionSerializer()
    industry = SlugReferenceSerializer()
    awarded_by = OrganisationReferenceSerializer()
    unveiled_at = ReferenceSerializer()
    consortium = OrganisationReferenceSerializer(source="consortium.organisation")
    partners = BasePartnerSerializer(many=True)

    class Meta:
        model = TrainingBase
        fields = (
            *NAME_FIELDS,
            "kind",
            "nature",
            "status",
            "level",
            "region",
            "industry",
            "awarded_by",
            "unveiled_at",
            "unveiled_on",
            "consortium",
            "valid_until",
            "contact",
            "contact_en",
            "last_confirmed_on",
            "partners",
            *COMMON_FIELDS,
        )


class DocumentSerializer(RecordSerializer):
    """A document of a body."""

    organisation = OrganisationReferenceSerializer()
    conference = ReferenceSerializer()
    pages = None

    class Meta:
        model = Document
        fields = (
            *NAME_FIELDS,
            "kind",
            "organisation",
            "action",
            "dated",
            "conference",
            "address",
            "summary",
            "summary_en",
            "changed_at",
            "evidence",
        )


class ArticleSerializer(serializers.ModelSerializer):
    """A public text without its body, as lists have it."""

    version = serializers.IntegerField(source="live.number")
    public_from = serializers.DateTimeField(source="live.public_from")
    correction_note = serializers.CharField(source="live.note", read_only=True)
    outlet = OutletReferenceSerializer(source="live.outlet", allow_null=True)
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
    body = serializers.CharField(source="live.body")
    text_hash = serializers.CharField(source="live.text_hash")

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "key_points", "paragraphs", "body", "text_hash")

    def get_paragraphs(self, article) -> list[str]:
        """The plain texts of the numbered paragraphs, at which evidence points."""
        return html.paragraphs(article.live.body)
