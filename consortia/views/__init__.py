"""The public views of the records, a module for each model."""

from consortia.views.agreement import agreement_detail, agreement_list
from consortia.views.conference import conference_detail, conference_list
from consortia.views.consortium import consortium_detail, consortium_list
from consortia.views.document import document_file
from consortia.views.membership_change import membership_changes
from consortia.views.organisation import organisation_detail, organisation_list
from consortia.views.training_base import training_base_detail, training_base_list

__all__ = [
    "agreement_detail",
    "agreement_list",
    "conference_detail",
    "conference_list",
    "consortium_detail",
    "consortium_list",
    "document_file",
    "membership_changes",
    "organisation_detail",
    "organisation_list",
    "training_base_detail",
    "training_base_list",
]
