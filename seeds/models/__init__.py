"""The sources of records: import runs, captured pages, proposals, and the records that the project ships."""

from seeds.models.batch import Batch
from seeds.models.capture import Capture
from seeds.models.proposal import (
    ACCEPTED_STATUSES,
    DECIDED_STATUSES,
    OPEN_STATUSES,
    Proposal,
    ProposalKind,
    ProposalStatus,
)
from seeds.models.shipped import Shipped

__all__ = [
    "ACCEPTED_STATUSES",
    "DECIDED_STATUSES",
    "OPEN_STATUSES",
    "Batch",
    "Capture",
    "Proposal",
    "ProposalKind",
    "ProposalStatus",
    "Shipped",
]
