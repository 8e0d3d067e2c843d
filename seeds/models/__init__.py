"""The sources of records: uploads, import runs, captured pages, proposals, and the shipped records."""

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
from seeds.models.upload import Upload, UploadedPage, UploadedPageStatus

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
    "Upload",
    "UploadedPage",
    "UploadedPageStatus",
]
