"""Signatories: sentences with more than one contract, or with their people named elsewhere."""

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle


def agreements(*paragraphs, language="zh-hans"):
    found = extract_proposals(PageArticle(paragraphs=paragraphs, language=language))
    return [each.fields for each in found if each.kind == "agreement"]


def parties(*paragraphs, language="zh-hans"):
    return sorted(sorted(each["parties"]) for each in agreements(*paragraphs, language=language))


def pens(*paragraphs, language="zh-hans"):
    found = agreements(*paragraphs, language=language)
    return {(row["person"], row["organisation"]) for each in found for row in each["signatories"]}


@pytest.mark.parametrize(
    "text",
    [
        "临江大学与甲山机械集团签署合作协议，与东岭钢铁公司签订培养协议。",
        "临江大学校长李强一口气签下两家：同甲山机械集团签的是合作协议，同东岭钢铁公司签的则是培养协议。",
        "李强代表临江大学，分别与甲山机械集团总经理王伟、东岭钢铁公司董事长周敏签订合作协议。",
        "集中签约：临江大学与甲山机械集团；临江大学与东岭钢铁公司。",
    ],
)
def test_each_contract_of_a_sentence_has_its_own_parties(text):
    assert parties(text) == [["东岭钢铁公司", "临江大学"], ["临江大学", "甲山机械集团"]]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Linjiang University signed two contracts: one with Jiashan Steel Group on staff"
            " and another with Dongling College."
        ),
        (
            "On behalf of Linjiang University, Li Qiang signed agreements"
            " with Jiashan Steel Group and Dongling College."
        ),
    ],
)
def test_each_partner_of_plural_contracts_has_its_own(text):
    assert parties(text, language="en") == [
        ["Dongling College", "Linjiang University"],
        ["Jiashan Steel Group", "Linjiang University"],
    ]


def test_what_the_parties_agree_about_is_no_party():
    assert parties("临江大学与甲山机械集团就共建东岭工程师学院签约。") == [
        ["临江大学", "甲山机械集团"]
    ]


def test_signatories_behind_the_verb_make_an_agreement():
    text = (
        "The deal was signed by Li Qiang (President, Linjiang University)"
        " and Dr Karl Brenner (Director, Nordland College)."
    )
    assert parties(text, language="en") == [["Linjiang University", "Nordland College"]]
    assert pens(text, language="en") == {
        ("Li Qiang", "Linjiang University"),
        ("Karl Brenner", "Nordland College"),
    }


def test_surname_leads_back_to_the_person():
    first = (
        "Li Qiang, president of Linjiang University, met Wang Wei, chairman of Jiashan Steel Group."
    )
    then = "Professor Li signed a contract with Jiashan Steel Group."
    assert pens(first, then, language="en") == {("Li Qiang", "Linjiang University")}


def test_people_who_sign_for_both_sides_sign_what_was_told():
    text = "联盟与东岭学会签订备忘录，甲山机械集团总裁李强和东岭学会会长王伟分别代表双方签署。"
    (agreement,) = agreements(text)
    assert [row["person"] for row in agreement["signatories"]] == ["李强", "王伟"]


def test_form_drawn_from_a_name_stands_for_it():
    first = "甲山海洋重工有限公司董事长李强来到临江大学。"
    assert parties(first, "临江大学与甲山重工签署合作协议。") == [
        ["临江大学", "甲山海洋重工有限公司"]
    ]


def test_form_that_fits_two_names_stands_for_neither():
    first = "甲山海洋重工有限公司、甲山船舶重工有限公司的代表来到临江大学。"
    assert parties(first, "临江大学与甲山重工签署合作协议。") != [
        ["临江大学", "甲山海洋重工有限公司"]
    ]


def test_school_that_an_article_tells_of_is_the_school():
    first = "东岭工程学院迎来甲山机械集团的客人。"
    assert parties(first, "校方与甲山机械集团签署合作协议。") == [["东岭工程学院", "甲山机械集团"]]


def test_school_of_two_is_not_guessed():
    first = "东岭工程学院、临江大学迎来甲山机械集团的客人。"
    assert parties(first, "校方与甲山机械集团签署合作协议。") == [["甲山机械集团"]]


@pytest.mark.parametrize(
    "text",
    [
        (
            "临江大学校长李强签了两次名，一次是和甲山机械集团总经理王伟，为研究院；"
            "一次是和东岭钢铁公司董事长周敏，为订单班。"
        ),
        "临江大学校长李强当天签了两份协议，一份与甲山机械集团总经理王伟，一份与东岭钢铁公司董事长周敏。",
        (
            "临江大学校长李强签了两次名。第一次，对面坐的是甲山机械集团总经理王伟；"
            "第二次，对面换成东岭钢铁公司董事长周敏。"
        ),
    ],
)
def test_occasions_of_one_signatory_are_contracts_of_their_own(text):
    pairs = [names for names in parties(text) if len(names) > 1]
    assert pairs == [["东岭钢铁公司", "临江大学"], ["临江大学", "甲山机械集团"]]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("与甲山机械集团牵手的是临江大学，双方当场签了协议。",),
        (
            "临江大学校长李强先同东岭钢铁公司董事长周敏谈妥，再把甲山机械集团总经理王伟请到一旁，双方签字。",
        ),
        ("临江大学校长李强介绍了情况。", "李强与甲山机械集团总经理王伟签署合作协议。"),
        ("临江大学校长岩罕龙、甲山机械集团总经理王伟共同签署协议。",),
    ],
)
def test_parties_are_found_behind_their_people_and_in_clefts(paragraphs):
    assert parties(*paragraphs) == [["临江大学", "甲山机械集团"]]


def test_surname_and_post_stand_for_who_signed_before():
    text = "临江大学校长李强和甲山机械集团总经理王伟签了协议，李校长又与东岭钢铁公司董事长周敏签立备忘录。"
    assert parties(text) == [["东岭钢铁公司", "临江大学"], ["临江大学", "甲山机械集团"]]


@pytest.mark.parametrize(
    "text",
    [
        "临江大学校长李强和东岭学院院长赵敏共同为新楼剪彩，双方师生表演了节目，南湖软件公司签订了采购合同。",
        "赛后，临江大学队与东岭学院队互赠队旗并签名留念。",
        "临江大学走访了两家企业，一家是甲山机械集团，另一家是东岭钢铁公司。",
    ],
)
def test_those_who_do_something_else_together_sign_nothing(text):
    assert parties(text) == []
