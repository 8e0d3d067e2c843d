"""Two records that are one become one, with everything that hangs on them; and exactly two again."""

from consortia.merging.merge import (
    MERGEABLE_MODELS,
    MergePreview,
    MergeRefused,
    merge,
    merge_refusal_reason,
    preview_merge,
)
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
