"""What signing is told by in any language: its clause, its trigger, the lists of names around it."""

import re
from dataclasses import replace

from seeds.extraction.annotation import EVENT, ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.mentions.events import is_generic_name
from seeds.extraction.rules.loading import trigger_pattern
from seeds.extraction.rules.slots import MentionGroup, mention_groups

CLAUSE_START_MARK = re.compile("[;:]")
LIST_START_WINDOW = 4  # characters between a place and the list right behind it


def signing_clause(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Return start and end of the clause that holds a trigger, between semicolons and colons."""
    start = 0
    for mark in CLAUSE_START_MARK.finditer(sentence.text, 0, match.start()):
        start = mark.end()
    end = sentence.text.find(";", match.end())
    return start, end if end >= 0 else len(sentence.text)


def is_witnessing(sentence: Sentence, text: str) -> bool:
    """Whether words of the sentence tell of looking on, not of signing."""
    return bool(trigger_pattern("witness", sentence.language).search(text))


def has_signing_trigger(sentence: Sentence, start: int, end: int) -> bool:
    """Whether something was signed between two places."""
    pattern = trigger_pattern("agreement", sentence.language)
    found = pattern.search(sentence.text, start)
    return found is not None and found.end() <= end


def is_right_behind_signing(document: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, reported a signing."""
    for previous in document.preceding_sentences(sentence)[:1]:
        if previous.paragraph == sentence.paragraph:
            return has_signing_trigger(previous, 0, len(previous.text))
    return False


def mention_groups_between(sentence: Sentence, start: int, end: int) -> list[MentionGroup]:
    """Return the lists of names between two places, cut where they reach beyond."""
    groups = []
    for group in mention_groups(sentence):
        names = tuple(mention for mention in group if start <= mention.start and mention.end <= end)
        if names:
            groups.append(names)
    return groups


def list_right_behind(sentence: Sentence, place: int) -> MentionGroup:
    """Return the list of names that begins right behind a place."""
    for group in mention_groups_between(sentence, place, len(sentence.text)):
        if group[0].start <= place + LIST_START_WINDOW:
            return group
    return ()


def employer_mention(person: Mention) -> Mention:
    """Return the organisation of a person as a mention at the person's place."""
    return replace(person, kind=ORGANISATION, name=person.organisation, full_name="")


def signing_party(person: Mention, group: MentionGroup) -> str:
    """Return the party of a group that a person signs for, "" if it is none of them."""
    names = {mention.name: mention.resolved_name for mention in group}
    if person.organisation in names:
        return names[person.organisation]
    return person.organisation if person.organisation in names.values() else ""


def text_without_bodies(sentence: Sentence, start: int, end: int, *, since: int) -> str:
    """Return the words between two places without any name, long or short, that stands behind `since`."""
    names = [
        sentence.text[mention.start : mention.end]
        for mention in sentence.mentions
        if mention.kind != PERSON and mention.start >= since and mention.end <= end
    ]
    text = sentence.text[start:end]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def parties_of_ceremony(sentence: Sentence, match: re.Match[str]) -> list[MentionGroup]:
    """Return the parties in the name of a signing ceremony."""
    for event in sentence.mentions_of(EVENT):
        if event.start <= match.start() < event.end and not is_generic_name(event.name):
            groups = mention_groups_between(sentence, event.start, event.end)
            return [group for group in groups if len(group) > 1][:1]
    return []
