"""Posts and organisations of persons in a sentence."""

import re
from dataclasses import replace

from seeds.extraction.annotation import ACTOR_KINDS, PERSON, Mention, Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.mentions import zh_people
from seeds.extraction.resolution.organisation_types import GENERIC_ORGANISATION
from seeds.extraction.rules.patterns import load_patterns
from seeds.extraction.text.folding import strip_invisible

PATTERNS = load_patterns("posts")

MAX_POST_LENGTH = 40
MAX_ENGLISH_POST_LENGTH = 120
LIST_COMMA = "、"  # right behind a body: the post behind it is that of another one
OWN_WORDS = ("我", "本", "该", "其")  # "our dean" is none of the body before
CLAUSE_PUNCTUATION = frozenset(",;:。")
POST_AFTER_NAME = PATTERNS["post_after_name"]
REPRESENTED_BEHIND_NAME = PATTERNS["represented_behind_name"]
POST_BEFORE_ORGANISATION = PATTERNS["post_before_organisation"]
POST_IN_BRACKETS = PATTERNS["post_in_brackets"]
POST_BEFORE_NAME = PATTERNS["post_before_name"]
REPRESENTED_BY_NAME = PATTERNS["represented_by_name"]
TITLE_BEFORE_NAME = PATTERNS["title_before_name"]
UNIT_NAME = PATTERNS["unit_name"]
BODY_BEHIND_UNIT = PATTERNS["body_behind_unit"]
LEADING_WORDS = PATTERNS["leading_words"]
ORGANISATION_IN_BRACKETS = PATTERNS["organisation_in_brackets"]
ENGLISH_POST = PATTERNS["english_post"]
NON_POST_WORD = PATTERNS["non_post_word"]


def add_posts(sentence: Sentence) -> Sentence:
    """Return the sentence with the post and the organisation of each person."""
    mentions = READERS[sentence.language](sentence)
    return replace(sentence, mentions=tuple(mentions))


def _with_english_posts(sentence: Sentence) -> list[Mention]:
    actors = sentence.mentions_of(*ACTOR_KINDS)
    return [
        _with_english_post(sentence, mention, actors) if mention.kind == PERSON else mention
        for mention in sentence.mentions
    ]


def _with_chinese_posts(sentence: Sentence) -> list[Mention]:
    actors = sentence.mentions_of(*ACTOR_KINDS)
    mentions = [
        _with_chinese_post(sentence, mention, actors) if mention.kind == PERSON else mention
        for mention in sentence.mentions
    ]
    return _with_organisations_of_lists(sentence, mentions)


READERS = {ZH: _with_chinese_posts, EN: _with_english_posts}


