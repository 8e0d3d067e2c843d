"""Generated sentences on training bases: exactly the bases that a sentence tells of are read."""

from itertools import cycle

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

PLACES = ("澜川", "鹿溪", "松陵", "云岫", "禾浦", "石漫")
FIELDS = (
    "氢能装备",
    "冷链仓储",
    "数控加工",
    "轨道信号",
    "陶瓷成型",
    "中药炮制",
    "船舶电气",
    "林果",
)
NOUNS = (
    "实训基地",
    "产业学院",
    "实训中心",
    "工程师学院",
    "公共实训基地",
    "技能大师工作室",
    "实践基地",
)
SCHOOLS = ("职业技术学院", "技师学院", "工业大学", "农业职业学院")
FIRMS = ("精密机械有限公司", "新能源集团", "物流股份有限公司", "药业有限公司")
PEOPLE = ("周岚", "郑怀远", "沈若愚", "许望之")
# {0} and {1} are bases, {school} and {firm} bodies, {one} and {other} persons.
TOLD_ONE = (
    "{one}与{other}一道揭开“{0}”牌匾上的红绸。",
    "{school}以及{firm}为{0}揭牌。",
    "{school}向{firm}授予“{0}”铜牌。",
    "红布滑落，墙上现出“{0}”几个大字。",
    "签约之后，校门口挂出了“{0}”的牌子。",
    "由{school}出场地、{firm}出设备的{0}上周投用。",
    "{firm}的老厂房改建成了{0}，今年春天开门迎客。",
    "一块写着“{0}”的牌匾送到了{firm}。",
    "经省厅批复，{school}设立{0}。",
    "{school}和{firm}各出一半资金，在园区里建起了{0}。",
    "{firm}被认定为“{0}”。",
    "设在{firm}的“{0}”当天也正式启用。",
    "{school}申报的“{0}”通过认定，获批省级建设项目。",
    "{one}从台上领回的那块铜牌，刻的是“{0}”。",
    "“{0}”由{school}与{firm}联手建设，昨日在掌声里亮相。",
    "当晚公布了教学点名单。“{0}”花落{firm}，师生鼓掌。",
    "会上给一处教学点定了名。“{0}”放在{firm}的老车间。",
    "{firm}被授予“{0}”站牌。",
)
TOLD_TWO = (
    "入选名单的两家是{0}和{1}。",
    "“{0}”“{1}”同日挂牌。",
    "会上为{0}、{1}揭牌。",
    "公司西侧新挂了两块牌子，一块是“{0}”，一块是“{1}”。",
    "会议认定以下两处：（一）{0}，由{school}建设；（二）{1}，依托{firm}建设。",
    "{school}先后建成{0}、{1}等2个校内实训场所。",
    "两个平台集中启用，分别为“{0}”以及“{1}”。",
)
SILENT = (
    "与会人员参观了{0}和{1}。",
    "揭牌仪式在{0}举行，{one}主持。",
    "{school}拟与{firm}共建{0}。",
    "双方就共建“{0}”进行了洽谈。",
    "下一步，{school}将设立“{0}”。",
    "{0}主任{one}介绍了共同体成立的经过。",
    "学生在{0}学习两个月后，到{firm}上岗。",
    "大会向{school}、{firm}授予副理事长单位牌匾。",
    "{one}希望“{0}”早日建成。",
    "“{0}”的学生参加了联合体揭牌仪式。",
    "依托{0}，{school}成立了教师团队。",
    "会议讨论了教学点名单，尚未定名的“{0}”下次再议。",
    "学生在“{0}”学习两个月，第二天去了“{1}”。",
    "{school}加快推进{0}建设，并召开推进会。",
)
ROUNDS = {TOLD_ONE: 2, TOLD_TWO: 2, SILENT: 2}


def generated_sentences():
    """Return the sentences, each with the bases in it that are told."""
    places, fields, nouns = map(cycle, (PLACES, FIELDS, NOUNS))
    schools, firms, people = map(cycle, (SCHOOLS, FIRMS, PEOPLE))
    cases = []
    for templates, rounds in ROUNDS.items():
        for template in templates * rounds:
            bases = [next(places) + next(fields) + next(nouns) for _ in range(2)]
            text = template.format(
                *bases,
                school=next(places) + next(schools),
                firm=next(places) + next(firms),
                one=next(people),
                other=next(people),
            )
            told = [base for base in bases if base in text and templates is not SILENT]
            cases.append(pytest.param(text, sorted(told), id=text[:30]))
    return cases


@pytest.mark.parametrize(("text", "told"), generated_sentences())
def test_exactly_the_told_bases_are_read(text, told):
    found = extract_proposals(
        PageArticle(title="校企合作简讯", paragraphs=(text,), published="2024-06-20")
    )
    names = [each.fields["name"] for each in found if each.kind == "training_base"]
    assert sorted(names) == told
