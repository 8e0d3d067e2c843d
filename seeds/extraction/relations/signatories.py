"""The people who hold the pen at a signing, and the bodies that they stand for."""

import re

from seeds.extraction.mentions.en_organisations import ENGLISH_REFERENCE
from seeds.extraction.mentions.zh_organisations import CHINESE_REFERENCE
from seeds.extraction.model import ORGANISATION, PERSON, REFERENCE, Mention, Sentence
from seeds.extraction.resolution.coreference import find_representatives
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.slots import MentionGroup, mention_groups

RESPECTIVELY = re.compile("分别|依次|先后|逐一|各自|两两")
SIGNING_ONLY = re.compile(
    r"(?:院长|校长|先生|女士)?(?:,|、|在.{0,12}上|共同|分别|[上登]台|现场|一起|双方|正式|进行|作为.{0,8}|敲定|握手|落座|起身|提笔|执笔|挥笔|走[上到][^,]{1,6}|就[^,。;]{2,40}|在[^,。;]{1,40}[上中]|先后|随后|并|依次|各自|等|"
    r"一同|当场|郑重|代表.{0,10})*"
)
PARENTHESIS_OR_HONORIFIC = re.compile(r"\([^()]{0,60}\)|\b(?:Mr|Ms|Mrs|Dr|Prof|Professor|Ts)\.?\s")
MAX_TAIL_LENGTH, SHORT_TAIL_LENGTH = 60, 12


def is_witnessing(sentence: Sentence, text: str) -> bool:
    """Whether words of the sentence tell of looking on, not of signing."""
    return bool(trigger_pattern("witness", english=sentence.is_english).search(text))


def has_signing_trigger(sentence: Sentence, start: int, end: int) -> bool:
    """Whether something was signed between two places."""
    return bool(
        trigger_pattern("agreement", english=sentence.is_english).search(sentence.text, start, end)
    )


