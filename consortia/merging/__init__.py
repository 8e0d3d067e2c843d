"""Merges of duplicate records with all references to them, and their exact undoing."""

from consortia.merging.merge import MERGEABLE_MODELS, MergeRefused, merge, merge_refusal_reason
from consortia.merging.preview import MergePreview, preview_merge
from consortia.merging.redirects import get_successor
from consortia.merging.undo import find_later_edits, undo_merge

__all__ = [
    "MERGEABLE_MODELS",
    "MergePreview",
    "MergeRefused",
    "find_later_edits",
    "get_successor",
    "merge",
    "merge_refusal_reason",
    "preview_merge",
    "undo_merge",
]
