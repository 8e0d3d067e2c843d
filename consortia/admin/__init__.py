"""The admin of the records; models are registered in the order of the start page."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from consortia.admin.agreement import AgreementAdmin, AgreementPartyAdmin
from consortia.admin.conference import ConferenceAdmin, ConferenceRoleAdmin, PartAdmin, SessionAdmin
from consortia.admin.consortium import ConsortiumAdmin, MembershipAdmin
from consortia.admin.document import DocumentAdmin
from consortia.admin.duplicates import DistinctPairAdmin, RejectedAliasAdmin
from consortia.admin.evidence import EvidenceAdmin
from consortia.admin.figure import FigureAdmin
from consortia.admin.industry import IndustryAdmin
from consortia.admin.merging import MergeAdmin
from consortia.admin.organisation import AppointmentAdmin, OrganisationAdmin, OrganisationNameAdmin
from consortia.admin.region import RegionAdmin
from consortia.admin.sheet_import import SheetImportAdmin
from consortia.admin.training_base import BasePartnerAdmin, TrainingBaseAdmin
from consortia.admin.users import PortalGroupAdmin, PortalUserAdmin
from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Consortium,
    DistinctPair,
    Document,
    Evidence,
    Figure,
    Industry,
    Membership,
    Merge,
    Organisation,
    OrganisationName,
    Part,
    Region,
    RejectedAlias,
    Session,
    SheetImport,
    TrainingBase,
)

admin.site.unregister(get_user_model())  # replaced by one with the limits of a user
admin.site.register(get_user_model(), PortalUserAdmin)
admin.site.unregister(Group)  # replaced by one with translated permission labels
admin.site.register(Group, PortalGroupAdmin)
admin.site.register(Organisation, OrganisationAdmin)
admin.site.register(Consortium, ConsortiumAdmin)
admin.site.register(Conference, ConferenceAdmin)
admin.site.register(Agreement, AgreementAdmin)
admin.site.register(TrainingBase, TrainingBaseAdmin)
admin.site.register(Document, DocumentAdmin)
admin.site.register(Figure, FigureAdmin)
admin.site.register(Merge, MergeAdmin)
admin.site.register(SheetImport, SheetImportAdmin)
admin.site.register(Industry, IndustryAdmin)
admin.site.register(Region, RegionAdmin)
admin.site.register(OrganisationName, OrganisationNameAdmin)
admin.site.register(Membership, MembershipAdmin)
admin.site.register(Appointment, AppointmentAdmin)
admin.site.register(ConferenceRole, ConferenceRoleAdmin)
admin.site.register(Session, SessionAdmin)
admin.site.register(Part, PartAdmin)
admin.site.register(AgreementParty, AgreementPartyAdmin)
admin.site.register(BasePartner, BasePartnerAdmin)
admin.site.register(Evidence, EvidenceAdmin)
admin.site.register(DistinctPair, DistinctPairAdmin)
admin.site.register(RejectedAlias, RejectedAliasAdmin)
