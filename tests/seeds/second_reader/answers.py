"""An invented page, and facts as a model may report them."""

from seeds.pages import PageArticle

FOUNDING = (
    "5月22日，临江船舶产教融合共同体在临江成立，由临江大学（以下简称“临大”）、甲山机械集团牵头。"
)
OFFICES = "乙水职业学院当上副理事长单位，临大则为理事长单位，约150人到场。"
ARTICLE = PageArticle(
    title="临江船舶产教融合共同体成立", published="2024-05-23", paragraphs=(FOUNDING, OFFICES)
)


def evidence(field, quote, paragraph=1):
    return {"field": field, "paragraph": paragraph, "quote": quote}


def consortium_fact(**changes):
    fact = {
        "kind": "consortium",
        "name": "临江船舶产教融合共同体",
        "consortium_kind": "industry",
        "founded_on": "2024-05-22",
        "lead_organisations": ["临江大学", "甲山机械集团"],
        "evidence": [
            evidence("name", FOUNDING),
            evidence("founded_on", FOUNDING),
            evidence("lead_organisations", FOUNDING),
        ],
    }
    return {**fact, **changes}


def membership_fact(quote="乙水职业学院当上副理事长单位", paragraph=2, **changes):
    fact = {
        "kind": "membership",
        "organisation": "乙水职业学院",
        "consortium": "临江船舶产教融合共同体",
        "role": "vice_chair",
        "wording": "副理事长单位",
        "evidence": [evidence("organisation", quote, paragraph)],
    }
    return {**fact, **changes}
