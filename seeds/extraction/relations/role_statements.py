"""Roles at an event told in a statement: who is the subject of its verb, and who stands behind its label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consortia.models import ConferenceRoleType
from seeds.extraction.annotation import CONSORTIUM, PERSON, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.rules.slots import MentionGroup, mention_groups

PATTERNS = load_patterns("role_statements")
AID_ROLES = frozenset({ConferenceRoleType.GUIDED_BY, ConferenceRoleType.SUPPORTED_BY})
CONTEXT_SENTENCES = 3
GROUP_SIGN = "○"
PERSON_SIGN = "△"
LABEL_AND_NAMES = "方○"
TOWARDS = "向"  # taken for the beginning of a name where it follows the label of hosts
StatedBodies = tuple[Sentence, MentionGroup]


@dataclass(frozen=True)
class Outline:
    """A sentence with one sign for each list of bodies and each person; `groups` has the lists by place.

    `places` gives the place in the outline of each character of the text that is in no list.
    """

    text: str
    groups: dict[int, MentionGroup]
    places: dict[int, int]


def find_stated_bodies(
    document: AnnotatedArticle, sentence: Sentence, role: str, match: re.Match[str]
) -> list[StatedBodies]:
    """Return the bodies that a statement gives the role whose word a match is, list by list."""
    outline = outline_of(sentence)
    start = outline.places.get(match.start())
    if start is None or not _speaks_of_event(document, sentence, role):
        return []
    before = outline.text[:start]
    behind = outline.text[start + match.end() - match.start() :]
    if _is_of_something_else(outline, before):
        return []
    names = _bodies_of_shared_labels(outline, start)
    if names is None:
        names = _bodies_behind_label(outline, before, behind)
        names = names or _subject(outline, before, behind, role)
    if names:
        return [(sentence, names)]
    for pattern in _patterns_of_answer(before, behind):
        return _bodies_in_next_sentence(document, sentence, pattern)
    return []


def outline_of(sentence: Sentence) -> Outline:
    """Return the outline of a sentence; a list in brackets behind another one is left out."""
    spans = [(part[0].start, part[-1].end, part) for part in _lists_without_commas(sentence)]
    spans += [(person.start, person.end, ()) for person in sentence.mentions_of(PERSON)]
    text = ""
    place = 0
    groups: dict[int, MentionGroup] = {}
    places: dict[int, int] = {}
    for start, end, group in sorted(spans, key=lambda span: span[:2]):
        if start < place:
            continue
        if text.endswith(GROUP_SIGN) and sentence.text[place:start] == "(":
            place = end + sentence.text.startswith(")", end)
            continue
        for character in range(place, start):
            places[character] = len(text) + character - place
        text += sentence.text[place:start]
        if group:
            groups[len(text)] = group
        text += GROUP_SIGN if group else PERSON_SIGN
        place = end
    for character in range(place, len(sentence.text)):
        places[character] = len(text) + character - place
    return Outline(text + sentence.text[place:], groups, places)


def _lists_without_commas(sentence: Sentence) -> Iterator[MentionGroup]:
    """Yield the lists of bodies, parted at commas, which may as well part clauses."""
    for group in mention_groups(sentence):
        first = 0
        for index in range(1, len(group)):
            between = sentence.text[group[index - 1].end : group[index].start]
            if "," in between or "(" in between:
                yield group[first:index]
                first = index
        yield group[first:]


def _speaks_of_event(document: AnnotatedArticle, sentence: Sentence, role: str) -> bool:
    """Whether a sentence, or one shortly before it, speaks of an event that has such roles."""
    if PATTERNS["not_told"].search(sentence.text):
        return False
    pattern = PATTERNS["near_event" if role in AID_ROLES else "event_context"]
    if pattern.search(sentence.masked_text):
        return True
    if role in AID_ROLES and PATTERNS["founding"].search(sentence.text):
        return False
    return any(
        pattern.search(previous.masked_text)
        for previous in document.preceding_sentences(sentence)[:CONTEXT_SENTENCES]
        if previous.paragraph == sentence.paragraph
    )


def _is_of_something_else(outline: Outline, before: str) -> bool:
    """Whether a role is one in a consortium or at an earlier meeting."""
    if PATTERNS["of_consortium"].search(before) or PATTERNS["earlier_event"].search(before):
        return True
    return _belongs_to_consortium(outline, before)


def _belongs_to_consortium(outline: Outline, before: str) -> bool:
    """Whether the name of a consortium stands as the owner before the word for the role."""
    owner = before.rstrip("的")
    if not owner.endswith(GROUP_SIGN) or owner == before:
        return False
    return all(body.kind == CONSORTIUM for body in outline.groups[len(owner) - 1])


def _bodies_of_shared_labels(outline: Outline, start: int) -> MentionGroup | None:
    """The body of a label that shares a list with others, one for each; None where it shares none."""
    for shared in PATTERNS["label_list"].finditer(outline.text):
        words = list(PATTERNS["role_word"].finditer(outline.text, *shared.span(1)))
        group = outline.groups[shared.end() - 1]
        for index, word in enumerate(words):
            if word.start() == start:
                return group[index : index + 1] if len(words) == len(group) else ()
    return None


def _bodies_behind_label(outline: Outline, before: str, behind: str) -> MentionGroup:
    """The names that stand behind the label of a role: "its hosts were A and B"."""
    label = PATTERNS["label_before"].match(behind)
    if PATTERNS["label_alone"].search(before):
        label = PATTERNS["names_of_label_alone"].match(behind) or label
    if PATTERNS["label_as"].search(before):
        label = PATTERNS["names_of_label_as"].match(behind) or label
    if not label or PATTERNS["role_word"].search(label[0]):
        return ()
    offset = len(outline.text) - len(behind)
    end = offset + label.end()
    if PATTERNS["acts_in_other_role"].match(outline.text, end):
        return ()
    names = outline.groups[end - 1]
    if label[0] == LABEL_AND_NAMES and names[0].name.startswith(TOWARDS):
        return ()
    for pattern in (PATTERNS["list_goes_on"], PATTERNS["label_more"]):
        more = pattern.match(outline.text, end)
        while more:
            names += outline.groups[more.end() - 1]
            more = pattern.match(outline.text, more.end())
    return names


def _patterns_of_answer(before: str, behind: str) -> Iterator[re.Pattern[str]]:
    """Yield what the next sentence begins with where a label or a question is left open."""
    if PATTERNS["label_open"].match(behind):
        yield PATTERNS["names_next"]
    elif PATTERNS["question_before"].search(before) and PATTERNS["question_end"].match(behind):
        yield PATTERNS["answer"]


def _bodies_in_next_sentence(
    document: AnnotatedArticle, sentence: Sentence, beginning: re.Pattern[str]
) -> list[StatedBodies]:
    """The names with which the next sentence answers a label: "There are two hosts. They are A and B."."""
    for following in document.sentences[sentence.number + 1 : sentence.number + 2]:
        outline = outline_of(following)
        names = beginning.match(outline.text)
        if names and following.paragraph == sentence.paragraph:
            return [(following, outline.groups[names.end() - 1])]
    return []


def _subject(outline: Outline, before: str, behind: str, role: str) -> MentionGroup:
    """The list that is the subject of the word for a role, or from which the event received it."""
    if role in AID_ROLES and not PATTERNS["right_of_aid"].match(behind):
        return ()
    subject = PATTERNS["subject"].search(before)
    if subject:
        if _is_agent(before[: subject.start()], subject[1], behind):
            return _list_up_to(outline, subject.start())
        return ()
    called = PATTERNS["later_verb"].search(before)
    if PATTERNS["later_label"].match(behind):
        called = PATTERNS["later_copula"].search(before) or called
    return outline.groups[before.index(GROUP_SIGN, called.start())] if called else ()


def _list_up_to(outline: Outline, place: int) -> MentionGroup:
    """The names at a place and those that commas join to them, unless these belong to a label."""
    names = outline.groups[place]
    listed = PATTERNS["list_before"].search(outline.text[:place])
    if not listed or PATTERNS["ends_with_link"].search(outline.text[: listed.start()]):
        return names
    earlier = [outline.groups[index] for index in range(*listed.span()) if index in outline.groups]
    return (*(name for group in earlier for name in group), *names)


def _is_agent(before: str, between: str, behind: str) -> bool:
    """Whether names act in the role, by the words before them and between them and its word."""
    if PATTERNS["subject_barrier"].search(between) or PATTERNS["beneficiary"].search(before):
        return False
    if between.startswith("的"):
        return PATTERNS["received"].search(before) is not None
    if PATTERNS["place"].search(before):
        return PATTERNS["under"].match(behind) is not None
    return True
