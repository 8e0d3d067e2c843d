"""How public records and articles are told."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article, Topic
from consortia.models import Agreement, Conference, Consortium, Document, Organisation, TrainingBase
from portal.api.serializers.base import (
    BodyReference,
    Coded,
    EvidenceAnswer,
    Outlet,
    RecordSerializer,
    Reference,
    Slugged,
    page_of,
)
from portal.api.serializers.facts import NameAnswer, PartnerAnswer, PartyAnswer, RoleAnswer, SessionAnswer
from portal.core import html

NAMES = ("id", "name", "name_en")
ENDING = ("pages", "changed_at", "evidence")
TEXT = ("title", "kicker", "summary", "byline", "dateline", "editors", "published", "source_as_printed", "source_address",
        "rights", "rights_note")  # fmt: skip


class TopicAnswer(serializers.ModelSerializer):
    """A topic of the articles."""

    class Meta:
        model = Topic
        fields = ("id", "slug", "name", "name_en", "introduction", "introduction_en")


class OrganisationAnswer(RecordSerializer):
    """An organisation that is no consortium."""

    region = Coded()
    industry = Slugged()
    parent = BodyReference()
    names = NameAnswer(many=True)

    class Meta:
        model = Organisation
        fields = (*NAMES, "names", "kind", "region", "industry", "parent", "site", *ENDING)


class ConsortiumAnswer(RecordSerializer):
    """A consortium: its members are under `memberships`, its offices under `appointments`."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="organisation.name")
    name_en = serializers.CharField(source="organisation.name_en")
    names = NameAnswer(many=True, source="organisation.names")
    region = Coded(source="organisation.region", allow_null=True)
    industry = Slugged(source="organisation.industry", allow_null=True)
    parent = BodyReference(source="organisation.parent")
    site = serializers.CharField(source="organisation.site")
    changed_at = serializers.DateTimeField(source="organisation.changed_at")

    class Meta:
        model = Consortium
        fields = (*NAMES, "names", "kind", "level", "region", "industry", "parent", "founded_on", "purpose", "purpose_en",
                  "site", *ENDING)  # fmt: skip

    def get_evidence(self, consortium) -> EvidenceAnswer(many=True):
        """What it rests on hangs on the organisation that it is."""
        return super().get_evidence(consortium.organisation)


class ConferenceAnswer(RecordSerializer):
    """A conference with its roles and programme."""

    region = Coded()
    consortium = BodyReference(source="consortium.organisation")
    roles = RoleAnswer(many=True)
    sessions = SessionAnswer(many=True)

    class Meta:
        model = Conference
        fields = (*NAMES, "kind", "status", "dates", "edition", "edition_en", "series", "series_en", "theme", "theme_en",
                  "venue", "venue_en", "region", "consortium", "roles", "sessions", *ENDING)  # fmt: skip


class AgreementAnswer(RecordSerializer):
    """An agreement with its parties."""

    conference = Reference()
    consortium = BodyReference(source="consortium.organisation")
    parties = PartyAnswer(many=True)

    class Meta:
        model = Agreement
        fields = ("id", "title", "title_en", "kind", "status", "signed_on", "conference", "consortium", "promises",
                  "promises_en", "parties", *ENDING)  # fmt: skip


class TrainingBaseAnswer(RecordSerializer):
    """An entry of the plaque register with its partners."""

    region = Coded()
    industry = Slugged()
    awarded_by = BodyReference()
    unveiled_at = Reference()
    consortium = BodyReference(source="consortium.organisation")
    partners = PartnerAnswer(many=True)

    class Meta:
        model = TrainingBase
        fields = (*NAMES, "kind", "nature", "status", "level", "region", "industry", "awarded_by", "unveiled_at", "unveiled_on",
                  "consortium", "valid_until", "contact", "contact_en", "last_confirmed_on", "partners", *ENDING)  # fmt: skip


class DocumentAnswer(RecordSerializer):
    """A document of a body."""

    organisation = BodyReference()
    conference = Reference()
    pages = None

    class Meta:
        model = Document
        fields = (*NAMES, "kind", "organisation", "action", "dated", "conference", "address", "summary", "summary_en",
                  "changed_at", "evidence")  # fmt: skip


class ArticleAnswer(serializers.ModelSerializer):
    """A public text without its body, as lists have it."""

    version = serializers.IntegerField(source="live.number")
    public_from = serializers.DateTimeField(source="live.public_from")
    outlet = Outlet(source="live.outlet", allow_null=True)
    column = Slugged(allow_null=True)
    topics = serializers.SerializerMethodField()
    address = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = ("id", "work", "language", "version", "public_from", "listed_on", *TEXT, "outlet", "column", "topics",
                  "address")  # fmt: skip

    def get_fields(self):
        """The fields, of which the text's are those of the public version."""
        fields = super().get_fields()
        for name in TEXT:
            fields[name] = serializers.CharField(source=f"live.{name}", read_only=True)
        return fields

    @extend_schema_field(Slugged(many=True))
    def get_topics(self, article) -> list[dict]:
        """The topics that the text carries."""
        return Slugged(self.context["topics"][article.pk], many=True).data

    def get_address(self, article) -> str:
        """The page of the text."""
        return page_of(article, article.language, self.context["root"])


class KeyPointAnswer(serializers.Serializer):
    """One point of a digest."""

    group = serializers.CharField()
    text = serializers.CharField()
    paragraph = serializers.IntegerField(allow_null=True)


class WholeArticleAnswer(ArticleAnswer):
    """A public text with its paragraphs, the first of which is number 1."""

    paragraphs = serializers.SerializerMethodField()
    key_points = KeyPointAnswer(source="live.key_points", many=True)
    body = serializers.CharField(source="live.body")
    text_hash = serializers.CharField(source="live.text_hash")

    class Meta(ArticleAnswer.Meta):
        fields = (*ArticleAnswer.Meta.fields, "key_points", "paragraphs", "body", "text_hash")

    def get_paragraphs(self, article) -> list[str]:
        """The plain texts of the numbered paragraphs, at which evidence points."""
        return html.paragraphs(article.live.body)
