"""Which record a name in a text means: matched by rules that say their reason, never by a score."""

from consortia.matching.name_decisions import DecisionRefused, different, same
from consortia.matching.name_lookup import Candidate, Registry

__all__ = ["Candidate", "DecisionRefused", "Registry", "different", "same"]
