"""Offices and leads in Chinese clauses: sixty generated sentences of each kind, and look-alikes."""

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

CONSORTIUM = "东海临港造船产教联合体"
FOUNDED = f"6月3日，{CONSORTIUM}成立大会在东海召开。"
# Invented bodies, in turn
BODIES = (
    "临江大学",
    "甲山机械集团有限公司",
    "东岭职业学院",
    "南浦船务有限公司",
    "北溪技师学院",
    "青港电气股份有限公司",
    "西原职业技术学院",
    "海门精工科技有限公司",
)
SEATS = {
    "C": ("理事长单位", "chair"),
    "X": ("常务副理事长单位", "executive_vice_chair"),
    "V": ("副理事长单位", "vice_chair"),
    "S": ("秘书长单位", "secretary_general"),
    "T": ("常务理事单位", "standing_director"),
    "D": ("理事单位", "director"),
}
# Digits are bodies, capitals the words for seats. What each gives stands behind: "1C 2V" is one office each.
OFFICES = (
    ("大会选出首届理事会，{1}任{C}，{2}、{3}任{V}，{4}任{S}。", "1C 2V 3V 4S"),
    ("{C}一职由{1}担任，{S}的重任落在了{2}肩上。", "1C 2S"),
    ("经投票表决，{1}、{2}分别当选{C}和{S}。", "1C 2S"),
    ("会议推举{1}为{C}，推举{2}、{3}为{V}。", "1C 2V 3V"),
    ("{1}则从{D}升为{V}，{2}补选为{T}。", "1V 2T"),
    ("{1}与{2}分列{C}、{V}，前者还兼任{S}。", "1C 2V 1S"),
    ("{1}捧回了{V}的牌匾。", "1V"),
    ("坐上{C}席位的是{1}，而{2}坐的是{X}的席位。", "1C 2X"),
    ("{1}接任{C}，原{C}{2}改任{V}。", "1C 2V"),
    ("{1}除担任{V}之外，还承担{S}的工作。", "1V 1S"),
    ("{C}花落{1}，{V}则有{2}和{3}两家。", "1C 2V 3V"),
    ("联合体{C}{1}、{V}{2}、{S}{3}三方负责人先后发言。", "1C 2V 3S"),
    ("{C}、{S}两个席位，分别落户{1}和{2}。", "1C 2S"),
    ("{C}依然是{1}，{2}新晋为{T}。", "1C 2T"),
    ("大会同意{1}、{2}加入联合体，分别担任{V}和{D}。", "1V 2D"),
    ("经全体成员表决，{C}由{1}变更为{2}。", "2C"),
    ("{1}接替{2}出任{C}，{3}继续担任{S}。", "1C 3S"),
    ("大会还为{1}、{2}颁发了{T}证书。", "1T 2T"),
    ("担任{V}的，有{1}、{2}；担任{T}的，有{3}。", "1V 2V 3T"),
    ("名册上，{C}一栏填着{1}，{V}那栏有{2}和{3}。", "1C 2V 3V"),
    ("大会把{C}给了{1}，把{D}给了{2}、{3}。", "1C 2D 3D"),
    ("{1}卸下{C}之职，转为{X}。", "1X"),
    ("{1}不再担任{C}，改任{V}；{2}行使{C}职权。", "1V 2C"),
    ("{1}身上担子不轻，{X}和{S}都是它；{2}、{3}，{D}；{4}，{T}。", "1X 1S 2D 3D 4T"),
    ("{1}、{2}，还有来自海外的{3}，同列{D}。", "1D 2D 3D"),
    ("{1}接过{S}的印章，{2}、{3}的名字出现在{D}名录里。", "1S 2D 3D"),
    ("{C}一职，{1}领；{S}一席，属于{2}。", "1C 2S"),
    ("{C}、{S}不必多猜，分别是{1}和{2}。", "1C 2S"),
    ("{1}去年入会，职衔为{T}；{2}出掌{V}席位。", "1T 2V"),
    ("理事会设{C}1家，为{1}；{V}2家，为{2}和{3}；{S}1家，为{4}。", "1C 2V 3V 4S"),
)
LEADS = (
    ("{N}由{1}、{2}和{3}三家单位牵头成立。", "123"),
    ("{1}牵头，{2}与{3}共同发起，组建了{N}。", "123"),
    ("{N}在{1}、{2}的牵头下成立。", "12"),
    ("牵头的三家是{1}、{2}、{3}。", "123"),
    ("{N}以{1}、{2}为主体单位，联合四十家企业组成。", "12"),
    ("由{1}、{2}牵头，联合二十余家企业组成的{N}在东海揭牌。", "12"),
    ("发起成立{N}的有{1}、{2}等三家。", "12"),
    ("{1}与{2}于去年春天共同牵头组建了{N}。", "12"),
    ("扛起牵头大旗的，是{1}与{2}。", "12"),
    ("{1}、{2}、{3}三方共建{N}。", "123"),
    ("作为{N}的牵头单位之一，{1}投入了三百万元。", "1"),
    ("{N}由{1}（牵头企业）、{2}（牵头高校）、{3}（牵头职校）共同组成。", "123"),
    ("两年前，{1}振臂一呼，联合{2}发起了{N}。", "12"),
    ("由{1}作为牵头高校、{2}作为牵头企业的{N}成立。", "12"),
    ("{N}的发起人是三家单位，即{1}、{2}、{3}。", "123"),
    ("牵头组建{N}的{1}、{2}负责人分别致辞。", "12"),
    ("{N}的牵头方恰好也是三家——{1}、{2}以及{3}。", "123"),
    ("{N}由{1}牵头成立，东海市教育局为指导单位，{2}为支持单位。", "1"),
    ("{1}把{N}办了起来，{2}没有参加，牵头单位是{1}。", "1"),
    ("牵头筹建{N}的正是{1}与{2}，一校一企。", "12"),
    ("{N}挂牌，牵头的仅两家，即{1}和{2}。", "12"),
    ("{N}成立，并肩牵头的三方，为{1}、{2}、{3}。", "123"),
    ("三家单位——{1}、{2}、{3}，正是{N}的牵头单位。", "123"),
    ("由{1}领衔、与{2}和{3}并肩牵头的{N}启动。", "123"),
    ("{N}由{1}、{2}两家发起，{3}其后列为共同发起方，{4}给予指导。", "123"),
    ("{N}的主体单位有三个，即{1}、{2}与{3}。", "123"),
)
TURNS = range(3)
NO_OFFICES = (
    "{1}校长李强当选理事长，{2}总经理王伟任副理事长。",
    "{1}邀请{D}代表到校参观。",
    "{1}与{C}就合作事宜深入交流。",
    "{1}向{V}发出倡议。",
    "{1}尚不是{D}，有望成为{V}。",
    "{1}接待了来访的{S}一行。",
    "{V}负责人在{1}座谈。",
    "{D}参观了{1}实训中心。",
    "{1}的李强任理事长，{2}的王伟任秘书长。",
    "{1}未能入选{D}，{2}退出了{D}行列。",
    "各{D}要向{1}学习。",
    "{C}为{D}服务，{1}提供场地。",
    "会议由{C}主持，{1}作了汇报。",
    "在{C}的支持下，{1}建起实训车间。",
    "凡担任{D}的企业，须与{1}签订协议。",
    "双方商定，由{C}在{1}设立工作站。",
    "王伟是{1}总经理，也是联合体副理事长。",
    "{1}是省船舶学会会长单位。",
    "{1}卸下{C}之职。",
    "{C}一职，{1}没有领。",
    "{1}把样品给了{C}，{C}给了{2}三台机床。",
    "{1}、{2}，{D}的好伙伴。",
    "{1}的材料写在{D}名录旁边的展板上。",
    "{1}不必担任{C}。",
)
NO_LEADS = (
    "{1}牵头制定船舶焊接标准。",
    "{1}牵头开展师资培训项目。",
    "{1}发起倡议，号召企业开放岗位。",
    "{1}参与了发起单位座谈会。",
    "{1}与牵头单位签约，{2}感谢牵头单位的支持。",
    "会上，{1}、{2}共建船舶产业学院。",
    "{1}不是牵头单位。",
    "本次大会由{1}牵头承办。",
    "由{1}牵头、{2}参与的课题通过验收。",
    "联合体正在谋划中，牵头的将是{1}。",
    "牵头的项目仅两个，即{1}的焊接实验室和{2}的涂装线。",
    "{1}牵头、与{2}签约的项目落地。",
    "{1}以牵头联合体为契机，深化改革。",
)


