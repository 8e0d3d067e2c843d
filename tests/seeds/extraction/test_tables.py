"""Tables of members, bases and agreements, in the shapes and words of those who make them."""

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

INTRO = "6月3日，临港造船产教融合共同体公布第一届理事会名单。"
ENGLISH_INTRO = "The National Ship Industry Education Integration Community has its first council."
A, B, C, D = "海门学院", "壬石重工集团有限公司", "癸水海事大学", "子丑钢铁股份有限公司"
STANDARD = {(A, "chair"), (B, "vice_chair"), (C, "director")}


def proposals(*lines, kind, intro=INTRO, title=""):
    """The fields of the proposals of a kind, each quote checked against its paragraph."""
    article = PageArticle(title=title, paragraphs=(intro, *lines))
    found = extract_proposals(article)
    assert all(
        e.quote in article.paragraphs[e.paragraph - 1] for each in found for e in each.evidence
    )
    return [each.fields for each in found if each.kind == kind]


def offices(*lines, **options):
    found = proposals(*lines, kind="membership", **options)
    return {(each["organisation"], each["role"]) for each in found}


def bases(*lines):
    found = proposals(*lines, kind="training_base", intro="6月3日，公布基地名单。")
    return [(each["name"], each["hosts"]) for each in found]


@pytest.mark.parametrize(
    "lines",
    [
        ["编号 | 成员单位 | 共同体职务", f"1 | {A} | 理事长单位", f"2 | {B} | 副理事长单位",
         f"3 | {C} | 理事单位"],
        ["| 单位 | 身份 |", "| --- | --- |", f"| {A} | 会长单位 |", f"| {B} | 副会长单位 |",
         f"| {C} | 理事单位 |"],
        ["席位\t机构名称", f"理事长单位\t{A}", f"副理事长单位\t{B}", f"理事单位\t{C}"],
        ["单位名称\t\t职务", f"{A}\t\t\t理事长单位", f"{B}\t副理事长单位", f"{C}\t\t理事单位"],
        ["单位名称      职务", f"{A}      理事长单位", f"{B}  副理事长单位", f"{C}    理事单位"],
        [f"{A}　　理事长单位", f"{B}　　副理事长单位", f"{C}　　理事单位"],
        [f"1｜{A}｜理事长", f"2｜{B}｜副理事长", f"3｜{C}｜理事"],
        ["序号 | 单位名称", "理事长单位", f"1 | {A}", "副理事长单位（1家）", f"1 | {B}", "理事单位",
         f"1 | {C}"],
        ["一、理事长单位", "序号 | 单位", f"1 | {A}", f"2 | {A}", "二、副理事长单位", f"1 | {B}",
         f"2 | {B}",
         "三、理事单位（排名不分先后）", f"1 | {C}", f"2 | {C}"],
        ["理事长单位 | 副理事长单位 | 理事单位", f"{A} | {B} | {C}", "| | | |"],
        ["序号 | 单 位 名 称 | 职　务", f"1 | {A} | 理事长单位", f"2 | {B} | 副理事长单位",
         f"3 | {C} | 理事单位"],
        ["单位 | 职务 | 单位 | 职务", f"{A} | 理事长单位 | {B} | 副理事长单位", f"{C} | 理事单位 | | |"],
        ["职务 | 单位 | 职务 | 单位", f"理事长单位 | {A} | 副理事长单位 | {B}", f"理事单位 | {C} | | |"],
        ["单位 | 单位类型 | 职务", f"{A} | 高校 | 理事长单位", f"{B} | 企业 | 副理事长单位",
         f"{C} | 高校 | 理事单位"],
        ["担任职务 | 单位名称 | 联系人", f"理事长 | {A} | 周明", f"副理事长 | {B} | 李强", f"理事 | {C} | —"],
        ["单位名称\t职务\t备注", f"{A}\t理事长单位", f"{B}\t副理事长单位\t轮值", f"{C}\t理事单位"],
        ["姓名 | 单位 | 职务 | 共同体职务", f"周明 | {A} | 会长 | 理事长单位",
         f"李强 | {B} | 理事长 | 副理事长单位",
         f"王芳 | {C} | 主席 | 理事单位"],
        ["序号 | 成员单位", f"1 | {A}（理事长单位）", f"2 | {B}（副理事长单位）", f"3 | {C}（理事单位）"],
        ["单位 | 职务", f"{A} | 理事长单位", "单位 | 职务", f"{B} | 副理事长单位", f"{C} | 理事单位",
         "合计 | 3家"],
        ["单位 | 成立时间 | 职务", f"{A} | 1958年9月 | 理事长单位", f"{B} | 2001-05-01 | 副理事长单位",
         f"{C} | 1960年 | 理事单位", "注：排名不分先后 | |"],
    ],
)  # fmt: skip
def test_offices_are_those_of_their_rows(lines):
    assert offices(*lines) == STANDARD


