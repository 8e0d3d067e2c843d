"""Tile map: a tile of equal size for each province-level region, near its geographic position."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consortia.models import Region
from portal.core.names import CHINESE, current_language, text_in_language
from portal.listing.keyset import querystring
from portal.listing.listing import Listing

TILES_PATH = Path(__file__).with_name("tile_map.csv")
TILE_SIZE = 44  # of a tile, in units of the picture
GAP = 4
SHADES = 4


@dataclass(frozen=True)
class Tile:
    """The tile of a region; `sign` is its short label, `shade` runs from 0 (no rows) to SHADES (the most).

    `address` is the URL of its rows; blank without rows, or without a list of them.
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
    """The map of one series: its CSS key and label, the tiles, and the size of the picture."""

    sign: str
    label: str
    tiles: list[Tile]
    width: int
    height: int

    @property
    def table(self) -> list[Tile]:
        """The tiles with rows, most rows first."""
        return sorted(
            (tile for tile in self.tiles if tile.rows), key=lambda tile: (-tile.rows, tile.code)
        )


@cache
def tile_positions() -> dict[str, tuple[str, int, int]]:
    """Read the letters, column and row of each province-level region, by its code."""
    with TILES_PATH.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (row["letters"], int(row["column"]), int(row["row"]))
            for row in csv.DictReader(file)
        }


@dataclass(frozen=True)
class RegionSeries:
    """Row counts by region code, and a function that returns the URL of a region's rows."""

    sign: str
    label: str
    rows: dict[str, int]
    address: Callable[[str], str]
    chosen: str = ""


def tile_maps(all_series: Iterable[RegionSeries]) -> list[TileMap]:
    """Build a map for each series. One query for all."""
    regions = list(Region.objects.filter(code__in=tile_positions()))
    step = TILE_SIZE + GAP
    column_count, line_count = (
        max(position[side] for position in tile_positions().values()) + 1 for side in (1, 2)
    )
    size = (column_count * step - GAP, line_count * step - GAP)
    return [
        TileMap(series.sign, series.label, _tiles(regions, series), *size) for series in all_series
    ]


def list_map(listing: Listing, sign: str, label: str) -> TileMap | None:
    """Build the map of a list with a region filter, counted under its other filters.

    None if no row has a region.
    """
    choices = next(
        (choices for field, choices in listing.facets if field.html_name == "region"), []
    )
    rows = {choice.value: choice.count for choice in choices if choice.count}
    params = listing.filter.data
    series = RegionSeries(
        sign,
        label,
        rows,
        lambda code: querystring(params, region=code),
        chosen=params.get("region", ""),
    )
    return tile_maps([series])[0] if rows else None


def _tiles(regions, series):
    most = max((series.rows.get(region.code, 0) for region in regions), default=0)
    return [_tile(region, series, most) for region in regions]


def _tile(region, series, most):
    letters, column, row = tile_positions()[region.code]
    name, language = text_in_language(region, "name", current_language())
    rows = series.rows.get(region.code, 0)
    return Tile(
        region.code,
        region.short_name if current_language() == CHINESE and region.short_name else letters,
        name,
        language,
        rows,
        shade=-(-rows * SHADES // most) if most else 0,
        x=column * (TILE_SIZE + GAP),
        y=row * (TILE_SIZE + GAP),
        address=series.address(region.code) if rows else "",
        is_chosen=region.code == series.chosen,
    )
