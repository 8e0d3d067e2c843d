"""How well pages are read for which no rule was written: a floor for all relations together."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.seeds.score_pages import read_folder
from tests.seeds.scoring import names_equal, names_match, update_tally

PAGES = Path(__file__).with_name("corpus_press")


@pytest.fixture(scope="module")
def articles():
    return list(read_folder(PAGES))


@pytest.mark.parametrize(
    ("same_name", "precision", "recall"), [(names_match, 0.95, 0.84), (names_equal, 0.92, 0.8)]
)
def test_press_pages_stay_above_their_floor(articles, same_name, precision, recall):
    counted = defaultdict(Counter)
    for _, gold, proposals in articles:
        update_tally(gold, proposals, counted, same_name=same_name)
    total = sum(counted.values(), Counter())
    assert total["right"] >= precision * total["read"]
    assert total["right"] >= recall * total["gold"]
