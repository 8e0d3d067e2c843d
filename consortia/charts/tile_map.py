"""A tile map: every province-level region has a tile of one size, near where it lies."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consortia.models import Region
from portal.core.names import CHINESE, current_language, text_in_language
from portal.listing.filters import Listing
from portal.listing.keyset import querystring

TILES_PATH = Path(__file__).with_name("tile_map.csv")
TILE_SIZE = 44  # of a tile, in units of the picture
GAP = 4
SHADES = 4


@dataclass(frozen=True)
class Tile:
    """One region in the picture; `sign` is what fits on the tile, `shade` runs from 0 (nothing) to SHADES
    (the most).

    `address` leads to its rows; it is blank where there are none, or no list that shows them.
    """

    code: str
    sign: str
    name: str
    language: str
    rows: int
    shade: int
    x: int
    y: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class TileMap:
    """What is counted, under its sign, with the tiles and the size of the picture."""

    sign: str
    label: str
    tiles: list[Tile]
    width: int
    height: int

    @property
    def table(self) -> list[Tile]:
        """The regions that have rows, the fullest first."""
        return sorted(
            (tile for tile in self.tiles if tile.rows), key=lambda tile: (-tile.rows, tile.code)
        )


@cache
def tile_positions() -> dict[str, tuple[str, int, int]]:
    """The letters, column and row of each province-level region, by its code."""
    with TILES_PATH.open(encoding="utf-8", newline="") as lines:
        return {
            line["code"]: (line["letters"], int(line["column"]), int(line["row"]))
            for line in csv.DictReader(lines)
        }


@dataclass(frozen=True)
class RegionSeries:
    """Rows of one kind by region code, and where a region's rows are listed."""

    sign: str
    label: str
    rows: dict[str, int]
    address: Callable[[str], str]
    chosen: str = ""


def tile_maps(kinds: Iterable[RegionSeries]) -> list[TileMap]:
    """A map of each kind; the regions' names are one query for all."""
    regions = list(Region.objects.filter(code__in=tile_positions()))
    step = TILE_SIZE + GAP
    columns, lines = (
        max(place[side] for place in tile_positions().values()) + 1 for side in (1, 2)
    )
    size = (columns * step - GAP, lines * step - GAP)
    return [TileMap(placed.sign, placed.label, _tiles(regions, placed), *size) for placed in kinds]


def list_map(listing: Listing, sign: str, label: str) -> TileMap | None:
    """The map of a list that can be narrowed to a region, counted under its other filters.

    None where nothing has a place.
    """
    choices = next(
        (choices for field, choices in listing.facets if field.html_name == "region"), []
    )
    rows = {choice.value: choice.count for choice in choices if choice.count}
    params = listing.filter.data
    placed = RegionSeries(
        sign,
        label,
        rows,
        lambda code: querystring(params, region=code),
        chosen=params.get("region", ""),
    )
    return tile_maps([placed])[0] if rows else None


def _tiles(regions, placed):
    most = max((placed.rows.get(region.code, 0) for region in regions), default=0)
    return [_tile(region, placed, most) for region in regions]


def _tile(region, placed, most):
    letters, column, row = tile_positions()[region.code]
    name, language = text_in_language(region, "name", current_language())
    rows = placed.rows.get(region.code, 0)
    return Tile(
        region.code,
        region.short_name if current_language() == CHINESE and region.short_name else letters,
        name,
        language,
        rows,
        shade=-(-rows * SHADES // most) if most else 0,
        x=column * (TILE_SIZE + GAP),
        y=row * (TILE_SIZE + GAP),
        address=placed.address(region.code) if rows else "",
        is_chosen=region.code == placed.chosen,
    )
