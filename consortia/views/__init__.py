"""The public pages of the records, one noun in each module."""

from consortia.views.agreement import agreement, agreements
from consortia.views.base import training_base, training_bases
from consortia.views.change import changes
from consortia.views.conference import conference, conferences
from consortia.views.consortium import consortia, consortium
from consortia.views.document import document_file
from consortia.views.organisation import organisation, organisations

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
