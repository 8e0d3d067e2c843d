"""English sentences of everyday kinds: who is named in them, and what is reported of whom."""

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle


def read(kind, *paragraphs, title=""):
    page = PageArticle(title=title, paragraphs=paragraphs, language="en")
    return [each for each in extract_proposals(page) if each.kind == kind]


def parties(*paragraphs):
    return [each.fields["parties"] for each in read("agreement", *paragraphs)]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "The Linjiang Rail Industry-Education Community is led by Linjiang University of Science and"
            " Technology, the administrative committee of the Linjiang High-tech Zone and pump maker"
            " Dongling Marine.",
            [
                "Linjiang University of Science and Technology",
                "administrative committee of the Linjiang High-tech Zone",
                "Dongling Marine",
            ],
        ),
        (
            "The Linjiang Rail Industry-Education Community is led by Linjiang Vocational and technical"
            " College and the Dongling city government.",
            ["Linjiang Vocational and technical College", "Dongling city government"],
        ),
    ],
)
def test_leads_in_a_list_are_whole_names(text, leads):
    (consortium,) = read("consortium", text)
    assert consortium.fields["lead_organisations"] == leads


def test_onlooker_is_no_party():
    text = (
        "Witnessed by officials of the Dongling Bureau, Linjiang College signed a contract"
        " with Jiashan Steel Group."
    )
    assert parties(text) == [["Linjiang College", "Jiashan Steel Group"]]


def test_second_contract_has_the_party_of_the_first():
    text = (
        "Linjiang College signed a contract with Jiashan Steel Group."
        " A second was concluded with Dongling Bank."
    )
    assert parties(text) == [
        ["Linjiang College", "Jiashan Steel Group"],
        ["Linjiang College", "Dongling Bank"],
    ]


def test_each_signatory_has_the_own_organisation():
    text = (
        "The contract between Linjiang College and Jiashan Steel Group was signed by"
        " Vice President Sun Li for Linjiang College and General Manager Zhou Wei for Jiashan Steel Group."
    )
    for agreement in read("agreement", text):
        for row in agreement.fields["signatories"]:
            assert row["organisation"] != "Jiashan Steel Group" or row["person"] == "Zhou Wei"


def test_glued_words_are_parted_and_quoted_as_printed():
    text = "The 2024 Skills Forum was hosted byLinjiang Welding Association in Jinan on March 3."
    (conference,) = read("conference", text)
    assert conference.fields["roles"]["host"] == ["Linjiang Welding Association"]
    assert all(evidence.quote in text for evidence in conference.evidence)
