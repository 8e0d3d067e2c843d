"""Generated statements on the roles at an event: each body has its own role and no other."""

from itertools import cycle

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

PLACES = ("澜川", "鹿溪", "松陵", "云岫", "禾浦", "石漫")
OFFICES = ("市教育局", "市总工会", "市商务局", "市人力资源和社会保障局")
SOCIETIES = ("装配式建筑协会", "职业教育学会", "冷链行业协会", "工商业联合会")
SCHOOLS = ("职业技术学院", "技师学院", "工业大学", "农业职业学院")
FIRMS = ("精密机械有限公司", "新能源集团", "物流股份有限公司", "农村商业银行")
# {g} guides, {h} and {h2} host, {o} organises, {c} and {c2} co-organise, {s} supports.
TOLD = (
    "会议由{h}主办，{o}承办，{c}、{c2}协办。",
    "大会在{g}的指导下召开，东道主是{o}。",
    "论坛的指导方是{g}，主办方有两家，一家是{h}，一家是{h2}。",
    "承办大会的是{o}，参与协办的还有{c}。",
    "{h}与{h2}联合主办了此次年会，{o}承担全部承办工作。",
    "本次论坛得到了{s}的大力支持，{g}全程指导。",
    "主办是{h}和{h2}，{o}承办，{c}负责协办。",
    "大会始终处在{g}的指导之下；会务交由{o}打理；{c}以协办单位身份参与。",
    "论坛由{h}（{h2}）主办，承办者为{o}。",
    "{g}对会议筹备作了指导，{s}在车辆方面提供支持。",
    "此次会议的主办单位有两家。它们是{h}和{h2}。",
    "会议主办方、承办方分别为{h}和{o}。",
    "年会请来{h}、{h2}共同主办，{c}从旁协办。",
    "{s}捐了茶歇和大巴，是这次大会的支持单位；{g}则是指导单位。",
    "作为承办方，{o}为大会准备了三个分会场。",
    "论坛接受{g}指导，由{h}发起并主办，{o}具体承办。",
    "支持这次论坛的单位里，还有{s}。",
    "大会协办的有两家：{c}、{c2}。",
    "{h}主办、{o}承办的产教融合论坛昨日闭幕。",
    "承办的重任落到{o}肩上，{c}也参加了论坛的协办。",
    "论坛谁主办？是{h}和{h2}。谁承办？就是{o}！",
    "论坛上，主办，是{h}与{h2}；{o}负责把会开好，担的是承办；{c}揽下协办。",
    "大会承办的除了{o}，还有学生会；协办找的是{c}，{s}在接待、交通等方面给予了支持。",
    "来自{g}的指导贯穿论坛始终，{s}则以免费提供场地的方式对论坛表示支持。",
    "查看论坛主办名单，{h}排在首位；{g}派出专家组全程指导会议。",
)
SILENT = (
    "大会主办方向{h}、{o}赠送了纪念品。",
    "{h}去年承办过技能大赛，这次派人参加论坛。",
    "共同体由{h}牵头，{g}为共同体的指导单位。",
    "大会期间，{g}到{o}指导教学。",
    "明年的年会将由{o}承办。",
    "论坛上，{s}支持{o}建设实训基地。",
    "会议强调，要在{g}指导下推进校企合作。",
    "大会听取了{o}关于承办工作的汇报，{c}代表发言。",
    "会议在{o}举行，主办方安排了参观。",
    "论坛嘉宾来自{h}、{o}和{c}。",
    "去年的论坛谁承办？是{o}。",
    "论坛昨日举行。该联合体由{o}牵头组成，{s}为支持单位。",
    "论坛上，{s}对学校改革表示支持。",
)
ROLES = {
    "h": ("host", SOCIETIES),
    "h2": ("host", SCHOOLS[2:]),
    "o": ("organiser", SCHOOLS[:2]),
    "c": ("co_organiser", FIRMS[:2]),
    "c2": ("co_organiser", FIRMS[2:]),
    "g": ("guided_by", OFFICES),
    "s": ("supported_by", FIRMS[3:]),
}
HOME = "东道主是"  # a host by another word, whatever the slot
ASIDE = "（{h2}）"  # another name of the body before it


def generated_statements():
    """Return the statements, each with the bodies that it gives a role."""
    places = cycle(PLACES)
    kinds = {key: cycle(names) for key, (_role, names) in ROLES.items()}
    cases = []
    for template in (*TOLD * 2, *SILENT * 2):
        bodies = {key: next(places) + next(kinds[key]) for key in ROLES}
        told = set()
        for key, (role, _names) in ROLES.items():
            slot = f"{{{key}}}"
            if template in SILENT or slot not in template.replace(ASIDE, ""):
                continue
            told.add(("host" if HOME + slot in template else role, bodies[key]))
        text = template.format(**bodies)
        cases.append(pytest.param(text, told, id=text[:30]))
    return cases


@pytest.mark.parametrize(("text", "told"), generated_statements())
def test_each_body_has_its_own_role(text, told):
    found = extract_proposals(
        PageArticle(title="论坛简讯", paragraphs=(text,), published="2024-06-20")
    )
    read = {
        (role, name)
        for each in found
        if each.kind == "conference"
        for role, names in (each.fields.get("roles") or {}).items()
        for name in names
    }
    assert read == told
