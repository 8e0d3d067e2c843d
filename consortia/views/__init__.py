"""The public pages of the records, one noun in each module."""

from consortia.views.agreement import agreement, agreements
from consortia.views.conference import conference, conferences
from consortia.views.consortium import consortia, consortium
from consortia.views.document import document_file
from consortia.views.membership_change import changes
from consortia.views.organisation import organisation, organisations
from consortia.views.training_base import training_base, training_bases

__all__ = [
    "agreement",
    "agreements",
    "changes",
    "conference",
    "conferences",
    "consortia",
    "consortium",
    "document_file",
    "organisation",
    "organisations",
    "training_base",
    "training_bases",
]
