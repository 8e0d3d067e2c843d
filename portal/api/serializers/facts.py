"""Serializers of facts: memberships, appointments, and the parts of conferences, agreements and bases."""

from rest_framework import serializers

from consortia.models import (
    AgreementParty,
    Appointment,
    BasePartner,
    ConferenceRole,
    Figure,
    Membership,
    OrganisationName,
    Part,
    Session,
)
from portal.api.serializers.base import (
    FactSerializer,
    OrganisationReferenceSerializer,
    ReferenceSerializer,
)

PERSON_FIELDS = ("person", "person_en", "post", "post_en")


class OrganisationNameSerializer(FactSerializer):
    """One of the names of an organisation."""

    class Meta:
        model = OrganisationName
        fields = ("text", "language", "kind", "evidence")


class MembershipSerializer(FactSerializer):
    """That an organisation belongs to a consortium in a role."""

    organisation = OrganisationReferenceSerializer()
    consortium = OrganisationReferenceSerializer(source="consortium.organisation")

    class Meta:
        model = Membership
        fields = (
            "id",
            "organisation",
            "consortium",
            "role",
            "wording",
            "wording_en",
            "since",
            "until",
            "evidence",
        )


class AppointmentSerializer(FactSerializer):
    """That a person took an office in a body."""

    body = OrganisationReferenceSerializer()
    organisation = OrganisationReferenceSerializer(
        help_text="From which organisation the person came."
    )
    conference = ReferenceSerializer()

    class Meta:
        model = Appointment
        fields = (
            "id",
            *PERSON_FIELDS,
            "office",
            "office_en",
            "body",
            "organisation",
            "conference",
            "since",
            "until",
            "letter",
            "evidence",
        )


class ConferenceRoleSerializer(FactSerializer):
    """That an organisation hosts, organises, guides or supports a conference."""

    organisation = OrganisationReferenceSerializer()

    class Meta:
        model = ConferenceRole
        fields = ("id", "organisation", "role", "evidence")


class SessionPartSerializer(FactSerializer):
    """What a person or a body did in a session."""

    organisation = OrganisationReferenceSerializer()
    base = ReferenceSerializer(help_text="The base that was unveiled.")

    class Meta:
        model = Part
        fields = (
            "id",
            *PERSON_FIELDS,
            "organisation",
            "action",
            "title",
            "title_en",
            "base",
            "evidence",
        )


class SessionSerializer(FactSerializer):
    """A part of the programme."""

    parts = SessionPartSerializer(many=True)

    class Meta:
        model = Session
        fields = ("id", "kind", "title", "title_en", "parts", "evidence")


class AgreementPartySerializer(FactSerializer):
    """One side of an agreement."""

    organisation = OrganisationReferenceSerializer()

    class Meta:
        model = AgreementParty
        fields = (
            "id",
            "organisation",
            "side",
            "signatory",
            "signatory_en",
            "post",
            "post_en",
            "evidence",
        )


class BasePartnerSerializer(FactSerializer):
    """An organisation behind a base."""

    organisation = OrganisationReferenceSerializer()

    class Meta:
        model = BasePartner
        fields = ("id", "organisation", "role", "evidence")


class FigureSubjectSerializer(serializers.Serializer):
    """The record that a figure is about."""

    kind = serializers.CharField(source="content_type.model")
    id = serializers.IntegerField(source="object_id")


class FigureSerializer(FactSerializer):
    """A number that a text gives, with bound, unit and scope."""

    about = serializers.SerializerMethodField()

    class Meta:
        model = Figure
        fields = (
            "id",
            "about",
            "of",
            "name",
            "name_en",
            "value",
            "bound",
            "unit",
            "unit_en",
            "scope",
            "scope_en",
            "as_of",
            "evidence",
        )

    def get_about(self, figure) -> FigureSubjectSerializer(allow_null=True):
        """Return kind and id of the record; None for a figure about none."""
        if not figure.content_type_id:
            return None
        return FigureSubjectSerializer(figure).data