@pytest.mark.parametrize(
    "lines",
    [
        ["单位 | 联系人 | 职务", f"{A} | 周明 | 主任", f"{B} | 李强 | 秘书长"],
        ["姓名 | 单位 | 职务", f"周明 | {A} | 理事长", f"李强 | {B} | 副理事长"],
        ["单位 | 职务", f"{A} | 监事长单位", f"{B} | 副秘书长单位", f"{C} | 名誉理事长单位",
         f"{D} | 轮值理事长单位"],
        ["序号 | 单位", "监事单位", f"1 | {A}", f"2 | {B}"],
        ["临港造船产教融合共同体拟任副理事长单位名单", "序号 | 单位", f"1 | {A}", f"2 | {B}"],
        ["理事长、副理事长单位名单如下：", "序号 | 单位", f"1 | {A}", f"2 | {B}"],
        ["学校 | 企业 | 类别", f"{A} | {B} | 理事单位", f"{C} | {D} | 会员单位"],
        ["单位 | 职务 | 单位", f"{A} | 理事单位 | {B}", f"{C} | 会员单位 | {D}"],
        ["时间 | 内容", f"9:00 | {A}院长致辞", f"9:20 | {B}授牌"],
        ["职务 | 单位", "理事长单位 | 待定", "副理事长单位 | （空缺）"],
        ["单位 | 职务", "教务处 | 理事单位", "党委办公室 | 理事单位"],
        ["周明    李强", "王芳    赵敏", "孙丽    钱军"],
    ],
)  # fmt: skip
def test_what_is_not_understood_gives_nobody_an_office(lines):
    assert offices(*lines) == set()


def test_blank_office_is_not_that_of_the_row_above():
    lines = ["单位 | 职务", f"{A} | 理事长单位", f"{B} | |", f"{C} | 理事单位"]
    assert offices(*lines) == STANDARD - {(B, "vice_chair")}


def test_section_ends_where_an_unknown_one_begins():
    lines = ["序号 | 单位", "理事单位", f"1 | {A}", "观察员单位", f"1 | {B}", "企业", f"2 | {C}"]
    assert offices(*lines) == {(A, "director")}


def test_group_of_bodies_keeps_the_office_over_it():
    lines = ["序号 | 单位", "副理事长单位", "院校", f"1 | {A}", "企业类", f"2 | {B}"]
    assert offices(*lines) == {(A, "vice_chair"), (B, "vice_chair")}


def test_prose_ends_the_office_over_a_table():
    lines = ["副理事长单位：", "序号 | 单位", f"1 | {A}", f"2 | {B}"]
    others = ["此外，还有以下单位派人参加了会议，并表示将继续支持。", f"1 | {C}", f"2 | {D}"]
    assert offices(*lines, *others) == {(A, "vice_chair"), (B, "vice_chair")}


def test_members_are_read_from_a_list_that_is_called_so():
    lines = ["序号 | 单位名称 | 地区", f"1 | {A} | 海门", f"2 | {B} | 青港"]
    members = {(A, "member"), (B, "member")}
    assert offices("共同体成员单位名单如下：", *lines) == members
    assert offices(*lines, title="临港造船产教融合共同体会员单位名单") == members
    assert offices(*lines, title="临港造船产教融合共同体成立大会参会单位") == set()


def test_names_in_one_cell_are_told_apart():
    lines = ["职务 | 单位", f"理事单位 | {A}、{B}", f"会员单位 | {C} {D}等2家单位"]
    assert offices(*lines) == {(A, "director"), (B, "director"), (C, "member"), (D, "member")}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("壬石重工集团 有限公司", "壬石重工集团有限公司"),
        ("1.海门学院", "海门学院"),
        ("海门学院（牵头）", "海门学院"),
        ("中和机械有限公司", "中和机械有限公司"),
        ("ABB（海门）电气有限公司", "ABB（海门）电气有限公司"),
        ("壬石重工", "壬石重工"),
        ("Renshi Group Co., Ltd.", "Renshi Group Co., Ltd."),
        ("Zichou Steel (Kenya) Company", "Zichou Steel (Kenya) Company"),
    ],
)
def test_name_in_a_cell_is_whole(printed, name):
    assert offices("单位 | 职务", f"{printed} | 理事单位", f"{C} | 会员单位") == {
        (name, "director"),
        (C, "member"),
    }


def test_each_office_of_a_cell_counts():
    lines = ["单位 | 职务", f"{A} | 理事长单位、秘书长单位", f"{B} | 副理事长单位兼监事单位"]
    assert offices(*lines) == {(A, "chair"), (A, "secretary_general")}


def test_office_over_the_rows_is_quoted_and_said_in_its_words():
    (first, second) = [
        each
        for each in extract_proposals(
            PageArticle(paragraphs=(INTRO, "二、副理事长单位（2家）：", f"1 | {A}", f"2 | {B}"))
        )
        if each.kind == "membership"
    ]
    assert [(e.field, e.paragraph) for e in second.evidence] == [("organisation", 4), ("role", 2)]
    assert first.fields["wording"] == "副理事长单位"


