"""Sixty generated sentences of agreements and sixty of signatories, each with the facts it tells."""

from itertools import product

import pytest

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle

# School, firm, second firm, university, each with the post and the name of a person; last, a witness.
CASTS = [
    {
        "S": "青岚职业技术学院", "s": "院长沈伯言",
        "F": "远帆重工股份有限公司", "f": "总经理杜景行",
        "G": "沛丰新能源科技有限公司", "g": "董事长罗以安",
        "U": "云岭工业大学", "u": "副校长韩知秋",
        "W": "青岚市教育局局长贺闻达",
    },
    {
        "S": "石汀水利职业学院", "s": "党委书记江怀瑾",
        "F": "巨澜水电集团有限公司", "f": "副总裁高牧野",
        "G": "启衡检测技术有限公司", "g": "总工程师田润生",
        "U": "川东理工大学", "u": "校长顾维清",
        "W": "石汀市人社局副局长段景明",
    },
    {
        "S": "白沙海洋职业学院", "s": "副院长吕清川",
        "F": "海岳船舶制造有限公司", "f": "董事长秦守业",
        "G": "蓝屿食品有限公司", "g": "总经理卢晓棠",
        "U": "江左师范大学", "u": "副校长姚敬之",
        "W": "白沙市总工会主席孟庆丰",
    },
]  # fmt: skip
# The text, and the parties of each agreement that it tells of
AGREEMENTS = [
    ("{S}与{F}签署战略合作协议。", ["SF"]),
    ("{S}分别与{F}签订现代学徒制培养协议，与{G}签订订单班协议。", ["SF", "SG"]),
    ("在签约环节，{S}同{F}、{G}各签了一份合作协议。", ["SF", "SG"]),
    ("{F}、{G}分别与{S}签约。", ["SF", "SG"]),
    ("{S}、{F}、{G}三方共同签署《实训中心共建协议》。", ["SFG"]),
    ("签约双方为{S}和{F}。", ["SF"]),
    ("由{S}与{F}共同拟定的学徒培养协议当天正式签字。", ["SF"]),
    ("{S}与{F}的合作协议在会上签字。", ["SF"]),
    ("两份协议分别由{S}与{F}、{U}与{G}签订。", ["SF", "UG"]),
    ("一纸订单班协议，把{S}与{F}连在了一起。", ["SF"]),
    ("仪式上，{S}携手{F}，签下五年期的人才培养合同。", ["SF"]),
    ("{F}宣布与{S}结为合作伙伴，双方当场签署备忘录。", ["SF"]),
    ("会上完成两组签约：{S}与{F}签的是订单班协议，{U}与{G}签的是技术服务合同。", ["SF", "UG"]),
    ("{S}、{F}的代表走上台，双方在培养协议上签字。", ["SF"]),
    ("培养协议的甲方是{S}，乙方是{F}。", ["SF"]),
    ("{S}与{F}为实训基地揭牌并签约。", ["SF"]),
    ("{S}与{F}达成合作意向，并签订协议。", ["SF"]),
    ("订单培养协议由{S}、{F}双方共同签署。", ["SF"]),
    ("{S}一口气签下两份合同：跟{F}签的是学徒培养，跟{G}签的是设备捐赠。", ["SF", "SG"]),
    ("{F}来了，{G}也来了。{S}先后与两家企业签订协议。", ["SF", "SG"]),
]
# The text, and for each agreement its parties and those who sign for them
SIGNATURES = [
    ("{S}{s}与{F}{f}签署合作协议。", ["SF"]),
    ("{S}与{F}签署协议。{s}、{f}分别代表双方签字。", ["SF"]),
    ("{S}{s}、{F}{f}先后在合作协议上签字；随后，{U}{u}也落了款。", ["SFU"]),
    ("{S}与{F}签订培养协议，签字的分别是{s}、{f}。", ["SF"]),
    ("在{W}见证下，{S}{s}与{F}{f}签署协议。", ["SF"]),
    ("{S}与{F}签署协议，{s}代表校方、{f}代表企业签字。", ["SF"]),
    ("{S}与{F}当天订立协议。替学校签字的是{s}，替企业签字的是{f}。", ["SF"]),
    ("协议由{S}{s}和{F}{f}共同签署。", ["SF"]),
    ("{S}分别与{F}、{G}签约，{s}两度执笔，{f}、{g}依次落款。", ["SF", "SG"]),
    (
        "{S}同{F}签的是学徒培养协议，由{s}和{f}签字；同{G}签的是捐赠合同，由{s}与{g}签字。",
        ["SF", "SG"],
    ),
    ("甲方{S}由{s}签字，乙方{F}由{f}签字，协议即日生效。", ["SF"]),
    ("{s}、{f}、{g}分别代表{S}、{F}、{G}签署三方协议。", ["SFG"]),
    ("{S}与{F}签约。{W}等到场见证，{s}和{f}在协议上签字。", ["SF"]),
    ("签约席上，{S}{s}签下名字，对面落座的是{F}{f}，合作协议就此生效。", ["SF"]),
    ("{S}{s}代表学校，与{F}{f}签订协议。", ["SF"]),
    ("{F}{f}随后与{S}{s}在备忘录上落笔。", ["SF"]),
    ("{S}{s}致辞，{F}{f}介绍了企业情况。会后，两人签署了合作协议。", ["SF"]),
    ("合作协议一式两份，{S}{s}先签，{F}{f}后签。", ["SF"]),
    ("{S}与{F}互换合作文本，{s}和{f}分别在上面签名。", ["SF"]),
    ("{S}与{F}的协议，一方由{s}签署，另一方由{f}签署；{W}在台下见证。", ["SF"]),
]


def agreements(text):
    article = PageArticle(paragraphs=(text,))
    return [each.fields for each in extract_proposals(article) if each.kind == "agreement"]


def parties(text):
    return sorted(sorted(each["parties"]) for each in agreements(text))


def pens(text):
    return sorted(
        sorted((row["person"], row["organisation"]) for row in each["signatories"])
        for each in agreements(text)
    )


def name_of(person):
    """The name behind a post: all names of the casts have three characters."""
    return person[-3:]


def cases(templates):
    return [
        (text.format(**cast), [[(key, cast) for key in group] for group in groups])
        for (text, groups), cast in product(templates, CASTS)
    ]


@pytest.mark.parametrize(("text", "groups"), cases(AGREEMENTS))
def test_generated_agreement_has_its_parties(text, groups):
    expected = sorted(sorted(cast[key] for key, cast in group) for group in groups)
    assert parties(text) == expected


@pytest.mark.parametrize(("text", "groups"), cases(SIGNATURES))
def test_generated_signatories_sign_for_their_parties(text, groups):
    expected = sorted(
        sorted((name_of(cast[key.lower()]), cast[key]) for key, cast in group) for group in groups
    )
    assert pens(text) == expected
    assert parties(text) == sorted(sorted(cast[key] for key, cast in group) for group in groups)
