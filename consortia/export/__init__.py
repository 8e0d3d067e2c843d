"""Exports of the record lists: tables, feeds and calendars."""

from consortia.export.agreements import AGREEMENTS
from consortia.export.conferences import CONFERENCES
from consortia.export.membership_changes import CHANGES, ChangeRows
from consortia.export.organisations import CONSORTIA, ORGANISATIONS
from consortia.export.training_bases import TRAINING_BASES

__all__ = [
    "AGREEMENTS",
    "CHANGES",
    "CONFERENCES",
    "CONSORTIA",
    "ORGANISATIONS",
    "TRAINING_BASES",
    "ChangeRows",
]
