"""From extraction to stored proposals: recognised on later versions, weighted by rule."""

from seeds.proposing.storage import store_proposals

__all__ = ["store_proposals"]
