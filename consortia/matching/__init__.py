"""Matching of names in texts to records, by rules that give a reason instead of a score."""

from consortia.matching.name_decisions import NameDecisionRefused, confirm_alias, reject_match
from consortia.matching.name_lookup import Candidate, OrganisationLookup

__all__ = [
    "Candidate",
    "NameDecisionRefused",
    "OrganisationLookup",
    "confirm_alias",
    "reject_match",
]
