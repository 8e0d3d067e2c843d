"""Two records that are one become one, with everything that hangs on them; and exactly two again."""

from consortia.merging.merge import MERGED, MergeRefused, Preview, merge, preview, why_not
from consortia.merging.redirects import successor
from consortia.merging.undo import unmerge, where_edited

__all__ = ["MERGED", "MergeRefused", "Preview", "merge", "preview", "successor", "unmerge", "where_edited", "why_not"]
