"""Matching of names in texts to records, by rules that give a reason instead of a score."""

from consortia.matching.candidates import Candidate
from consortia.matching.name_decisions import NameDecisionRefused, confirm_alias, reject_match
from consortia.matching.name_lookup import OrganisationLookup
from consortia.matching.near_names import NearNames, load_near_names

__all__ = [
    "Candidate",
    "NameDecisionRefused",
    "NearNames",
    "OrganisationLookup",
    "confirm_alias",
    "load_near_names",
    "reject_match",
]
