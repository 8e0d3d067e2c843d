"""The geometry of the pictures: tiles, bars, years, squares and ties."""

import csv

import pytest

from consortia.charts.bars import (
    CHART_HEIGHT,
    MAX_BAR_LENGTH,
    MAX_YEARS,
    YearSeries,
    ranked_bars,
    year_chart,
)
from consortia.charts.network import build_network
from consortia.charts.offices import MAX_SQUARES, SQUARES_PER_ROW, office_chart
from consortia.charts.tile_map import TILES_PATH, RegionSeries, tile_maps, tile_positions
from tests.factories import make_consortium, make_membership, make_organisation, make_region

CONFERENCES = YearSeries("conference", "Conferences", lambda year: f"?year={year}")
BASES = YearSeries("base", "Bases", lambda year: f"?year={year}")


def test_tiles_have_a_place_of_their_own():
    with TILES_PATH.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(tile_positions()) == 34
    assert (
        len({(row["column"], row["row"]) for row in rows})
        == len({row["letters"] for row in rows})
        == 34
    )


@pytest.mark.django_db
def test_tile_map_shades_by_share_of_the_fullest():
    for code, name in (("370000", "山东省"), ("320000", "江苏省"), ("350000", "福建省")):
        make_region(code=code, name=name, name_en=name)
    (drawn,) = tile_maps(
        [RegionSeries("base", "Bases", {"370000": 8, "320000": 1}, lambda code: f"?region={code}")]
    )
    assert {tile.code: (tile.rows, tile.shade, tile.address) for tile in drawn.tiles} == {
        "370000": (8, 4, "?region=370000"),
        "320000": (1, 1, "?region=320000"),
        "350000": (0, 0, ""),
    }
    assert [tile.code for tile in drawn.table] == ["370000", "320000"]


@pytest.mark.django_db
def test_tile_map_of_nothing_has_no_shade_and_no_link():
    make_region()
    (drawn,) = tile_maps([RegionSeries("base", "Bases", {}, str)])
    assert [(tile.shade, tile.address) for tile in drawn.tiles] == [(0, "")]
    assert drawn.table == []


def test_ranked_bars_keep_their_proportion():
    bars = ranked_bars([("forum", 1, ""), ("annual", 4, "?kind=annual"), ("other", 0, "")])
    assert [(bar.label, bar.rows, bar.length, bar.address) for bar in bars] == [
        ("annual", 4, MAX_BAR_LENGTH, "?kind=annual"),
        ("forum", 1, MAX_BAR_LENGTH // 4, ""),
    ]


def test_years_run_without_gaps():
    drawn = year_chart(
        [CONFERENCES, BASES], {("conference", 2022): 1, ("base", 2024): 3, ("base", 0): 2}
    )
    assert [column.year for column in drawn.columns] == [2022, 2023, 2024]
    assert [column.cells for column in drawn.columns] == [[1, 0], [0, 0], [0, 3]]
    assert (drawn.undated, drawn.earlier) == (2, 0)


def test_years_stack_from_the_ground():
    (column,) = year_chart(
        [CONFERENCES, BASES], {("conference", 2024): 1, ("base", 2024): 3}
    ).columns
    low, high = column.blocks
    assert (low.sign, low.y + low.height) == ("conference", CHART_HEIGHT)
    assert (high.sign, high.y + high.height, high.y) == ("base", low.y, 0)
    assert high.address == "?year=2024"


def test_years_before_the_first_drawn_are_counted():
    drawn = year_chart([BASES], {("base", 1950): 2, ("base", 2024): 1})
    assert len(drawn.columns) == MAX_YEARS
    assert drawn.earlier == 2


def test_years_without_a_known_year_draw_nothing():
    drawn = year_chart([BASES], {("base", 0): 5})
    assert (drawn.columns, drawn.undated) == ([], 5)


@pytest.mark.parametrize(
    ("named", "declared", "filled", "drawn", "total"),
    [(2, 19, 2, 19, 19), (3, 0, 3, 3, 3), (0, 9999, 0, MAX_SQUARES, 9999)],
)
def test_office_fills_the_squares_of_known_names(named, declared, filled, drawn, total):
    found = office_chart("Vice-chairs", named=named, declared=declared)
    assert sum(square.is_named for square in found.squares) == filled
    assert (len(found.squares), found.total) == (drawn, total)


def test_office_breaks_its_lines():
    squares = office_chart("Members", named=SQUARES_PER_ROW + 1, declared=0).squares
    assert (squares[SQUARES_PER_ROW].x, squares[SQUARES_PER_ROW].y) == (0, squares[0].y + 18)


@pytest.mark.django_db
def test_network_ties_shared_organisations(django_assert_num_queries):
    hub, lonely = make_organisation(), make_organisation()
    first, second = make_consortium(), make_consortium()
    for consortium in (first, second):
        make_membership(organisation=hub, consortium=consortium)
    make_membership(organisation=hub, consortium=first, role="lead")
    make_membership(organisation=lonely, consortium=first)
    with django_assert_num_queries(1):
        drawn = build_network()
    assert [node.body for node in drawn.organisations] == [hub]
    assert {node.body.pk for node in drawn.consortia} == {first.pk, second.pk}
    assert (len(drawn.edges), drawn.omitted) == (2, 0)


@pytest.mark.django_db
def test_network_leaves_out_what_is_hidden():
    hub, secret = make_organisation(), make_organisation(is_public=False)
    shown, hidden = make_consortium(), make_consortium(is_public=False)
    for organisation in (hub, secret):
        make_membership(organisation=organisation, consortium=shown)
        make_membership(organisation=organisation, consortium=hidden)
    make_membership(organisation=secret, consortium=make_consortium())
    assert build_network().table == []
