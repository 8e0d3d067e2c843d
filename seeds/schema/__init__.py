"""What the portal knows of each kind of fact: the JSON, payloads and forms of proposals are made of it.

One frozen dataclass stands for each kind. A sentence that tells a part of a fact gives the dataclass with
that part alone; a proposal gives it whole.
"""

from seeds.schema.agreement import AgreementFact, SignatoryFact
from seeds.schema.appointment import AppointmentFact
from seeds.schema.conference import ConferenceFact, ConferenceRolesFact, PartFact, SessionFact
from seeds.schema.consortium import ConsortiumFact
from seeds.schema.document import DocumentFact
from seeds.schema.facts import FactKind, FactPart, PayloadRefused
from seeds.schema.figure import FigureFact
from seeds.schema.membership import MembershipFact
from seeds.schema.training_base import BasePartnerFact, TrainingBaseFact

# The kinds in the order in which an article's proposals come
FACT_KINDS: dict[str, type[FactKind]] = {
    schema.kind: schema
    for schema in (
        ConsortiumFact,
        MembershipFact,
        ConferenceFact,
        AgreementFact,
        TrainingBaseFact,
        DocumentFact,
        AppointmentFact,
        FigureFact,
    )
}

__all__ = [
    "FACT_KINDS",
    "AgreementFact",
    "AppointmentFact",
    "BasePartnerFact",
    "ConferenceFact",
    "ConferenceRolesFact",
    "ConsortiumFact",
    "DocumentFact",
    "FactKind",
    "FactPart",
    "FigureFact",
    "MembershipFact",
    "PartFact",
    "PayloadRefused",
    "SessionFact",
    "SignatoryFact",
    "TrainingBaseFact",
]
