"""The organisation in whose name an article speaks: "our college"."""

from collections import Counter
from collections.abc import Iterator

from seeds.extraction.annotation import ORGANISATION, PERSON, REFERENCE, Mention, Sentence
from seeds.extraction.languages import ZH, in_language
from seeds.extraction.resolution.organisation_types import SCHOOL_NAME
from seeds.extraction.resolution.representatives import find_representatives
from seeds.extraction.text.folding import fold_with_offsets

FIRST_PERSON_PREFIXES = ("我", "本", "our", "Our")
SHORT_FORM_INTRODUCTIONS = frozenset(
    {"(", "(以下简称", "(下称", "(简称", "(hereinafter", "(hereinafter referred to as"}
)
OWN_SCHOOLS = frozenset({"我校", "我院", "本校", "本院"})
MIN_OWN_NAMINGS = 3
# Stands for the speaker in the sets of organisations of a person
SPEAKER = ""


def find_speaker(
    sentences: list[Sentence], full_names: dict[str, str], *, owner: str, site: str
) -> str:
    """Return the organisation that "we" stands for, or an empty string.

    `owner` is the owner of the website by the settings, `site` the one that the page names.
    """
    if owner:
        return owner
    introduced = _introduced_speaker(sentences)
    if introduced:
        return introduced
    if site and _is_about_site(sentences, site):
        return site
    return _represented_speaker(sentences, full_names) or _narrating_school(sentences)


def _narrating_school(sentences: list[Sentence]) -> str:
    """The school of a Chinese page that says "our college": the first one named, and by far most often."""
    if not any(_names_own_school(sentence) for sentence in sentences):
        return ""
    counts: Counter[str] = Counter()
    for sentence in in_language(sentences, ZH):
        if not sentence.paragraph:
            continue
        for mention in sentence.mentions_of(ORGANISATION):
            if SCHOOL_NAME.search(mention.resolved_name):
                counts[mention.resolved_name] += 1
    if not counts:
        return ""
    first = next(iter(counts))
    others = [count for name, count in counts.items() if name != first]
    is_narrator = counts[first] >= MIN_OWN_NAMINGS and counts[first] > max(others, default=0)
    return first if is_narrator else ""


def _names_own_school(sentence: Sentence) -> bool:
    return any(mention.name in OWN_SCHOOLS for mention in sentence.mentions_of(REFERENCE))


def _introduced_speaker(sentences: list[Sentence]) -> str:
    """The organisation that the article introduces as itself in brackets: "X College (our college)"."""
    for sentence in sentences:
        references = [
            mention for mention in sentence.mentions_of(REFERENCE) if _is_first_person(mention)
        ]
        if not references:
            continue
        for organisation in sentence.mentions_of(ORGANISATION):
            if any(_is_introduction(sentence, organisation, own) for own in references):
                return organisation.resolved_name
    return ""


def _is_introduction(sentence: Sentence, organisation: Mention, reference: Mention) -> bool:
    """Whether a reference stands in brackets right behind an organisation."""
    if organisation.end >= reference.start:
        return False
    before = sentence.text[organisation.end : reference.start].strip()
    return before in SHORT_FORM_INTRODUCTIONS and sentence.text.startswith(")", reference.end)


def _is_first_person(mention: Mention) -> bool:
    return mention.name.startswith(FIRST_PERSON_PREFIXES)


def _is_about_site(sentences: list[Sentence], site: str) -> bool:
    """Whether the article speaks in the first person or names the owner that its page states."""
    for sentence in sentences:
        if any(_is_first_person(mention) for mention in sentence.mentions_of(REFERENCE)):
            return True
    folded, _offsets = fold_with_offsets(site)
    return any(folded in sentence.text for sentence in sentences)


def _represented_speaker(sentences: list[Sentence], full_names: dict[str, str]) -> str:
    """The school that a person of "our college" represents by name elsewhere in the article."""
    organisations_of: dict[str, set[str]] = {}
    for name, organisation in _affiliations(sentences, full_names):
        organisations_of.setdefault(name, set()).add(organisation)
    schools = set()
    for organisations in organisations_of.values():
        if SPEAKER not in organisations or len(organisations) != 2:
            continue
        (organisation,) = organisations - {SPEAKER}
        if SCHOOL_NAME.search(organisation):
            schools.add(organisation)
    if len(schools) != 1:
        return ""
    return schools.pop()


def _affiliations(
    sentences: list[Sentence], full_names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the names of persons with the full names of their organisations, or `SPEAKER` for a reference."""
    for sentence in sentences:
        references = {mention.name for mention in sentence.mentions_of(REFERENCE)}
        for person in sentence.mentions_of(PERSON):
            if person.organisation in references:
                yield person.resolved_name, SPEAKER
            elif person.organisation:
                name = person.organisation
                yield person.resolved_name, full_names.get(name, name)
        for people, organisations in find_representatives(sentence):
            for person, organisation in zip(people, organisations, strict=False):
                if organisation.kind == REFERENCE:
                    yield person.resolved_name, SPEAKER
                else:
                    name = organisation.name
                    yield person.resolved_name, full_names.get(name, name)
