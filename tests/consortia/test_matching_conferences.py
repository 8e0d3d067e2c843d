"""Which conference a report means: the same days, and words, place and edition that agree."""

import pytest
from django.utils import translation

from consortia.matching.conferences import conference_candidates, dates_overlap
from tests.factories import make_conference, make_region

STEEL = "首届精品钢行业产教融合发展大会"


def meant(name, dates="2024-05-22", **hints):
    return [
        (each.name, each.is_exact)
        for each in conference_candidates(name=name, dates=dates, **hints)
    ]


@pytest.fixture
def steel(db):
    return make_conference(name=STEEL, dates="2024-05-22/2024-05-23")


REPORTS = [
    (STEEL, True),
    ("首屆 精品鋼行業產教融合發展大會", True),
    ("精品钢行业产教融合发展大会", False),
    ("National Quality Steel Industry Integration Development Conference", False),
    (
        "First conference on the integration of production and education in the high-quality steel industry",
        False,
    ),
]


@pytest.mark.parametrize(("name", "is_exact"), REPORTS)
def test_report_in_other_words_means_the_same_conference(steel, name, is_exact):
    assert meant(name) == [(STEEL, is_exact)]


@pytest.mark.parametrize(
    "name",
    [
        "第二届精品钢行业产教融合发展大会",
        "Second Quality Steel Industry Integration Development Conference",
        "精品钢行业“五金”建设研讨会",
        "Cold Chain Logistics Industry Integration Development Conference",
        "产教融合发展大会",
        "Development Conference",
        "，",
    ],
)
def test_report_of_another_meeting_on_the_day_means_none(steel, name):
    assert meant(name) == []


def test_meetings_for_different_purposes_are_two(db):
    make_conference(name="冷链物流产教融合共同体成立大会")
    assert meant("Signing Ceremony of the Cold Chain Logistics Industry-Education Community") == []
    assert (
        len(meant("Founding Conference of the Cold Chain Logistics Industry-Education Community"))
        == 1
    )


@pytest.mark.parametrize(("code", "found"), [("370100", 1), ("370000", 1), ("110000", 0)])
def test_place_that_contradicts_makes_two(db, code, found):
    make_region(code="370000", name="山东省", name_en="Shandong")
    make_conference(name=STEEL, region=make_region(code="370100", name="济南市", name_en="Jinan"))
    region = make_region(code=code, name=f"区{code}", name_en=f"Place {code}")
    assert len(meant("精品钢行业产教融合发展大会", region=region)) == found


@pytest.mark.parametrize("held", ["2024-05-24", "2023", "2024-06", "", "XXXX-05-24"])
def test_report_of_other_days_means_none(steel, held):
    assert meant(STEEL, held) == []


def test_two_conferences_of_one_name_are_both_named_and_neither_is_exact(steel):
    make_conference(name=STEEL, dates="2024-05")
    assert meant(STEEL) == [(STEEL, False)] * 2


OVERLAPS = [
    ("2024-05-22", "2024-05-22/2024-05-23", True),
    ("2024", "2024-05", True),
    ("2024-05", "2024-06", False),
    ("XXXX-11-14", "2023-11-14", True),
    ("XXXX-11-14", "2023-11-13/2023-11-15", True),
    ("XXXX-11-14", "2023-11-15", False),
    ("XXXX-11-14", "2023", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), OVERLAPS)
def test_partial_dates_overlap_where_a_day_can_be_common(one, other, expected):
    assert dates_overlap(one, other) is dates_overlap(other, one) is expected


def test_reason_names_days_and_words(steel):
    found = conference_candidates(name="精品钢行业产教融合发展大会", dates="2024-05-22")[0]
    with translation.override("en"):
        assert (
            found.reason
            == "Dates (22–23 May 2024) fit, and distinctive words (quality steel) agree."
        )


def test_conferences_are_read_in_two_queries(steel, django_assert_num_queries):
    for _number in range(5):
        make_conference(name=STEEL)
    with django_assert_num_queries(2):
        assert len(meant(STEEL)) == 6
