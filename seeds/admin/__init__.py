"""Import runs, captured pages, proposals and shipped records in the admin."""

from seeds.admin.captures import CaptureAdmin
from seeds.admin.proposals import ProposalAdmin
from seeds.admin.runs import BatchAdmin
from seeds.admin.shipped import ShippedAdmin

__all__ = ["BatchAdmin", "CaptureAdmin", "ProposalAdmin", "ShippedAdmin"]
