"""English words that a page prints without the blank between them: "byChina Society", "Societyhost"."""

import re

# A small word before a capital, and a verb behind the last word of a name.
NAME_END = (
    "Association|Society|Federation|University|College|Polytechnic|Institute|Bureau|Committee"
    "|Department|Group|Company|Alliance|Community|Consortium|Government"
)
GLUE = re.compile(
    rf"""
    (?<![\w’'-])(?:by|of|and|the|with|from)(?=[A-Z][a-z]{{2}})
  | (?:(?<![\w’'-])|(?<=[a-z]))(?:{NAME_END})
    (?=host|organi[sz]|undert|guid|support|sponsor|co-?host|jointly|held|signed|and\b)
    """,
    re.VERBOSE,
)
# "AppliancesAssociation", "TrainingBase"
GLUED_NOUN = re.compile(
    rf"(?<![\w’'-])[A-Z][a-z]{{3,}}(?=(?:{NAME_END}|Base|Cent(?:er|re)|Workshop|Academy)(?:s?\b|host|and\b|held))"
)
GLUED_VERB = re.compile(r"(?<![\w’'-])[a-z]{3,12}ed(?=by\s)")


def split_glued_words(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Return the text with the missing blanks; each has the offset of the character behind it."""
    places = sorted(
        {
            match.end()
            for pattern in (GLUE, GLUED_NOUN, GLUED_VERB)
            for match in pattern.finditer(text)
        }
    )
    if not places:
        return text, offsets
    parts: list[str] = []
    new_offsets: list[int] = []
    start = 0
    for place in places:
        parts.append(text[start:place])
        new_offsets += [*offsets[start:place], offsets[place]]
        start = place
    parts.append(text[start:])
    new_offsets += offsets[start:]
    return " ".join(parts), tuple(new_offsets)
