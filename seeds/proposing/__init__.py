"""From what extraction found to stored proposals: known again on a later version, with the confidence that rules earned."""

from seeds.proposing.storage import store_proposals

__all__ = ["store_proposals"]
