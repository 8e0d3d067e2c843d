"""Where records came from: import runs, captured pages, what was proposed out of them, and what the project ships."""

from seeds.models.batch import Batch
from seeds.models.capture import Capture
from seeds.models.proposal import DECIDED, OPEN, WRITTEN, Proposal
from seeds.models.shipped import Shipped

__all__ = ["DECIDED", "OPEN", "WRITTEN", "Batch", "Capture", "Proposal", "Shipped"]
