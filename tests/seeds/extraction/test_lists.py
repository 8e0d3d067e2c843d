"""Names that stand outside of their trigger's sentence, or under a shorter name."""

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

OPENING = "全国船舶行业产教融合共同体成立大会在临江召开。"
FOUNDED = (
    "The National Ship Industry Education Integration Community was set up by "
    "Linjiang Harbour Steel Group and Dongling College."
)


def offices(*paragraphs, language="zh-hans"):
    found = extract_proposals(PageArticle(paragraphs=paragraphs, language=language))
    return {
        (each.fields["organisation"], each.fields["role"])
        for each in found
        if each.kind == "membership"
    }


def leads(*paragraphs):
    found = extract_proposals(PageArticle(paragraphs=paragraphs))
    return [
        name
        for each in found
        if each.kind == "consortium"
        for name in each.fields["lead_organisations"]
    ]


def bases(*paragraphs):
    found = extract_proposals(PageArticle(paragraphs=paragraphs))
    return [each.fields["name"] for each in found if each.kind == "training_base"]


def test_names_below_an_open_line_hold_its_office():
    found = offices(OPENING, "副理事长单位：", "1.临江大学", "2.东岭职业学院", "会议在掌声中结束。")
    assert found == {("临江大学", "vice_chair"), ("东岭职业学院", "vice_chair")}


def test_rows_of_a_table_hold_the_office_over_it():
    found = offices(OPENING, "三、副理事长单位（1家）", "序号 单位名称 所在地", "1 临江大学 山东")
    assert found == {("临江大学", "vice_chair")}


def test_sentence_below_an_open_line_holds_no_office():
    assert offices(OPENING, "副理事长单位：", "临江大学的代表介绍了情况。") == set()


def test_counted_bodies_are_those_listed_before():
    listed = "理事长单位（2家）：临江大学、甲山机械集团"
    assert leads(OPENING, listed, "上述两家单位同时也是共同体的牵头单位。") == [
        "临江大学",
        "甲山机械集团",
    ]


def test_counted_bodies_are_not_guessed_from_a_longer_list():
    listed = "理事长单位：临江大学、甲山机械集团、东岭职业学院"
    assert leads(OPENING, listed, "上述两家单位同时也是共同体的牵头单位。") == []


def test_office_said_behind_a_comma_does_not_take_the_list_before():
    found = offices(OPENING, "共同体理事长单位为临江大学，东岭职业学院任秘书长单位。")
    assert found == {("临江大学", "chair"), ("东岭职业学院", "secretary_general")}


def test_short_english_name_is_led_back_to_the_full_one():
    found = offices(FOUNDED, "Harbour Steel takes the chair.", language="en")
    assert found == {("Linjiang Harbour Steel Group", "chair")}


def test_explained_chinese_name_is_led_back_to_the_full_one():
    found = offices(
        OPENING, "临江港钢铁集团（以下简称“港钢”）发布公告。", "港钢当选为共同体理事长单位。"
    )
    assert found == {("临江港钢铁集团", "chair")}


def test_firm_is_known_by_its_first_word_unless_it_names_a_place():
    page = (
        f"{FOUNDED[:-1]} and Bluefin Terminal Co., Ltd.",
        "Delegates elected Bluefin chair of the council.",
    )
    assert offices(*page, language="en") == {("Bluefin Terminal Co., Ltd.", "chair")}
    assert offices(page[0], "In Bluefin, delegates elected the chair.", language="en") == set()


def test_bodies_of_two_sentences_are_as_many_as_counted():
    told = (
        "最早动议的是甲山机械集团。它先后找上临江大学、东岭职业学院，"
        "三家一拍即合，如今并列为共同体的牵头单位。"
    )
    assert leads(OPENING, told) == ["甲山机械集团", "临江大学", "东岭职业学院"]
    assert leads(OPENING, told.replace("三家", "四家")) == []


def test_bracket_behind_a_name_parts_no_list():
    assert leads(OPENING, "共同体由临江大学（简称“临大”）、甲山机械集团共同发起。") == [
        "临江大学",
        "甲山机械集团",
    ]


def test_office_of_a_person_is_not_one_of_the_body():
    assert offices(OPENING, "临江大学校长李强当选共同体副理事长。") == set()
    assert (
        offices(
            FOUNDED,
            "Li Qiang, president of Dongling College, was elected chair of the community.",
            language="en",
        )
        == set()
    )


def test_clause_that_goes_on_shares_the_plan_before_it():
    planned = "年会拟于明年举办，并为“临江船舶产业学院”揭牌。"
    assert bases(OPENING, planned) == []
    assert bases(OPENING, planned.replace("拟于明年举办", "昨日举办")) == ["临江船舶产业学院"]
