"""Records: who works with whom, since when, and which paragraph says so."""

from consortia.models.agreement import Agreement, AgreementParty
from consortia.models.conference import Conference, ConferenceRole, Part, Session
from consortia.models.consortium import Consortium, Membership
from consortia.models.document import Document, Figure
from consortia.models.evidence import Evidence
from consortia.models.limits import ConsortiumLimit
from consortia.models.merge import DistinctPair, Merge
from consortia.models.organisation import Appointment, Industry, Organisation, OrganisationName, Region
from consortia.models.rejected_alias import RejectedAlias
from consortia.models.training_base import BasePartner, TrainingBase

__all__ = [
    "Agreement",
    "AgreementParty",
    "Appointment",
    "BasePartner",
    "Conference",
    "ConferenceRole",
    "Consortium",
    "ConsortiumLimit",
    "Document",
    "Evidence",
    "Figure",
    "Industry",
    "Membership",
    "Merge",
    "RejectedAlias",
    "DistinctPair",
    "Organisation",
    "OrganisationName",
    "Part",
    "Region",
    "Session",
    "TrainingBase",
]
