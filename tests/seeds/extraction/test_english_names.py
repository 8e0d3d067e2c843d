"""English names of organisations in all their forms, and texts that nobody should have written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

SIGNED = (
    "Dinghu University signed a training agreement with {} on May 22, and forty students will come."
)
GENERATED = settings(derandomize=True, deadline=None, max_examples=150)
PIECES = (
    "Jiashan Harbour Water Bridge Nanpu Lakeside Müller Åkerman École 3D North-West O'Brien BRIGHT "
    "(Kenya) (CHBC) (S) ( ) () (Hong Kong) J. T. K. A.P. St. & and of for at de , - / ’s "
    "Company Corporation Group Ltd. Co.,Ltd. Inc. Limited GmbH College University Bureau Sons Office CO."
)
NAMES = st.lists(st.sampled_from(PIECES.split(" ")), min_size=1, max_size=9).map(" ".join)
ODD_TEXT = st.text(
    st.one_of(
        st.sampled_from("()（）“”\"'’《》|\t\n .,;:、。-&/与和由在的了等第一"),
        st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs"]),
        st.sampled_from("理事长单位职务学院公司签署协议成立共同体基地揭牌名单"),
    ),
    max_size=120,
)


def parties(text):
    found = extract_proposals(PageArticle(paragraphs=(text,), language="en"))
    return [name for each in found if each.kind == "agreement" for name in each.fields["parties"]]


def assert_reads(*paragraphs, language):
    """The page is read, and each quote stands in its paragraph."""
    article = PageArticle(title=paragraphs[0][:60], paragraphs=paragraphs, language=language)
    for proposal in extract_proposals(article):
        for evidence in proposal.evidence:
            assert evidence.quote in article.paragraphs[evidence.paragraph - 1]


@pytest.mark.parametrize(
    "name",
    [
        "Jiashan Water (Kenya) Company",
        "Northwind (Nigeria) Mining and Power Company",
        "China Highland Bridge Construction (CHBC) Corporation",
        "J. T. Marlow & Sons Engineering",
        "J.T. Marlow & Sons Ltd.",
        "Marlow and Sons Engineering Company",
        "Harbour Crane Holdings, Inc.",
        "Harbour Crane (China) Limited",
        "Harbour Crane Services (Shanghai) Co., Ltd.",
        "K. L. Tan Shipping Sdn. Bhd.",
        "HAIMEN HEAVY INDUSTRY GROUP CO., LTD.",
        "HAIMEN VOCATIONAL COLLEGE",
        "Société Générale de Construction Company",
        "Škoda Works Company",
        "Müller & Söhne Maschinenbau GmbH",
        "O'Brien Marine Engineering Ltd",
        "Saint-Luc Technical College",
        "St. Mary's Hospital",
        "University of Applied Sciences of Upper Bergen",
        "Bank of Haimen",
        "3D Systems Engineering Company",
        "Vale do Sol Agricultural University",
    ],
)
def test_name_is_read_whole(name):
    assert parties(SIGNED.format(name)) == ["Dinghu University", name]


def test_acronym_behind_a_name_is_no_part_of_it():
    text = SIGNED.format("Haimen Institute of Technology (HIT)")
    assert parties(text) == ["Dinghu University", "Haimen Institute of Technology"]


def test_several_signed_with_respectively_have_contracts_of_their_own():
    text = "Dinghu University {}signed an agreement with Haimen College and Nanpu Steel Group."
    assert len(parties(text.format("respectively "))) == 4
    assert len(parties(text.format(""))) == 3


@GENERATED
@given(NAMES)
def test_no_composition_of_a_name_ends_the_run(name):
    assert_reads(SIGNED.format(name), f"{name} will pay.", f"The {name} was chair.", language="en")


@GENERATED
@given(st.lists(ODD_TEXT, min_size=1, max_size=4), st.sampled_from(["en", "zh-hans", "zh-hant"]))
def test_no_text_ends_the_run(paragraphs, language):
    assert_reads(*paragraphs, language=language)