def filled(template, turn):
    """The sentence of a template, with the bodies by their numbers; each turn takes others."""
    bodies = {str(number): BODIES[(number + turn * 3) % len(BODIES)] for number in range(1, 5)}
    text = template.replace("{N}", CONSORTIUM)
    for letter, (wording, _) in SEATS.items():
        text = text.replace(f"{{{letter}}}", wording)
    for number, body in bodies.items():
        text = text.replace(f"{{{number}}}", body)
    return text, bodies


def read(text):
    """What a page of one paragraph gives, after its quotes were checked to name each body."""
    article = PageArticle(paragraphs=(text,), published="2024-06-05", language="zh-hans")
    offices, leads = set(), set()
    for proposal in extract_proposals(article):
        quotes = {field: [] for field in ("organisation", "lead_organisations")}
        for each in proposal.evidence:
            quotes.setdefault(each.field, []).append(each.quote)
        assert all(quote in text for found in quotes.values() for quote in found)
        if proposal.kind == "membership":
            body = proposal.fields["organisation"]
            assert all(body in quote for quote in quotes["organisation"])
            offices.add((body, proposal.fields["role"]))
        if proposal.kind == "consortium":
            names = proposal.fields["lead_organisations"]
            assert all(
                any(name in quote for quote in quotes["lead_organisations"]) for name in names
            )
            leads.update(names)
    return offices, leads


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("template", "told"), OFFICES)
def test_each_body_has_its_own_office(template, told, turn):
    text, bodies = filled(template, turn)
    wanted = {(bodies[number], SEATS[letter][1]) for number, letter in told.split()}
    assert read(FOUNDED + text) == (wanted, set())


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("template", "told"), LEADS)
def test_leads_are_those_who_lead(template, told, turn):
    text, bodies = filled(template, turn)
    assert read(FOUNDED + text)[1] == {bodies[number] for number in told}


