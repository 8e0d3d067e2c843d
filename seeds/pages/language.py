"""The language of a text: Chinese in one of its two scripts, or English."""

import re

# Frequent characters whose two forms differ; the columns correspond.
SIMPLIFIED = frozenset(
    "国产业与会学发这个为来时说对过经现当动还样开从实无长机间问关应战头体见话员论处义认"
    "条气题变总电数报结务场计资许统队决书则强难权设类据边张该规术领确师观让识带导争运联职训团签约举议协厂"
)
TRADITIONAL = frozenset(
    "國產業與會學發這個為來時說對過經現當動還樣開從實無長機間問關應戰頭體見話員論處義認"
    "條氣題變總電數報結務場計資許統隊決書則強難權設類據邊張該規術領確師觀讓識帶導爭運聯職訓團簽約舉議協廠"
)
CHINESE = re.compile("[\u3400-\u9fff]")
LATIN_WORD = re.compile("[A-Za-z]{2,}")


def detect_language(text: str) -> str:
    """Return zh-hans, zh-hant or en for the text."""
    characters = CHINESE.findall(text)
    if len(LATIN_WORD.findall(text)) > len(characters):
        return "en"
    traditional = sum(c in TRADITIONAL for c in characters)
    simplified = sum(c in SIMPLIFIED for c in characters)
    return "zh-hant" if traditional > simplified else "zh-hans"
