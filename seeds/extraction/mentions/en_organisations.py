"""Organisations, consortia and persons in an English sentence: runs of capitals cut at titles and heads."""

import functools
import re
from collections.abc import Iterable, Iterator

from seeds.extraction.model import CONSORTIUM, ORGANISATION, REFERENCE, Mention
from seeds.extraction.rules.lexicon import english_places, lexicon
from seeds.pages.person_names import PINYIN

CAPITALISED_WORD = r"[A-Z0-9][\w’'.&-]*"
LINK = r"(?:\s(?:of|for|and|&|in|on|the|de|der|do|with)\s(?:the\s)?|,?\s|\s&\s)"
CAPITALISED_RUN = re.compile(
    rf"(?<![\w’'-])[A-Z][\w’'&-]*(?:\.(?=\s?Ltd))?(?:(?:\s(?:of|for|and|&|in|at|on)(?:\s(?:the|a))?)?\s\(?{CAPITALISED_WORD}\)?|(?<=Co\.),?\s?Ltd\.?|(?<=Co),?\s?Ltd\.?){{0,24}}"
)
LOWERCASE_CONSORTIUM = re.compile(
    r"\b(?:[Nn]ational|[Rr]egional|[Pp]rovincial|[Mm]unicipal|[Cc]ross-\w+)\s(?:[\w-]+\s){1,10}?(?:community|consortium|alliance)\b"
    r"|\b(?:industry|production)[-\s][\w\s-]{0,40}?(?:community|consortium|alliance)\s(?:in|of|for)\sthe\s(?:[\w-]+\s){1,4}industry"
)
EDUCATION_WORDS = re.compile(r"educat|vocational|teaching|school|college|talent|training", re.I)
ENGLISH_REFERENCE = re.compile(
    r"\b(?:[Tt]he|[Oo]ur)\s(?:[A-Z][a-z]+\s)?(?:college|university|school|institute|institution|company|academy|polytechnic|firm|group|chamber|"
    r"federation|association|society|bank|bureau|hospital)\b"
)
ABBREVIATION_DOT = re.compile(r"\.(?=,|\s(?:and\b|[a-z]))")
LEGAL_FORM = re.compile(r"(?:Co\.?,?\s?Ltd\.?|Ltd\.?|Inc\.?|Corp\.?|Limited)\)?$")
BRACKETED_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z&-]{1,9})\)")
TRAILING_TEXT = re.compile(
    r"\s\([A-Z][A-Za-z&-]{1,9}\)\s.*$|\s(?:on|in)\s\d.*$|\s(?:on|in|at)\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b.*$|\.$|\sin\s(?:Brazil|China|Beijing|Shanghai)$"
)
OPENING_PHRASE = re.compile(
    r"(?:Courtesy of|Establishment of|Opening of|Founding of|Launch of|\w+ \d+|"
    r"[A-Z]\w+[’']s(?=\s[A-Z][\w-]+\s[A-Z]))\s?(?:the\s)?"
)
# The verb of a headline, whose words all begin with capitals: "Forum Was Held in Our College".
HEADLINE_VERB = re.compile(
    r"\s(?:(?:Was|Were|Is|Are|Successfully|Officially|Jointly|Grandly)\s)*(?:Held|Holds|Signed|Signs|Hosts|Hosted|Joins|Joined|Visits|Visited|Led|Leads|"
    r"Unveils|Unveiled|Launches|Launched|Established|Establishes|Inaugurated|Elected|Founded|Opens|Opened|Convened|Attends|Attended)\b"
    r"(?:\s(?:in|at|by|with|as|for|on|the|our|Our))*\s?"
)
NAME_SEPARATOR = re.compile(
    HEADLINE_VERB.pattern
    + r"|(?<=[A-Z]\))\s(?:and|on|in|for|at)\s(?:the\s)?|\sand\s(?:the\s)?|\s&\s(?=The\b)"
    + r"|\sat\s(?:the\s)?|\s(?:in|on|for)\sthe\s"
)
PERSON_OF_BODY = re.compile(r"([A-Z][a-z]+)\s([A-Z][a-z]+)\s(?:of|from|at)\s(?:the\s)?")
LIST_ITEM = r"([A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})"
NEXT_LIST_ITEM = re.compile(
    rf"(?:,\s(?:and\s)?|\sand\s){LIST_ITEM}(?=,\s(?:and\s)?(?:the\s)?[A-Z]|\sand\s|,\swith|\.|$|;)"
)
LAST_LIST_ITEM = re.compile(rf"(?:,\s|with\s|by\s|between\s){LIST_ITEM},\s(?:and\s)?(?:the\s)?$")
MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
UNIT_OF_BODY = re.compile(
    r"(?:(?!University|College|Institute|Bureau|Ministry).)*\b(?:Department|Section|"
    r"Party Committee|Standing Committee)\s(?:of|at)\s(?:the\s)?(?=[A-Z])|"
    r"[A-Z]+\sand\s[A-Z]\w+[’']s\s"
)
MEETING_OF_BODY = re.compile(
    r"(?:[\w-]+\s){0,5}?(?:Conference|Meeting|Ceremony|Assembly|Forum|Session|Congress|Council|Seminar|Symposium|Summit|Launch|Charter|Articles)\sof\s(?:the\s)?(?=[A-Z])"
)
UNIT_NOUNS = ("Department", "Section", "Office")
BODY_NOUN_OF = re.compile(
    r"\b(?:Committee|Commission|Government|Bureau|Office|Administration|Authority)\sof\s"
)
PLACE_NOUNS = frozenset(["District", "Park", "Zone", "Municipality"])
INCOMPLETE_NAME = re.compile(
    r"(?:Technical|Technology|Social Security|Economic|Technological|Information|"
    r"Engineering|Commercial|Medical)\s(?:College|University|Institute|Department|Bureau|"
    r"School|Development)"
)


