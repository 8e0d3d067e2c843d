"""Pages that nobody should have written: bounded work, exact quotes, no names out of nothing."""

import pytest

from seeds.extraction import Budget, extract_proposals
from seeds.extraction.text.budget import PAGE_BUDGET
from seeds.pages import PageArticle

SIGNED = "临江大学与甲山机械集团签署战略合作协议。"
ACRONYMS = "SDUT, MIT and NJCIT (USJ) met SPA, IEEE and GBA at a forum of ABC, DEF and GHI. "


def read(*paragraphs, **options):
    """The proposals of a page, each quote checked against its paragraph."""
    article = PageArticle(paragraphs=paragraphs, language=options.pop("language", "zh-hans"))
    found = extract_proposals(article, **options)
    assert all(
        e.quote in article.paragraphs[e.paragraph - 1] for each in found for e in each.evidence
    )
    return found


def test_page_of_many_lines_costs_no_more_than_its_budget():
    budget = Budget()
    (agreement,) = read(*[SIGNED] * 20_000, budget=budget)
    assert budget.is_spent
    assert budget.remaining == 0
    assert max(each.paragraph for each in agreement.evidence) <= PAGE_BUDGET // len(SIGNED) + 1


def test_line_of_a_megabyte_is_read_as_far_as_the_budget_goes():
    budget = Budget(remaining=5000)
    (agreement,) = read(SIGNED * 50_000, budget=budget)
    assert agreement.fields["parties"] == ["临江大学", "甲山机械集团"]
    assert budget.is_spent


@pytest.mark.parametrize(
    "text",
    [
        "（" * 3000,
        "“" * 3000 + SIGNED,
        "（" * 2000 + "）" * 2000,
        "《“（" * 1000,
        "学院" * 2000,
        "的" * 4000,
        "由在与" * 1500,
    ],
)
def test_brackets_without_end_are_read(text):
    assert {each.kind for each in read(text)} <= {"agreement"}


def test_marks_of_direction_and_width_stay_in_quotes():
    text = "临\u200b江大学\u202e与甲山\u200f机械集团\u2066签署\ufeff战略合作协议。"
    (agreement,) = read(text)
    assert agreement.fields["parties"] == ["临江大学", "甲山机械集团"]
    assert agreement.evidence[0].quote == text


@pytest.mark.parametrize(
    "text", ["李强、王伟、欧阳明、张小红、" * 500, "临江大学、甲山机械集团、东岭学会、" * 400]
)
def test_page_of_only_names_gives_nothing(text):
    assert read(text) == ()


def test_english_page_of_acronyms_names_no_party():
    found = read(ACRONYMS * 200, language="en")
    assert {each.kind for each in found} <= {"conference"}
