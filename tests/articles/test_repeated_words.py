"""What a summary repeats of the words that a correction took out."""

import pytest

from articles.repeated_words import repeated_words

LIU = "山钢集团于5月22日举办大会，刘伟主持，1,900人参加。"


@pytest.mark.parametrize(
    ("before", "after", "text", "repeated"),
    [
        # numbers, as whole numbers
        ("共19家单位。", "共21家单位。", "19家单位成立共同体", ["19"]),
        ("共19家单位。", "共21家单位。", "2019年成立", []),
        (LIU, LIU.replace("1,900", "900"), "1900人到会", ["1,900"]),
        (LIU, LIU.replace("1,900", "900"), "１９００人到会", ["1,900"]),
        ("就业率95%。", "就业率90%。", "就业率达95%", ["95"]),
        ("共十九家单位。", "共二十一家单位。", "十九家单位成立共同体", ["十九家单位"]),
        # dates stand for their numbers
        (LIU, LIU.replace("22日", "23日"), "5月22日举行", ["5月22日"]),
        (LIU, LIU.replace("22日", "23日"), "5月下旬举行", []),
        ("It met on 22 May 2024.", "It met on 23 May 2024.", "Met on 22 May 2024", ["22 May 2024"]),
        # names
        (LIU, LIU.replace("刘伟", "刘维"), "刘伟主持大会", ["刘伟主持"]),
        (LIU, LIU.replace("山钢", "莱钢"), "由山钢集团主办", ["山钢集团"]),
        ("Li Wei spoke.", "Li Wen spoke.", "Wei on steel", ["Wei"]),
        ("Li Wei spoke.", "Li Wen spoke.", "Weights of steel", []),
        # words that say nothing
        ("In Jinan they met.", "At Jinan they met.", "In short", []),
        ("A plan with goals.", "A plan of goals.", "Met with firms", []),
        # a paragraph that went
        (LIU, "", "山钢集团办会", ["山钢集团"]),
        (LIU, "", "共同体成立", []),
        ("一字。", "二字。", "一", []),
    ],
)
def test_text_repeats_what_the_correction_took_out(before, after, text, repeated):
    assert repeated_words(text, before=before, after=after) == repeated
