"""The record lists as tables, feeds and calendars."""

from consortia.export.events import AGREEMENTS, CONFERENCES, TRAINING_BASES
from consortia.export.membership_changes import CHANGES, ChangeRows
from consortia.export.organisations import CONSORTIA, ORGANISATIONS

__all__ = [
    "AGREEMENTS",
    "CHANGES",
    "CONFERENCES",
    "CONSORTIA",
    "ORGANISATIONS",
    "TRAINING_BASES",
    "ChangeRows",
]
