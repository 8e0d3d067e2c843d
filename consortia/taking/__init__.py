"""The record lists as tables, feeds and calendars."""

from consortia.taking.bodies import CONSORTIA, ORGANISATIONS
from consortia.taking.changes import CHANGES, ChangeRows
from consortia.taking.doings import AGREEMENTS, CONFERENCES, TRAINING_BASES

__all__ = ["AGREEMENTS", "CHANGES", "CONFERENCES", "CONSORTIA", "ORGANISATIONS", "TRAINING_BASES", "ChangeRows"]