def test_each_row_may_have_its_own_consortium():
    lines = [
        "共同体名称 | 理事长单位 | 秘书长单位",
        f"海门船舶产教融合共同体 | {A} | {B}",
        f"青港港口产教融合共同体 | {C} | {D}",
    ]
    found = proposals(*lines, kind="membership", intro="6月3日，公布两个产教融合共同体。")
    assert {(each["consortium"], each["organisation"], each["role"]) for each in found} == {
        ("海门船舶产教融合共同体", A, "chair"),
        ("海门船舶产教融合共同体", B, "secretary_general"),
        ("青港港口产教融合共同体", C, "chair"),
        ("青港港口产教融合共同体", D, "secretary_general"),
    }


def test_day_of_joining_stands_in_its_own_column():
    lines = ["单位 | 建校时间 | 入会时间 | 职务", f"{A} | 1958-09-01 | 2024年5月 | 理事长单位"]
    (found,) = proposals(*lines, "合计 | 1 | |", kind="membership")
    assert found["since"] == "2024-05"


def test_lead_in_a_column_of_offices_is_a_lead():
    lines = ["单位 | 职务", f"{A} | 牵头单位", f"{B} | 理事长单位"]
    (consortium,) = proposals(*lines, kind="consortium")
    assert consortium["lead_organisations"] == [A]
    assert offices(*lines) == {(B, "chair")}


def test_english_tables_are_read():
    lines = ["No.\tMember\tPosition", "1\tHaimen College\tChair unit"]
    lines += [
        "2\tJ. T. Marlow & Sons Engineering\tExecutive Vice-Chair",
        "3\tBank of Haimen\tSpeaker",
    ]
    assert offices(*lines, intro=ENGLISH_INTRO) == {
        ("Haimen College", "chair"),
        ("J. T. Marlow & Sons Engineering", "executive_vice_chair"),
    }


def test_bases_have_the_bodies_of_their_columns():
    lines = [
        "序号 | 产业学院名称 | 依托学校 | 共建企业 | 批准部门",
        f"1 | 海工装备产业学院 | {A} | {B}、{D} | 海门市教育局",
        f"2 | 船舶电气现场工程师学院 | {C} | 无 | |",
    ]
    second, first = proposals(*lines, kind="training_base", intro="6月3日，公布名单。")
    assert [row["role"] for row in first["partners"]] == ["host", "co_founder", "co_founder"]
    assert (first["hosts"], first["awarded_by"]) == ([A], "海门市教育局")
    assert (second["hosts"], second["partners"][1:], second["awarded_by"]) == ([C], [], "")


def test_school_over_its_bases_is_their_host():
    lines = [
        "序号 | 基地名称 | 合作企业",
        A,
        f"1 | 船舶焊接实训基地 | {B}",
        C,
        f"1 | 港口机械实训基地 | {D}",
    ]
    assert bases(*lines) == [("船舶焊接实训基地", [A]), ("港口机械实训基地", [C])]
    assert bases(lines[0], "海门市教育局", lines[2], lines[4])[0] == ("船舶焊接实训基地", [])


def test_body_in_an_unknown_column_is_no_host():
    lines = ["基地名称 | 联系单位", f"船舶焊接实训基地 | {A}", f"港口机械实训基地 | {C}"]
    assert bases(*lines) == [("船舶焊接实训基地", []), ("港口机械实训基地", [])]


def test_agreements_have_the_parties_of_their_row():
    lines = [
        "甲方 | 甲方代表 | 乙方 | 签约项目",
        f"{A} | 周明 | {B} | 订单班合作协议",
        f"{C} | 王芳 | {D} | /",
    ]
    found = proposals(*lines, kind="agreement", intro="6月3日，校企签约。")
    assert [(each["parties"], each["title"]) for each in found] == [
        ([A, B], "订单班合作协议"),
        ([C, D], ""),
    ]


def test_bars_in_prose_make_no_table():
    lines = ["图 | 周明", "文 | 李强", f"会上，{A}当选为共同体理事长单位。"]
    assert offices(*lines) == {(A, "chair")}


def test_label_and_value_between_a_bar_are_read_as_a_line():
    lines = ["会议名称 | 船舶产教融合大会", f"主办单位 | {A}", "会议地点 | 海门会堂"]
    (found,) = proposals(*lines, kind="conference", intro="6月3日，船舶产教融合大会召开。")
    assert found["roles"]["host"] == [A]


def test_list_of_bases_needs_no_heading_that_says_so():
    rows = [f"1 | 船舶焊接实训基地 | {A}", f"2 | 港口机械实训基地 | {C}"]
    caption = "海门市产教融合实训基地名单"
    headed = [("船舶焊接实训基地", [A]), ("港口机械实训基地", [C])]
    assert bases(caption, "序号 | 名称 | 牵头单位", *rows) == headed
    assert bases(caption, *rows) == [(name, []) for name, _ in headed]
    assert proposals(*rows, kind="training_base", intro="6月3日，学院开会。") == []
