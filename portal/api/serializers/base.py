"""Serializers that several resources share: references, evidence, page links."""

from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Language
from consortia.models import OrganisationKind
from consortia.sources import Sources
from portal.core.names import current_language

LANGUAGE_CODES = tuple(Language.values)


class ReferenceSerializer(serializers.Serializer):
    """A record that another points at; null where there is none or the public may not see it."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    name_en = serializers.CharField()

    def __init__(self, **options):
        super().__init__(**{"read_only": True, "allow_null": True, **options})

    def get_attribute(self, instance):
        """Return the record, if the public may see it."""
        record = super().get_attribute(instance)
        if record is None or not record.is_public:
            return None
        return record


class OrganisationReferenceSerializer(ReferenceSerializer):
    """A reference to an organisation; it says of which kind, as a consortium stands under `consortia`."""

    kind = serializers.ChoiceField(OrganisationKind.choices)


class RegionSerializer(serializers.Serializer):
    """A region by its code of GB/T 2260."""

    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()


class SlugReferenceSerializer(serializers.Serializer):
    """An industry, a column or a topic by its short name."""

    slug = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()


class OutletReferenceSerializer(serializers.Serializer):
    """Who published a text."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    name_en = serializers.CharField()


class KeyPointSerializer(serializers.Serializer):
    """One point of a digest."""

    group = serializers.CharField()
    text = serializers.CharField()
    paragraph = serializers.IntegerField(allow_null=True)


class EvidenceSerializer(serializers.Serializer):
    """A paragraph that supports or contradicts a fact or one field of it; the quote of a public
    article alone.
    """

    field = serializers.CharField(help_text="Blank: the fact as a whole.")
    supports = serializers.BooleanField()
    quote = serializers.CharField()
    paragraph = serializers.IntegerField(allow_null=True)
    article = serializers.IntegerField(
        allow_null=True, help_text="Null where the article is not public here."
    )
    language = serializers.ChoiceField(Language.choices)
    address = serializers.CharField(
        help_text="The paragraph; the source's own address where the article is not public here."
    )
    outlet = OutletReferenceSerializer(allow_null=True)
    source_as_printed = serializers.CharField()
    published = serializers.CharField(help_text="EDTF, as exact as the source.")
    source_change = serializers.ChoiceField(
        ["", "corrected", "withdrawn"],
        help_text="What happened to the source since, until somebody confirms the fact; mostly blank.",
    )
    source_changed_on = serializers.DateField(allow_null=True)


def serialize_evidence(sources: Sources, fact, root: str) -> list[dict]:
    """Return all evidence of a fact, in each language."""
    rows = [_evidence_values(source, root) for source in sources.all_for_fact(fact)]
    return EvidenceSerializer(rows, many=True).data


def _evidence_values(source, root) -> dict:
    """Return the values of a piece of evidence; the text's are those of its public version, if any."""
    article = source.article
    is_public = article.is_published
    text = article.live if is_public else article
    address = article.source_address
    if is_public:
        anchor = f"#p{source.paragraph}" if source.paragraph else ""
        address = f"{record_url(article, article.language, root)}{anchor}"
    return {
        "field": source.field,
        "supports": source.supports,
        "quote": source.quote,
        "paragraph": source.paragraph,
        "article": article.pk if is_public else None,
        "language": article.language,
        "address": address,
        "outlet": text.outlet,
        "source_as_printed": text.source_as_printed,
        "published": text.published,
        "source_change": source.change.kind if source.change else "",
        "source_changed_on": localdate(source.change.since) if source.change else None,
    }


def record_url(record, code: str, root: str) -> str:
    """Return the address of a record's page in that language."""
    return localised_url(record.get_absolute_url(), code, root)


def localised_url(path: str, code: str, root: str) -> str:
    """Return the whole address of a page, of which `path` is that in the present language."""
    return f"{root}/{code}{path.removeprefix(f'/{current_language()}')}"


class FactSerializer(serializers.ModelSerializer):
    """A fact with its evidence, out of the `sources` that were fetched for all rows of a page."""

    evidence = serializers.SerializerMethodField()

    @extend_schema_field(EvidenceSerializer(many=True))
    def get_evidence(self, fact) -> list[dict]:
        """Return all evidence of the fact."""
        return serialize_evidence(self.context["sources"], fact, self.context["root"])


class PageLinksSerializer(serializers.Serializer):
    """The pages of a record."""

    zh_hans = serializers.CharField()
    en = serializers.CharField()


class RecordSerializer(FactSerializer):
    """A record with the addresses of its pages."""

    pages = serializers.SerializerMethodField()

    @extend_schema_field(PageLinksSerializer)
    def get_pages(self, record) -> dict[str, str]:
        """Return the page in each language."""
        return {
            code.replace("-", "_"): record_url(record, code, self.context["root"])
            for code in LANGUAGE_CODES
        }


class PrintedRoleSerializer(serializers.Serializer):
    """A role under which the source prints people: an editor, a reviewer, who signed it off."""

    kind = serializers.CharField(help_text="Blank for a role that the portal does not know.")
    label = serializers.CharField(help_text="As printed; blank for names without a role.")
    names = serializers.ListField(child=serializers.CharField())