def find_signatories(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> list[Mention]:
    """The persons that hold the pen: those right before the trigger, not those who attended or watched."""
    text = sentence.text
    people = [
        p for p in sentence.mentions_of(PERSON) if clause[0] <= p.start and p.end <= match.start()
    ]
    if not people or text[match.end() :].startswith(("人", "方")):
        return []
    last = max(
        [
            people[-1].end,
            *(
                m.end
                for c in mention_groups_between(sentence, people[-1].end, match.start())
                for m in c
                if sentence.is_english
            ),
        ]
    )
    tail = text[last : match.start()]
    if is_witnessing(sentence, tail) or len(tail) > MAX_TAIL_LENGTH:
        return []
    kept = [people[-1]]
    for person in reversed(people[:-1]):
        between = text[person.end : kept[0].start]
        if (
            is_witnessing(sentence, between)
            or "。" in between
            or has_signing_trigger(sentence, person.end, kept[0].start)
        ):
            break
        kept.insert(0, person)
    if sentence.is_english:
        stands_alone = len(tail) <= SHORT_TAIL_LENGTH or re.search(
            r"on behalf|represent", text[: match.end() + 20]
        )
        return kept if len(kept) > 1 or stands_alone else []
    return (
        kept
        if re.search("代表|签|上台|分别|依次|笔|款|[交互]换", tail + match[0])
        and _act(sentence, kept, match)
        else []
    )


def _act(sentence: Sentence, people: list[Mention], match: re.Match[str]) -> bool:
    """Whether the persons themselves sign: they represent somebody, or nothing but signing is said of them."""
    tail = sentence.text[people[-1].end : match.start()]
    return "代表" in sentence.text[people[0].start : match.start()] or bool(
        SIGNING_ONLY.fullmatch(tail)
    )


def parties_of_signatories(
    sentence: Sentence, clause: tuple[int, int], match: re.Match[str], people: list[Mention]
) -> list[MentionGroup]:
    """The parties as the bodies that the signing persons stand for."""
    if not people:
        return []
    low, high = clause[0], match.start()
    pairs = [
        (n, o) for n, o in find_representatives(sentence) if low <= n[0].start and o[-1].end <= high
    ]
    bodies = [o for _names, orgs in pairs for o in orgs]
    own = [_body(sentence, p) for p in people]
    if (
        any(o.kind == REFERENCE for o in bodies)
        and all(own)
        and len({o.resolved_name for o in own}) == len(own) > len(bodies)
    ):
        return [tuple(own)]
    if pairs:
        return _represented_groups(sentence, match, pairs, bodies)
    orgs = [_body(sentence, p) for p in people]
    known = [o for o in orgs if o]
    return [tuple(known)] if len({o.resolved_name for o in known if o.resolved_name}) > 1 else []


def _represented_groups(
    sentence: Sentence, match: re.Match[str], pairs, bodies: list[Mention]
) -> list[MentionGroup]:
    text = sentence.text
    later = (
        c
        for c in mention_groups(sentence, people=True)
        if c[0].start > bodies[-1].end and c[-1].end <= match.start()
    )
    behind = next(later, ())
    if behind and re.search("[与同和]$", text[: behind[0].start]):
        if not RESPECTIVELY.search(text[bodies[-1].end : match.start()]):
            return [(*bodies, *behind)]
        return (
            [(*bodies, each) for each in behind]
            if len(bodies) == 1
            else [(body, *behind) for body in bodies]
        )
    if len(bodies) > 1:
        return [tuple(bodies)]
    return _after_list(sentence, bodies, match)


def _after_list(
    sentence: Sentence, bodies: list[Mention], match: re.Match[str]
) -> list[MentionGroup]:
    """ "He signed four for the college: with A and B; with C": one agreement for each part."""
    text = sentence.text
    colon = text.find(":", match.end())
    if colon < 0:
        behind = [
            c
            for c in mention_groups(sentence)
            if c[0].start >= bodies[-1].end and re.search("[与同和]$", text[: c[0].start])
        ]
        return [(*bodies, *behind[0])] if behind else []
    parts, start = [], colon + 1
    for end in [
        *(m.start() for m in re.finditer(";", text[colon:]) if m.start()),
        len(text) - colon,
    ]:
        inside = [
            c
            for c in mention_groups_between(sentence, start, colon + end)
            if re.search(r"[与同和:;]$", text[: c[0].start])
        ]
        parts += [(*bodies, *inside[0])] if inside else []
        start = colon + end
    return parts


def _body(sentence: Sentence, person: Mention) -> Mention | None:
    """The body of a person: as the sentence names it, or as another sentence does."""
    if not person.organisation:
        return None
    here = next(
        (
            m
            for m in sentence.mentions
            if m.kind != PERSON and person.organisation in (m.name, m.full_name)
        ),
        None,
    )
    if here is None and (
        CHINESE_REFERENCE.fullmatch(person.organisation)
        or ENGLISH_REFERENCE.fullmatch(person.organisation)
    ):
        return None
    away = Mention(start=person.start, end=person.end, kind=ORGANISATION, name=person.organisation)
    return here or away


def signing_party(person: Mention, people: list[Mention], group: MentionGroup) -> str:
    """The party that a person signs for."""
    names = {m.name: m.resolved_name for m in group}
    return names.get(
        person.organisation, person.organisation if person.organisation in names.values() else ""
    )


def mention_groups_between(sentence: Sentence, low: int, high: int) -> list[MentionGroup]:
    """Return the lists of names between two places."""
    cut = [
        tuple(m for m in chain if low <= m.start and m.end <= high)
        for chain in mention_groups(sentence)
    ]
    return [chain for chain in cut if chain]


def find_people_after(sentence: Sentence, place: int) -> list[Mention]:
    """Return the people of a list right behind a place: "signed by A and B"."""
    kept: list[Mention] = []
    for person in sentence.mentions_of(PERSON):
        if person.start < place:
            continue
        between = sentence.text[kept[-1].end if kept else place : person.start]
        own = [
            m
            for m in sentence.mentions
            if m.kind != PERSON and m.end <= person.start and m.start >= place
        ]
        for name in sorted((sentence.text[m.start : m.end] for m in own), key=len, reverse=True):
            between = between.replace(name, "")
        between = PARENTHESIS_OR_HONORIFIC.sub("", between)
        if not re.fullmatch(
            r"[\s,、和与及:的]*(?:and|the|by)?.{0,14}|(?:[^.;]{0,60}\sand\s[^.;]{0,60})", between
        ):
            break
        kept.append(person)
    return kept
