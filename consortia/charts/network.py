"""Network chart of organisations in several consortia: two columns, and a line for each membership."""

from collections import defaultdict
from dataclasses import dataclass

from consortia.models import Membership

ROW_HEIGHT = 30  # between two names
WIDTH = 900
LEFT = 380  # where the lines begin
RIGHT = 520  # where the lines end
MAX_ORGANISATIONS = 40  # organisations in the picture; the table has them all


@dataclass(frozen=True)
class NetworkNode:
    """A node: an organisation or consortium, its y coordinate, and the number of its edges."""

    body: object
    y: int
    edges: int


@dataclass(frozen=True)
class NetworkEdge:
    """An edge between the y coordinates of two nodes."""

    start: int
    end: int


@dataclass(frozen=True)
class MembershipNetwork:
    """The nodes and edges of the chart; `table` lists every shared organisation with its consortia."""

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
        """The x coordinate at which the edges bend."""
        return (self.left + self.right) // 2

    @property
    def omitted(self) -> int:
        """The number of organisations in the table that the chart leaves out."""
        return len(self.table) - len(self.organisations)


def build_network() -> MembershipNetwork:
    """Build the chart of public members of at least two public consortia. One query."""
    consortia_by_organisation = defaultdict(dict)
    for membership in (
        Membership.objects.published()
        .in_several_consortia()
        .select_related("organisation", "consortium__organisation")
    ):
        body = membership.consortium.organisation
        consortia_by_organisation[membership.organisation][body.pk] = body
    table = sorted(
        ((body, list(consortia.values())) for body, consortia in consortia_by_organisation.items()),
        key=_by_consortia,
    )
    shown_rows = table[:MAX_ORGANISATIONS]
    counts = defaultdict(int)
    consortium_bodies = {}
    for _body, consortia in shown_rows:
        for consortium in consortia:
            consortium_bodies[consortium.pk] = consortium
            counts[consortium.pk] += 1
    left_nodes = _column_nodes(
        sorted(consortium_bodies.values(), key=lambda body: (-counts[body.pk], body.pk)), counts
    )
    right_nodes = _column_nodes(
        [body for body, _consortia in shown_rows],
        {body.pk: len(consortia) for body, consortia in shown_rows},
    )
    heights = {node.body.pk: node.y for node in left_nodes}
    edges = [
        NetworkEdge(heights[body.pk], node.y)
        for node, (_body, consortia) in zip(right_nodes, shown_rows, strict=True)
        for body in consortia
    ]
    return MembershipNetwork(
        left_nodes, right_nodes, edges, table, max(len(left_nodes), len(right_nodes)) * ROW_HEIGHT
    )


def _by_consortia(row):
    return -len(row[1]), row[0].sort_key, row[0].pk


def _column_nodes(bodies, counts):
    return [
        NetworkNode(body, position * ROW_HEIGHT + ROW_HEIGHT // 2, counts[body.pk])
        for position, body in enumerate(bodies)
    ]