@functools.cache
def head_noun_pattern() -> re.Pattern[str]:
    """Finds a head noun."""
    return re.compile(
        r"\b(?:"
        + "|".join(re.escape(word.rstrip(".")) for word in lexicon("en").head_nouns)
        + r")(?![\w’'])"
    )


def find_organisations(text: str) -> list[Mention]:
    """Return the organisations and consortia that the sentence names."""
    found = [
        mention
        for run in CAPITALISED_RUN.finditer(text)
        for mention in _in_run(text, run.start(), run.end())
    ]
    found += [mention for mention in _lower_consortia(text) if not overlaps(mention, found)]
    return sorted(found, key=lambda mention: mention.start)


def find_list_items(text: str, named: Iterable[Mention]) -> list[Mention]:
    """Return the names beside others in a list that no head noun shows to be one."""
    taken = list(named)
    found: list[Mention] = []
    for mention in taken:
        place = mention.end
        while match := NEXT_LIST_ITEM.match(text, place):
            if not _is_item(match[1]) or any(
                match.start(1) < t.end and t.start < match.end(1) for t in taken
            ):
                break
            found.append(
                Mention(
                    start=match.start(1),
                    end=match.end(1),
                    kind=ORGANISATION,
                    name=match[1],
                    is_certain=False,
                )
            )
            place = match.end(1)
        match = LAST_LIST_ITEM.search(text, 0, mention.start)
        if (
            match
            and _is_item(match[1])
            and not any(match.start(1) < t.end and t.start < match.end(1) for t in [*taken, *found])
        ):
            found.append(
                Mention(
                    start=match.start(1),
                    end=match.end(1),
                    kind=ORGANISATION,
                    name=match[1],
                    is_certain=False,
                )
            )
    return found


def _is_item(name: str) -> bool:
    words = name.split()
    known = lexicon("en")["titles"] | lexicon("en")["leaders"]
    is_person = (
        len(words) == 2
        and words[0] in lexicon("en")["surnames"]
        and bool(PINYIN.fullmatch(words[1]))
    )
    return (
        not is_person
        and not any(word in known or word in MONTHS for word in words)
        and name not in english_places()
    )


def find_references(text: str) -> list[Mention]:
    """Return the places where the text speaks of "the college" and the like."""
    return [
        Mention(
            start=match.start(),
            end=match.end(),
            kind=REFERENCE,
            name=match[0],
            subtype=match[0].split()[-1],
        )
        for match in ENGLISH_REFERENCE.finditer(text)
        if not re.match(r"[’']?s?\s(?:students|level|enterprise)|-", text[match.end() :])
    ]


def distinctive_words(name: str) -> frozenset[str]:
    """Return the words that tell a consortium's name from others."""
    return frozenset(re.findall(r"[a-z]+", name.lower())) - lexicon("en")["generic"]


def overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a mention shares a place with another one."""
    return any(mention.start < each.end and each.start < mention.end for each in others)


def _in_run(text: str, start: int, end: int) -> Iterator[Mention]:
    """Return the names of a run of capitals, parted at "and" where both sides are whole."""
    for low, high in _parts(text, start, end):
        span = _name_in(text, _behind_title(text, low, high), high)
        if span:
            yield _mention(*span, text[slice(*span)])


def _name_in(text: str, begin: int, stop: int) -> tuple[int, int] | None:
    """The name in a part of a run: to its last head, the unit of a body and the short form left off."""
    heads = list(head_noun_pattern().finditer(text[begin:stop]))
    if not heads:
        return None
    stop = _end(text, begin, stop, heads)
    name = (
        text[begin:stop]
        if LEGAL_FORM.search(text[begin:stop])
        else TRAILING_TEXT.sub("", text[begin:stop])
    )
    is_inner = re.match(r"\s(?:at|of)\s", text[begin + len(name) : stop + 4]) and name.endswith(
        UNIT_NOUNS
    )
    unit = MEETING_OF_BODY.match(name) or UNIT_OF_BODY.match(name)
    if unit and head_noun_pattern().search(name[unit.end() :]):
        begin, name = begin + unit.end(), name[unit.end() :]
    words = name.split()
    is_place = words[-1] in PLACE_NOUNS and not BODY_NOUN_OF.search(name)
    if (
        is_inner
        or len(words) < 2
        or words[0] == "Our"
        or _is_unit(name)
        or words[0] == "Party"
        or is_place
    ):
        return None
    short = re.search(r"\s\([A-Z]{2,9}\)$", name)
    end = begin + len(name) - (len(short[0]) if short else 0)
    end = begin + len(text[begin:end].rstrip())
    return begin, end + bool(
        ABBREVIATION_DOT.match(text, end) and name.endswith(("Co", "Inc", "Corp", "Ltd"))
    )


def _mention(begin: int, stop: int, name: str) -> Mention:
    last = head_noun_pattern().findall(name)[-1]
    kind = lexicon("en").head_nouns.get(last) or lexicon("en").head_nouns.get(
        f"{last}.", "enterprise"
    )
    is_consortium = kind == "consortium" and bool(EDUCATION_WORDS.search(name))
    return Mention(
        start=begin,
        end=stop,
        kind=CONSORTIUM if is_consortium else ORGANISATION,
        name=name,
        subtype=kind,
    )


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in NAME_SEPARATOR.finditer(text[start:end]):
        left, right = text[begin : start + match.start()], text[start + match.end() : end]
        is_whole = HEADLINE_VERB.fullmatch(match[0]) or (
            BRACKETED_ACRONYM.search(left[-13:]) and left.endswith(")")
        )
        if is_whole:
            yield begin, start + match.start()
            begin = start + match.end()
            continue
        at = match[0].split()[0] != "and"
        if not at and INCOMPLETE_NAME.match(right):
            continue
        if (_ends_with_head(left) and (at or _first_head(right) or match[0].endswith("the "))) or (
            at and re.match(r"\s?(?:at|on)", match[0])
        ):
            yield begin, start + match.start()
            begin = start + match.end()
    yield begin, end


def _ends_with_head(text: str) -> bool:
    text = re.sub(r"\s\([A-Z][A-Za-z&-]{1,9}\)$", "", text)
    heads = list(head_noun_pattern().finditer(text))
    if not heads:
        return False
    return not text[heads[-1].end() :].strip(" .,)’s") or bool(
        re.search(
            r"(?:College|University|Bureau|Department|School|Academy|Ministry|Institute|Committee|Office|Association)\sof\s[^,]*$",
            text,
        )
    )


def _first_head(text: str) -> bool:
    return bool(head_noun_pattern().search(text))


def _behind_title(text: str, begin: int, stop: int) -> int:
    """The place behind the opening words and the titles of a run."""
    while True:
        person = PERSON_OF_BODY.match(text, begin, stop)
        if person and person[1] in lexicon("en")["surnames"] and PINYIN.fullmatch(person[2]):
            begin = person.end()
        opening = OPENING_PHRASE.match(text[begin:stop])
        if opening:
            begin += opening.end()
        word = re.match(r"(?:The\s)?([\w’'/.-]+)\s*(?:of\s(?:the\s)?)?", text[begin:stop])
        if not word:
            return begin
        bare = word[1].rstrip(".")
        is_title = bare in lexicon("en")["titles"] and not _is_name_word(text[begin:stop])
        if bare in lexicon("en")["leaders"] or (word[0].startswith("The ") and not is_title):
            begin += len("The ") if word[0].startswith("The ") and bare != "The" else word.end()
        elif is_title:
            begin += word.end()
        else:
            return begin


def _is_name_word(text: str) -> bool:
    """Whether a word that may be a title begins a name here: "General Motors", "Chief ..."."""
    return bool(
        re.match(
            (
                r"(?:(?:District|Town|County|Township) (?!Mayor|Head|Party|Secretary|Deputy)|"
                r"Party (?:Committee|School)|General (?:Motors|Electric|Technology|Office|"
                r"Administration|Association)|Member States|Teacher )"
            ),
            text,
        )
    )


def _end(text: str, begin: int, stop: int, heads: list[re.Match[str]]) -> int:
    """Where the name ends: behind its last head, or at the end of an "of" that follows one."""
    last = begin + heads[-1].end()
    tail = text[last:stop]
    if re.match(r"\.|,?\s?Ltd\.?", tail):
        last += re.match(r"\.?,?\s?(?:Ltd\.?)?", tail).end()
    elif re.match(r"(?:\s\([A-Z][^()]*\))?\s(?:of|for|on)\s", tail):
        last = stop
    return last


def _is_unit(name: str) -> bool:
    return bool(
        re.match(
            r"(?:Standing |Party |Organization |Publicity |Human Resources )+(?:Committee|Department|Office)",
            name,
        )
    ) or all(
        word in lexicon("en")["units"] or head_noun_pattern().fullmatch(word)
        for word in name.split()
    )


def _lower_consortia(text: str) -> Iterator[Mention]:
    for match in LOWERCASE_CONSORTIUM.finditer(text):
        name = (
            re.sub(r"^.*\b(?:the|a|an|of)\s(?=[\w-]+\s)", "", match[0])
            if " in the " not in match[0]
            else match[0]
        )
        if EDUCATION_WORDS.search(name) or "integration" in name:
            yield Mention(
                start=match.end() - len(name),
                end=match.end(),
                kind=CONSORTIUM,
                name=name,
                subtype="consortium",
            )
