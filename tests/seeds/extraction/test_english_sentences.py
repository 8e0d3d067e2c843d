"""English sentences of everyday kinds: who is named in them, and what is reported of whom."""

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle


def read(kind, *paragraphs, title=""):
    page = PageArticle(title=title, paragraphs=paragraphs, language="en")
    return [each for each in extract_proposals(page) if each.kind == kind]


def parties(*paragraphs):
    return [each.fields["parties"] for each in read("agreement", *paragraphs)]


def leads(bodies):
    text = f"The Linjiang Rail Industry-Education Community is led by {bodies}."
    (consortium,) = read("consortium", text)
    return consortium.fields["lead_organisations"]


def test_leads_in_a_list_are_whole_names():
    bodies = (
        "Linjiang University of Science and Technology, the administrative committee of the"
        " Linjiang High-tech Zone and pump maker Dongling Marine"
    )
    assert leads(bodies) == [
        "Linjiang University of Science and Technology",
        "administrative committee of the Linjiang High-tech Zone",
        "Dongling Marine",
    ]


def test_words_in_small_letters_belong_to_names():
    bodies = "Linjiang Vocational and technical College and the Dongling city government"
    assert leads(bodies) == [
        "Linjiang Vocational and technical College",
        "Dongling city government",
    ]


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
