"""English clauses of many shapes, each with several sets of invented names: what they tell, and all of it."""

from itertools import combinations
from pathlib import Path

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

ROWS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in Path(__file__).with_name("english_clauses.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NAME_SETS = [
    {
        "a": "Luoyuan Maritime Polytechnic",
        "b": "Haibin Shipyard Group",
        "c": "Tongli Textile Co., Ltd.",
        "d": "Beichuan Normal University",
        "e": "Pinghe Vocational College",
        "f": "Siebert GmbH",
        "p": "Zhou Lin",
        "q": "Han Mei",
        "x": "Luoyuan Dock Training Base",
        "y": "Siebert Robotics Laboratory",
        "z": "Tongli Dyeing Practice Center",
    },
    {
        "a": "Qinghe University of Science and Technology",
        "b": "Dongwan Optics Group Co., Ltd.",
        "c": "Weihe Dairy Company",
        "d": "Jinling Institute of Glass",
        "e": "Linqu Technician College",
        "f": "Hartmann Pumps Ltd.",
        "p": "Sun Yue",
        "q": "Ma Chao",
        "x": "Qinghe Lens Training Base",
        "y": "Dongwan Coating Laboratory",
        "z": "Weihe Cheese Practice Center",
    },
    {
        "a": "Yunxi Railway Vocational and Technical College",
        "b": "Baiyang Rail Equipment Corporation",
        "c": "Hongshan Logistics Holdings",
        "d": "Longtan University",
        "e": "Shixi Polytechnic",
        "f": "Nordvik Signals Inc.",
        "p": "Tang Bo",
        "q": "Luo Xin",
        "x": "Yunxi Track Training Base",
        "y": "Nordvik Signal Laboratory",
        "z": "Baiyang Brake Practice Center",
    },
    {
        "a": "Nanhu Agricultural University",
        "b": "Xinfeng Seed Company",
        "c": "Lanshan Tea Group",
        "d": "Meihe College of Horticulture",
        "e": "Gushan Vocational School",
        "f": "Verbeek Greenhouse Company",
        "p": "Gao Jie",
        "q": "Wei Na",
        "x": "Nanhu Seed Training Base",
        "y": "Verbeek Climate Laboratory",
        "z": "Lanshan Tea Practice Center",
    },
]
COMMUNITY = (
    "The National Kiln Industry-Education Integration Community was founded in Luoyuan in May 2024."
)
FORUM = "The 2024 Kiln Skills Forum was held in Luoyuan on May 6, 2024."
OPENINGS = {"office": (COMMUNITY,), "lead": (COMMUNITY,), "role": (FORUM,)}


def agreements(fields):
    for pair in combinations(fields["parties"], 2):
        yield " + ".join(sorted(pair))
    for row in fields["signatories"]:
        yield f"signed by {row['person']}"


def offices(fields):
    if fields["role"] not in ("lead", "guiding"):
        yield f"{fields['organisation']}: {fields['role'].replace('executive_', '')}"


def roles(fields):
    for role, names in fields["roles"].items():
        for name in names:
            yield f"{role}: {name}"


READERS = {
    "agreement": ("agreement", agreements),
    "office": ("membership", offices),
    "lead": ("consortium", lambda fields: fields["lead_organisations"]),
    "role": ("conference", roles),
    "base": ("training_base", lambda fields: [fields["name"]]),
}


def expected(relation, told):
    """The facts of a row; parties of one agreement are told in pairs."""
    for fact in told.split("; ") if told != "-" else ():
        parties = fact.split(" + ")
        if relation == "agreement" and len(parties) > 1:
            yield from (" + ".join(sorted(pair)) for pair in combinations(parties, 2))
        else:
            yield fact


@pytest.mark.parametrize("names", NAME_SETS, ids=[names["p"] for names in NAME_SETS])
@pytest.mark.parametrize(("relation", "text", "told"), ROWS)
def test_clause_tells_its_facts_and_no_others(relation, text, told, names):
    paragraphs = (*OPENINGS.get(relation, ()), text.format(**names))
    kind, read = READERS[relation]
    found = extract_proposals(PageArticle(title="", paragraphs=paragraphs, language="en"))
    facts = {fact for each in found if each.kind == kind for fact in read(each.fields)}
    assert facts == set(expected(relation, told.format(**names)))
    assert all(item.quote in " ".join(paragraphs) for each in found for item in each.evidence)