@pytest.mark.parametrize("template", NO_OFFICES)
def test_sentence_about_an_office_gives_it_to_nobody(template):
    text, _ = filled(template, 0)
    assert read(FOUNDED + text)[0] == set()


@pytest.mark.parametrize("template", NO_LEADS)
def test_sentence_about_leading_makes_nobody_a_lead(template):
    text, _ = filled(template, 0)
    assert read(FOUNDED + text)[1] == set()


def test_offices_without_the_word_for_units_are_those_of_bodies():
    text = f"{FOUNDED}临江大学担任理事长，东岭职业学院、北溪技师学院担任副理事长。"
    assert read(text)[0] == {
        ("临江大学", "chair"),
        ("东岭职业学院", "vice_chair"),
        ("北溪技师学院", "vice_chair"),
    }


def test_subject_without_a_known_name_takes_no_office_from_another():
    text = f"{FOUNDED}联合体由临江大学牵头组建，湘江的身份还只是一名普通的成员单位。"
    assert read(text) == (set(), {"临江大学"})


def test_body_that_joins_with_an_office_is_no_plain_member():
    text = f"{FOUNDED}临江大学、东岭职业学院两家入会，职务依次为副理事长单位、理事单位。"
    assert read(text)[0] == {("临江大学", "vice_chair"), ("东岭职业学院", "director")}
