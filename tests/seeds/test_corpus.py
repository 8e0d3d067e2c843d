"""Extraction from our own corpus, with a floor for each relation, so that no change loses any."""

import functools
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import parse_page
from seeds.reading import read_page
from tests.seeds.scoring import names_equal, names_match, normalise_name, update_tally

CORPUS = Path(__file__).with_name("corpus")
PAGES = sorted(CORPUS.glob("*.txt"))
# relation: (precision, recall), slightly under what is reached
FLOORS = {
    "consortium": (0.9, 0.95),
    "lead": (0.98, 0.96),
    "membership": (0.98, 0.98),
    "conference": (0.9, 0.95),
    "conference_date": (0.95, 0.95),
    "conference_venue": (0.95, 0.9),
    "conference_theme": (0.95, 0.95),
    "conference_attendance": (0.95, 0.95),
    "conference_role": (0.97, 0.95),
    "agreement": (0.97, 0.95),
    "signatory": (0.97, 0.83),
    "training_base": (0.97, 0.93),
}

EXACT_PRECISION = 0.95  # of all facts, where a name counts only as the page prints it


@functools.cache
def read(path):
    """Each article of a page with its gold and its proposals."""
    page = parse_page(read_page(path))
    gold = json.loads(path.with_suffix(".json").read_text())
    wanted = gold.get("articles", [gold])
    return [
        (article, of_article, extract_proposals(article, flags=page.flags))
        for article, of_article in zip(page.articles, wanted, strict=True)
    ]


@functools.cache
def tally(same_name=names_match):
    counted = defaultdict(Counter)
    for path in PAGES:
        for _, gold, proposals in read(path):
            update_tally(gold, proposals, counted, same_name=same_name)
    return counted


@pytest.mark.parametrize("relation", FLOORS)
def test_relation_stays_above_its_floor(relation):
    precision, recall = FLOORS[relation]
    row = tally()[relation]
    assert row["right"] >= precision * row["read"]
    assert row["right"] >= recall * row["gold"]


def test_names_are_read_exactly():
    total = sum(tally(names_equal).values(), Counter())
    assert total["right"] >= EXACT_PRECISION * total["read"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_quote_stands_in_its_paragraph(path):
    for article, _, proposals in read(path):
        for evidence in (each for proposal in proposals for each in proposal.evidence):
            assert evidence.quote in article.paragraphs[evidence.paragraph - 1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_spam_is_proposed(path):
    for _, gold, proposals in read(path):
        held = normalise_name(
            json.dumps([each.as_json() for each in proposals], ensure_ascii=False)
        )
        assert [name for name in gold.get("tainted", []) if normalise_name(name) in held] == []


@pytest.mark.parametrize("stem", ["110", "114"])
def test_opinion_and_plans_give_nothing(stem):
    ((_, _, proposals),) = read(CORPUS / f"{stem}.txt")
    assert proposals == ()
