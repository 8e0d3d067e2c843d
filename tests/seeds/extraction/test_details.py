"""Days, conferences, partners, programme: what a proposal says beside its names."""

from seeds.extraction import extract_proposals, rule_ids
from seeds.pages import PageArticle

PAGE = (
    "2024年5月22日，全国船舶行业产教融合共同体成立大会在临江召开，临江大学校长李强主持。",
    "东岭学会会长王伟作了题为《船舶人才》的主旨报告。临江大学与甲山机械集团签署合作协议。",
    "会上为临江大学与甲山机械集团共建的“智能船舶产业学院”揭牌。大会审议通过《共同体章程》。",
    "会议聘请周敏为共同体首席顾问，并颁发聘书。",
)


def proposed(kind):
    found = extract_proposals(PageArticle(paragraphs=PAGE, published="2024-05-23"))
    assert {each.rule for each in found} <= rule_ids()
    return next(each.fields for each in found if each.kind == kind)


def test_founding_day_and_meeting_are_told():
    assert proposed("consortium")["founded_on"] == "2024-05-22"
    meeting = proposed("conference")
    assert (meeting["conference_kind"], meeting["consortium"]) == (
        "founding",
        "全国船舶行业产教融合共同体",
    )


def test_programme_tells_who_did_what():
    parts = [part for session in proposed("conference")["sessions"] for part in session["parts"]]
    assert [(p["person"], p["action"], p["title"]) for p in parts] == [
        ("李强", "chairs", ""),
        ("王伟", "reports", "船舶人才"),
    ]
    assert (parts[1]["post"], parts[1]["organisation"]) == ("会长", "东岭学会")


def test_agreement_and_document_are_of_the_day_and_the_meeting():
    name = proposed("conference")["name"]
    agreement, charter = proposed("agreement"), proposed("document")
    assert (agreement["signed_on"], agreement["conference"]) == ("2024-05-22", name)
    assert (charter["action"], charter["dated"], charter["conference"]) == (
        "adopted",
        "2024-05-22",
        name,
    )


def test_base_tells_its_partners():
    base = proposed("training_base")
    assert base["partners"] == [
        {"organisation": "临江大学", "role": "host"},
        {"organisation": "甲山机械集团", "role": "co_founder"},
    ]
    assert base["hosts"] == ["临江大学"]


def test_letter_of_appointment_is_told():
    assert proposed("appointment")["letter"] is True
