"""Network chart of organisations in several consortia: two columns with a line for each membership."""

from collections import defaultdict
from dataclasses import dataclass

from consortia.models import Membership

ROW_HEIGHT = 30  # between two names
WIDTH = 900
LEFT, RIGHT = 380, 520  # where the lines begin and end
MAX_ORGANISATIONS = 40  # organisations in the picture; the table has them all


@dataclass(frozen=True)
class NetworkNode:
    """An organisation or a consortium, the height at which its name stands, and how many ties it has."""

    body: object
    y: int
    edges: int


@dataclass(frozen=True)
class NetworkEdge:
    """A line between the heights of two names."""

    start: int
    end: int


@dataclass(frozen=True)
class MembershipNetwork:
    """What the picture shows, and beside it every shared organisation with its consortia."""

    consortia: list[NetworkNode]
    organisations: list[NetworkNode]
    edges: list[NetworkEdge]
    table: list[tuple]
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def middle(self) -> int:
        """Where the lines bend."""
        return (self.left + self.right) // 2

    @property
    def omitted(self) -> int:
        """How many organisations the table has and the picture has not."""
        return len(self.table) - len(self.organisations)


def build_network() -> MembershipNetwork:
    """The organisations that are public members of at least two public consortia: one query."""
    found = defaultdict(dict)
    for membership in (
        Membership.objects.published()
        .in_several_consortia()
        .select_related("organisation", "consortium__organisation")
    ):
        body = membership.consortium.organisation
        found[membership.organisation][body.pk] = body
    table = sorted(((body, list(joined.values())) for body, joined in found.items()), key=_fullest)
    drawn = table[:MAX_ORGANISATIONS]
    counts = defaultdict(int)
    bodies = {}
    for _body, joined in drawn:
        for consortium in joined:
            bodies[consortium.pk] = consortium
            counts[consortium.pk] += 1
    left = _column(sorted(bodies.values(), key=lambda body: (-counts[body.pk], body.pk)), counts)
    right = _column(
        [body for body, _joined in drawn], {body.pk: len(joined) for body, joined in drawn}
    )
    places = {node.body.pk: node.y for node in left}
    ties = [
        NetworkEdge(places[body.pk], node.y)
        for node, (_body, joined) in zip(right, drawn, strict=True)
        for body in joined
    ]
    return MembershipNetwork(left, right, ties, table, max(len(left), len(right)) * ROW_HEIGHT)


def _fullest(row):
    return -len(row[1]), row[0].sort_key, row[0].pk


def _column(bodies, counts):
    return [
        NetworkNode(body, place * ROW_HEIGHT + ROW_HEIGHT // 2, counts[body.pk])
        for place, body in enumerate(bodies)
    ]
