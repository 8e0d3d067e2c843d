"""All mentions of a sentence, in order."""

from dataclasses import replace

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.languages import EN, ZH
from seeds.extraction.mentions import en_organisations, en_people, zh_organisations, zh_people
from seeds.extraction.mentions.en_descriptors import find_described_names
from seeds.extraction.mentions.en_lists import find_list_items
from seeds.extraction.mentions.en_lower_case import with_capitals
from seeds.extraction.mentions.events import find_events
from seeds.extraction.mentions.training_bases import find_bases
from seeds.extraction.mentions.zh_lists import add_list_items
from seeds.extraction.text.zh_words import TokenizedText, tokenize


def mark_mentions(sentence: Sentence) -> Sentence:
    """Return the sentence with everything that it names."""
    return MARKERS[sentence.language](sentence)


def _mark_chinese(sentence: Sentence) -> Sentence:
    tokenized = tokenize(sentence.text)
    people = zh_people.find_people(tokenized)
    return _with_mentions(sentence, _chinese_mentions(tokenized, people))


def mark_known_people(sentence: Sentence, names: set[str]) -> Sentence:
    """Return a Chinese sentence with the persons that other sentences identify."""
    marked_names = {person.name for person in sentence.mentions_of(PERSON)}
    missing = [name for name in sorted(names - marked_names) if name in sentence.text]
    if not missing:
        return sentence
    tokenized = tokenize(sentence.text)
    people = zh_people.find_people(tokenized, missing)
    return _with_mentions(sentence, _chinese_mentions(tokenized, people))


def mark_surnames(sentence: Sentence, surnames: dict[str, str]) -> Sentence:
    """Return an English sentence with the persons that it calls by surname.

    `surnames` gives each surname the whole name.
    """
    names = sentence.mentions_of(PERSON, ORGANISATION, CONSORTIUM)
    people = en_people.find_surname_mentions(sentence.text, surnames, names)
    if not people:
        return sentence
    return sentence.with_mentions([*sentence.mentions, *people])


def _mark_english(sentence: Sentence) -> Sentence:
    """The sentence with its mentions, read as if all words of names had capitals, but named as printed."""
    text = with_capitals(sentence.text)
    if text == sentence.text:
        return _with_mentions(sentence, _english_mentions(text))
    marked = _with_mentions(replace(sentence, text=text), _english_mentions(text))
    mentions = [
        replace(mention, name=sentence.text[mention.start : mention.end].strip())
        for mention in marked.mentions
    ]
    return sentence.with_mentions(mentions)


def _english_mentions(text: str) -> list[Mention]:
    organisations = en_organisations.find_organisations(text)
    organisations += find_described_names(text, organisations)
    organisations += find_list_items(text, organisations)
    people = en_people.find_people(text, organisations)
    return [*organisations, *people, *en_organisations.find_references(text)]


def _chinese_mentions(tokenized: TokenizedText, people: list[Mention]) -> list[Mention]:
    barriers = [(person.start, person.end) for person in people]
    organisations = zh_organisations.find_organisations(tokenized, barriers)
    organisations = add_list_items(tokenized, organisations, people)
    names = [*organisations, *people]
    return [*names, *zh_organisations.find_references(tokenized.text, names)]


def _with_mentions(sentence: Sentence, mentions: list[Mention]) -> Sentence:
    """The sentence with the mentions and its meetings and training bases."""
    return sentence.with_mentions([*mentions, *find_events(sentence), *find_bases(sentence)])


MARKERS = {ZH: _mark_chinese, EN: _mark_english}
