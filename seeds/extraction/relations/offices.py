"""The offices in a consortium and the words for them."""

import re

# The first pattern that matches counts: longer titles come before those that they contain.
OFFICES = (
    (
        "executive_vice_chair",
        r"常务副理事长|执行副理事长|[Ee]xecutive (?:[Vv]ice|[Dd]eputy)[- ][Cc]hair",
    ),
    (
        "vice_chair",
        (
            r"副理事长|副理事|副会长|副主席|副主任|(?:[Vv]ice|[Dd]eputy)[- ]?(?:[Cc]hair|[Pp]residen)\w*"
            r"|\b[Dd]eput(?:y|ies)\b"
        ),
    ),
    ("secretary_general", r"秘书长|秘书处|[Ss]ecretary[- ][Gg]eneral|[Ss]ecretariat"),
    ("standing_director", r"常务理事|[Ss]tanding [Dd]irector"),
    ("chair", r"理事长|会长|主席|主任|[Cc]hair\w*|[Pp]residen\w+"),
    ("guiding", "指导"),
    (
        "director",
        r"理事会?成员|理事|[Dd]irector|(?:[Cc]ouncil|[Gg]overning|[Bb]oard) [Mm]ember|[Gg]overning",
    ),
    ("member", r"成员|会员|[Mm]ember"),
)
DEFAULT_OFFICE = "member"


def classify_office(text: str) -> str:
    """Return the office that the words name."""
    for office, pattern in OFFICES:
        if re.search(pattern, text):
            return office
    return DEFAULT_OFFICE
