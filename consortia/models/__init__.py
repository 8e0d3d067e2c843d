"""Models of the registry: organisations, consortia, their activities, and the evidence for them."""

from consortia.models.agreement import Agreement, AgreementKind, AgreementParty, AgreementStatus
from consortia.models.conference import (
    Conference,
    ConferenceKind,
    ConferenceRole,
    ConferenceRoleType,
    ConferenceStatus,
    Part,
    PartAction,
    Session,
    SessionKind,
)
from consortia.models.consortium import (
    Consortium,
    ConsortiumKind,
    Level,
    Membership,
    MembershipRole,
)
from consortia.models.document import Document, DocumentAction, DocumentKind
from consortia.models.evidence import Evidence
from consortia.models.figure import Figure, FigureBound, FigureSubject
from consortia.models.industry import Industry
from consortia.models.merge import DistinctPair, Merge
from consortia.models.organisation import (
    Appointment,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationNameKind,
)
from consortia.models.region import Region
from consortia.models.rejected_alias import RejectedAlias
from consortia.models.sheet_import import SheetImport, SheetKind
from consortia.models.source_change import SourceChange, SourceChangeKind
from consortia.models.training_base import (
    BasePartner,
    BasePartnerRole,
    TrainingBase,
    TrainingBaseKind,
    TrainingBaseNature,
    TrainingBaseStatus,
)
from consortia.models.user_limits import ConsortiumLimit

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementParty",
    "AgreementStatus",
    "Appointment",
    "BasePartner",
    "BasePartnerRole",
    "Conference",
    "ConferenceKind",
    "ConferenceRole",
    "ConferenceRoleType",
    "ConferenceStatus",
    "Consortium",
    "ConsortiumKind",
    "ConsortiumLimit",
    "DistinctPair",
    "Document",
    "DocumentAction",
    "DocumentKind",
    "Evidence",
    "Figure",
    "FigureBound",
    "FigureSubject",
    "Industry",
    "Level",
    "Membership",
    "MembershipRole",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationNameKind",
    "Part",
    "PartAction",
    "Region",
    "RejectedAlias",
    "Session",
    "SessionKind",
    "SheetImport",
    "SheetKind",
    "SourceChange",
    "SourceChangeKind",
    "TrainingBase",
    "TrainingBaseKind",
    "TrainingBaseNature",
    "TrainingBaseStatus",
]
