"""People whose rare name was taken for that of a body: no body is named right behind the title of a post."""

from dataclasses import replace

from seeds.extraction.annotation import ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.rules.patterns import load_patterns

PATTERNS = load_patterns("zh_agreements")
MAX_NAME_LENGTH = 4
KINDS = ("school", "firm", "association", "institute", "authority")


def is_misread_person(sentence: Sentence, body: Mention) -> bool:
    """Whether what seems to be a body is a short name right behind a post that ends like no body."""
    if body.kind != ORGANISATION or body.end - body.start > MAX_NAME_LENGTH:
        return False
    if not PATTERNS["post_end"].search(sentence.text, 0, body.start):
        return False
    return not any(PATTERNS[f"{kind}_name"].search(body.name) for kind in KINDS)


def misread_people(sentence: Sentence) -> list[Mention]:
    """Return the people of a sentence who were taken for bodies, each with the body before the post."""
    bodies = sentence.mentions_of(ORGANISATION)
    return [
        _person(sentence, body, [one for one in bodies if one.end <= body.start])
        for body in bodies
        if is_misread_person(sentence, body)
    ]


def _person(sentence: Sentence, body: Mention, before: list[Mention]) -> Mention:
    post = PATTERNS["bare_post"].search(sentence.text, 0, body.start)
    employers = [one for one in before if post and one.end == post.start()]
    organisation = employers[-1].name if employers else ""
    return replace(
        body,
        kind=PERSON,
        full_name="",
        post=post[0] if post else "",
        organisation=organisation,
    )
