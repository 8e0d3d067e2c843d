"""Records: who works with whom, since when, and which paragraph says so."""

from consortia.models.agreement import Agreement, AgreementParty
from consortia.models.base import BasePartner, TrainingBase
from consortia.models.conference import Conference, ConferenceRole, Part, Session
from consortia.models.consortium import Consortium, Membership
from consortia.models.evidence import Evidence
from consortia.models.matching import NotTheSame
from consortia.models.merge import Merge, NotTwins
from consortia.models.organisation import Appointment, Industry, Organisation, OrganisationName, Region
from consortia.models.papers import Document, Figure
from consortia.models.scope import ConsortiumLimit

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
    "NotTheSame",
    "NotTwins",
    "Organisation",
    "OrganisationName",
    "Part",
    "Region",
    "Session",
    "TrainingBase",
]