def _with_organisations_of_lists(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions, where a person listed with a post alone has the organisation of the person before."""
    completed = []
    previous: Mention | None = None
    for mention in mentions:
        if mention.kind != PERSON:
            completed.append(mention)
            continue
        person = mention
        if previous and _shares_organisation(sentence, previous, person):
            person = replace(person, organisation=previous.organisation)
        completed.append(person)
        previous = person
    return completed


def _shares_organisation(sentence: Sentence, previous: Mention, person: Mention) -> bool:
    """Whether only a list separator and the post of a person stand between it and the person before."""
    if not person.post or person.organisation or person.post.startswith(OWN_WORDS):
        return False
    between = sentence.text[previous.end : person.start]
    if between not in (f"、{person.post}", f"和{person.post}"):
        return False
    return not GENERIC_ORGANISATION.match(person.post)


def _last_actor_before(position: int, actors: list[Mention]) -> Mention | None:
    return next((actor for actor in reversed(actors) if actor.end <= position), None)


def _with_chinese_post(sentence: Sentence, person: Mention, actors: list[Mention]) -> Mention:
    """The person with the post before or behind the name and the organisation before the post."""
    post = _chinese_post_before(sentence, person)
    actor = _last_actor_before(person.start, actors)
    if post:
        if actor is None or _is_separate(sentence, actor, person):
            return replace(person, post=post)
        between = sentence.text[actor.end : person.start]
        return replace(person, post=between.strip("、的"), organisation=actor.name)
    title = zh_people.TITLE_AFTER_NAME.match(sentence.text, person.end)
    if not title or zh_people.REPRESENTING.match(sentence.text, person.end):
        return person
    is_adjacent = actor is not None and actor.end == person.start
    return replace(person, post=title[0], organisation=actor.name if is_adjacent else "")


def _chinese_post_before(sentence: Sentence, person: Mention) -> str:
    """The post between the person before and this one."""
    previous_end = max(
        (other.end for other in sentence.mentions_of(PERSON) if other.end <= person.start),
        default=0,
    )
    return zh_people.find_post_before(sentence.text, person.start, previous_end)


def _is_separate(sentence: Sentence, actor: Mention, person: Mention) -> bool:
    """Whether too much stands between an organisation and a person for the post to belong to it."""
    between = sentence.text[actor.end : person.start]
    if len(between) > MAX_POST_LENGTH or not CLAUSE_PUNCTUATION.isdisjoint(between):
        return True
    if between.startswith(LIST_COMMA):
        return True
    return _has_person_between(sentence, actor.end, person.start)


def _has_person_between(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= other.start < end for other in sentence.mentions_of(PERSON))


def _with_english_post(sentence: Sentence, person: Mention, actors: list[Mention]) -> Mention:
    """The person with the post and organisation behind the name, in brackets, or before it."""
    text = sentence.text
    following = next((actor for actor in actors if actor.start >= person.end), None)
    if following:
        post = _english_post_between(sentence, person, following)
        if post is not None:
            body = _body_of_unit(sentence, following, actors)
            return replace(person, post=post, organisation=body.name)
    preceding = _last_actor_before(person.start, actors)
    if preceding:
        between = text[preceding.end : person.start]
        match = POST_BEFORE_NAME.fullmatch(between) or REPRESENTED_BY_NAME.fullmatch(between)
        if match:
            return replace(person, post=strip_invisible(match[1]), organisation=preceding.name)
        post = _post_before_organisation(sentence, person, preceding)
        if post:
            return replace(person, post=post, organisation=preceding.name)
    title = TITLE_BEFORE_NAME.search(text[: person.start])
    return replace(person, post=title[1]) if title else person


def _post_before_organisation(sentence: Sentence, person: Mention, actor: Mention) -> str:
    """The post in "the director of X, NAME,", empty where it is none."""
    if sentence.text[actor.end : person.start] != ", ":
        return ""
    post = POST_BEFORE_ORGANISATION.search(sentence.text[: actor.start])
    if not post or not ENGLISH_POST.search(post[1]):
        return ""
    return LEADING_WORDS.sub("", post[1])


def _match_english_post(between: str) -> re.Match[str] | None:
    """The post in the words between a person and a body, none where "and" begins another person."""
    if between.startswith(" and "):
        return None
    return (
        POST_AFTER_NAME.match(between)
        or POST_IN_BRACKETS.fullmatch(between)
        or REPRESENTED_BEHIND_NAME.fullmatch(between)
        or ORGANISATION_IN_BRACKETS.fullmatch(between)
    )


def _body_of_unit(sentence: Sentence, unit: Mention, actors: list[Mention]) -> Mention:
    """The body that a department belongs to where it stands right behind it, else the department."""
    if not UNIT_NAME.match(unit.name):
        return unit
    for actor in actors:
        if actor.start < unit.end:
            continue
        is_behind = BODY_BEHIND_UNIT.fullmatch(sentence.text[unit.end : actor.start])
        return actor if is_behind else unit
    return unit


def _english_post_between(sentence: Sentence, person: Mention, actor: Mention) -> str | None:
    """The post between a person and the organisation behind it, perhaps empty; none if they are unrelated."""
    between = sentence.text[person.end : actor.start]
    match = _match_english_post(between)
    if not match:
        return None
    if len(between) > MAX_ENGLISH_POST_LENGTH or NON_POST_WORD.search(between):
        return None
    if _has_person_between(sentence, person.end, actor.start):
        return None
    return strip_invisible(match[1] or "")
