"""The bodies of people whom a Chinese clause of signing names without theirs, told elsewhere on the page."""

from dataclasses import replace

from seeds.extraction.annotation import ORGANISATION, PERSON, Mention, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.relations.zh_participants import PATTERNS, Participant
from seeds.extraction.rules.lexicon import chinese_places

BRAND_LENGTHS = range(12, 1, -1)
SHORT_BRAND = 3  # characters up to which a brand has to begin a name, behind its place


def with_body_told_elsewhere(
    document: AnnotatedArticle, sentence: Sentence, one: Participant
) -> Participant:
    """Return the participant with the body of its person that the page tells elsewhere or by a short name."""
    if one.person is None:
        return one
    person = _called_by_surname(document, sentence, one.person)
    name = _short_name_before(document, sentence, one) or _employer(document, person)
    if not name:
        return one
    body = Mention(start=one.start, end=one.end, kind=ORGANISATION, name=name)
    return replace(one, body=body, person=person)


def _called_by_surname(document: AnnotatedArticle, sentence: Sentence, person: Mention) -> Mention:
    """The person told before whom a mere surname with a post stands for."""
    called = PATTERNS["called_person"].fullmatch(person.name)
    if not called:
        return person
    told = [one for one in sentence.mentions_of(PERSON) if one.end <= person.start]
    for previous in document.preceding_sentences(sentence):
        told += previous.mentions_of(PERSON)
    for one in told:
        if one.name.startswith(called["surname"]) and one.name != person.name and one.organisation:
            return replace(person, name=one.name, organisation=one.organisation)
    return person


def _employer(document: AnnotatedArticle, person: Mention) -> str:
    """The only known body that the page tells a person to be of."""
    employers = {}
    for sentence in document.sentences:
        known = {
            name: body.resolved_name
            for body in sentence.mentions
            if body.kind != PERSON
            for name in (body.name, body.full_name)
            if name
        }
        for other in sentence.mentions_of(PERSON):
            if other.name == person.name and known.get(other.organisation):
                employers[known[other.organisation]] = None
    return next(iter(employers)) if len(employers) == 1 else ""


def _short_name_before(document: AnnotatedArticle, sentence: Sentence, one: Participant) -> str:
    """The only body of the page whose name holds the words right before the post of a person."""
    post = PATTERNS["bare_post"].search(sentence.text, 0, one.person.start)
    if not post:
        return ""
    names = {
        body.resolved_name
        for other in document.sentences
        for body in other.mentions_of(ORGANISATION)
    }
    for length in BRAND_LENGTHS:
        brand = sentence.text[max(0, post.start() - length) : post.start()]
        holders = {name for name in names if _holds(name, brand)}
        if len(brand) == length and holders:
            return holders.pop() if len(holders) == 1 else ""
    return ""


def _holds(name: str, brand: str) -> bool:
    """Whether a brand is a short form of a name: a short one begins it, at most behind its place."""
    if name == brand or brand not in name or brand in chinese_places():
        return False
    if len(brand) > SHORT_BRAND:
        return True
    return name.startswith(brand) or name[: name.index(brand)] in chinese_places()
