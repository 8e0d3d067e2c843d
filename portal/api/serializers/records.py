"""Serializers of records and topics; their docstrings are descriptions in the OpenAPI schema."""

from rest_framework import serializers

from articles.models import Topic
from consortia.models import Agreement, Conference, Consortium, Document, Organisation, TrainingBase
from portal.api.serializers.base import (
    EvidenceSerializer,
    OrganisationReferenceSerializer,
    RecordSerializer,
    ReferenceSerializer,
    RegionSerializer,
    SlugReferenceSerializer,
)
from portal.api.serializers.facts import (
    AgreementPartySerializer,
    BasePartnerSerializer,
    ConferenceRoleSerializer,
    OrganisationNameSerializer,
    SessionSerializer,
)

NAME_FIELDS = ("id", "name", "name_en")
COMMON_FIELDS = ("pages", "changed_at", "evidence")


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
