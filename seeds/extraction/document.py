"""An article made ready for its rules: sentences with mentions, names and their short forms."""

import functools
import re
from collections import Counter
from dataclasses import dataclass, replace

from seeds.extraction.mentions import en_organisations, en_people, zh_organisations, zh_people
from seeds.extraction.mentions.events import find_events
from seeds.extraction.mentions.training_bases import find_bases
from seeds.extraction.mentions.zh_lists import add_list_items
from seeds.extraction.model import CONSORTIUM, ORGANISATION, PERSON, REFERENCE, Mention, Sentence
from seeds.extraction.resolution.coreference import GENERIC_BODY, resolve_references
from seeds.extraction.resolution.short_names import (
    chinese_short_forms,
    english_short_forms,
    introduced_short_forms,
    mark_short_forms,
)
from seeds.extraction.rules.lexicon import chinese_places
from seeds.extraction.text.budget import Budget
from seeds.extraction.text.folding import strip_invisible
from seeds.extraction.text.sentences import split_sentences
from seeds.extraction.text.zh_words import TokenizedText, tokenize

TITLE_WEIGHT = 3
MAX_POST_LENGTH, MAX_ENGLISH_POST_LENGTH = 40, 120
POST_AFTER_NAME = re.compile(r"(?:,?\s(?:the\s|an?\s)?([^,;]{0,80}?))?\s(?:of|at|from)\s(?:the\s)?")
POST_IN_BRACKETS = re.compile(r"\s\(([^(),]{2,60}),\s(?:the\s)?")
POST_BEFORE_NAME = re.compile(
    r"(?:[’']s?|,\s(?:represented\sby|whose)(?:\sits|\sthe)?)?\s((?:[\w-]+\s){0,3}?(?:(?i:president|manager|director|chair\w*|principal|dean|"
    r"secretary|engineer|officer|rector|head|ceo|executive)))\s(?:(?:Mr|Ms|Dr|Prof)\.?\s)?"
)
NOT_A_POST = re.compile(r"\b(?:said|signed|delivered|attended|behalf|put|witnessed)\b")


@dataclass(frozen=True, kw_only=True)
class AnnotatedArticle:
    """An article as the rules see it; `owner` is whose site it stands on, where a setting says so."""

    sentences: tuple[Sentence, ...]
    published: str = ""
    owner: str = ""
    years: tuple[int, ...] = ()
    is_complete: bool = True

    @functools.cached_property
    def canonical_consortia(self) -> dict[str, str]:
        """Each printed name of a consortium with the one that stands for all of its spellings."""
        found = Counter()
        for sentence in self.sentences:
            for mention in sentence.mentions_of(CONSORTIUM):
                if " " in mention.name and not en_organisations.distinctive_words(mention.name):
                    continue
                found[mention.name] += 1 if sentence.paragraph else TITLE_WEIGHT
        named = sorted(found, key=lambda each: (-len(each), each))
        stands: dict[str, str] = {}
        for name in named:
            same = next((other for other in stands if _same_consortium(name, other)), None)
            stands[name] = stands[same] if same else name
        roots = ("全国", "国家", "中国", *chinese_places())

        def is_rooted(name: str) -> bool:
            return name.startswith(roots)

        groups = {
            whole: [name for name, other in stands.items() if other == whole]
            for whole in stands.values()
        }
        best = {
            whole: max(group, key=lambda each: (is_rooted(each), found[each] > 1, len(each)))
            for whole, group in groups.items()
        }
        return {name: best[whole] for name, whole in stands.items()}

    @functools.cached_property
    def preceding_consortia(self) -> tuple[str, ...]:
        """For each sentence the consortium last named before it."""
        last, found = "", []
        for sentence in self.sentences:
            found.append(last)
            named = [
                self.canonical_consortia[each.name]
                for each in sentence.mentions_of(CONSORTIUM)
                if each.name in self.canonical_consortia
            ]
            last = named[-1] if named else last
        return tuple(found)

    def nearest_consortium(self, sentence: Sentence, place: int = 0) -> str:
        """The consortium that a place of a sentence speaks of: behind it, before it, or the last one named."""
        named = [
            each
            for each in sentence.mentions_of(CONSORTIUM)
            if each.name in self.canonical_consortia
        ]
        if named:
            return self.canonical_consortia[
                min(named, key=lambda each: abs(each.start - place)).name
            ]
        if self.preceding_consortia[sentence.number]:
            return self.preceding_consortia[sentence.number]
        names = sorted(set(self.canonical_consortia.values()))
        return names[0] if len(names) == 1 else ""

    def preceding_sentences(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of the text before this one, the nearest first."""
        return self.sentences[: sentence.number][::-1]


def annotate_article(article, *, owner: str = "", budget: Budget | None = None) -> AnnotatedArticle:
    """Return the article with every name marked in its sentences."""
    budget = budget or Budget()
    traditional = article.language == "zh-hant"
    sentences = split_sentences(
        article.title, article.paragraphs, traditional=traditional, budget=budget
    )
    marked = [_marked(sentence) for sentence in sentences]
    people = {
        m.name
        for s in marked
        if not s.is_english
        for m in s.mentions_of(PERSON)
        if len(m.name) > 2 or s.paragraph
    }
    acronyms = {
        m[1]: each.name
        for s in marked
        for each in s.mentions_of(ORGANISATION)
        for m in _acronym(s, each)
    }
    acronyms = {
        m.name: m.name
        for s in marked
        if s.is_english
        for m in s.mentions_of(ORGANISATION)
        if not m.is_certain
    } | acronyms
    known = {
        m.name for s in marked if s.is_english for m in s.mentions_of(ORGANISATION) if m.is_certain
    }
    english, chinese = (
        {**english_short_forms(known), **acronyms},
        {**chinese_short_forms(marked), **introduced_short_forms(marked)},
    )
    surnames = en_people.unique_surnames(
        m.name for s in marked if s.is_english for m in s.mentions_of(PERSON)
    )
    marked = [
        _called(each, surnames) if each.is_english else _with_people(each, people)
        for each in marked
    ]
    marked = [mark_short_forms(each, english if each.is_english else chinese) for each in marked]
    marked = resolve_references([_posted(sentence) for sentence in marked], owner, article.site)
    names = {
        m.name: strip_invisible(s.quote(m.start, m.end))
        for s in marked
        for m in s.mentions_of(ORGANISATION, REFERENCE)
    }
    marked = [replace(s, mentions=tuple(_printed(s, m, names) for m in s.mentions)) for s in marked]
    years = tuple(
        dict.fromkeys(
            int(y) for s in marked[:8] for y in re.findall(r"(?<!\d)(20[0-3]\d)(?=年|\D|$)", s.text)
        )
    )
    return AnnotatedArticle(
        sentences=tuple(marked),
        published=article.published or "",
        owner=owner,
        years=years,
        is_complete=not budget.is_spent,
    )


def _marked(sentence: Sentence) -> Sentence:
    if sentence.is_english:
        named = en_organisations.find_organisations(sentence.text)
        named += en_organisations.find_list_items(sentence.text, named)
        people = en_people.find_people(sentence.text, named)
        mentions = [*named, *people, *en_organisations.find_references(sentence.text)]
    else:
        words = tokenize(sentence.text)
        people = zh_people.find_people(words)
        mentions = _chinese(words, people)
    return replace(sentence, mentions=_sorted(mentions, sentence))


def _chinese(words: TokenizedText, people: list[Mention]) -> list[Mention]:
    named = zh_organisations.find_organisations(words, [(each.start, each.end) for each in people])
    named = add_list_items(words, named, people)
    return [*named, *people, *zh_organisations.find_references(words.text, [*named, *people])]


def _sorted(mentions: list[Mention], sentence: Sentence) -> tuple[Mention, ...]:
    extra = [*find_events(sentence), *find_bases(sentence)]
    return tuple(sorted([*mentions, *extra], key=lambda each: (each.start, -each.end)))


def _with_people(sentence: Sentence, people: set[str]) -> Sentence:
    """The sentence with the persons that other sentences name more clearly."""
    here = {m.name for m in sentence.mentions_of(PERSON)}
    missing = [name for name in people - here if name in sentence.text]
    if not missing:
        return sentence
    words = tokenize(sentence.text)
    all_people = zh_people.find_people(words, missing)
    return replace(sentence, mentions=_sorted(_chinese(words, all_people), sentence))


def _called(sentence: Sentence, surnames: dict[str, str]) -> Sentence:
    """The sentence with the persons that it calls by their surnames alone."""
    found = en_people.find_surname_mentions(
        sentence.text, surnames, sentence.mentions_of(PERSON, ORGANISATION, CONSORTIUM)
    )
    mentions = sorted([*sentence.mentions, *found], key=lambda each: (each.start, -each.end))
    return replace(sentence, mentions=tuple(mentions)) if found else sentence


def _acronym(sentence: Sentence, mention: Mention) -> list[re.Match[str]]:
    """The short form that stands in brackets behind a name or at its end."""
    behind = re.compile(r"\s?\(([A-Z][A-Za-z&-]{1,9})\)").match(sentence.text, mention.end)
    inside = re.search(r"\s\(([A-Z]{2,9})\)$", mention.name)
    return [match for match in (behind, inside) if match]


def _posted(sentence: Sentence) -> Sentence:
    """The sentence with the post and the organisation of each person."""
    actors = [m for m in sentence.mentions if m.kind in (ORGANISATION, CONSORTIUM, REFERENCE)]
    find = _english_post if sentence.is_english else _chinese_post
    placed = [find(sentence, m, actors) if m.kind == PERSON else m for m in sentence.mentions]
    return replace(sentence, mentions=tuple(_inherited(sentence, placed)))


def _inherited(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the body of the one before for a person who is listed behind that one with a post alone."""
    kept: list[Mention] = []
    last: Mention | None = None
    for mention in mentions:
        person = mention if mention.kind == PERSON else None
        if person and last and person.post and not person.organisation and not sentence.is_english:
            is_listed = sentence.text[last.end : person.start] in (
                f"、{person.post}",
                f"和{person.post}",
            )
            is_listed = is_listed and not GENERIC_BODY.match(person.post)
            person = replace(person, organisation=last.organisation) if is_listed else person
        last = person or last
        kept.append(person or mention)
    return kept


def _chinese_post(sentence: Sentence, person: Mention, actors: list[Mention]) -> Mention:
    behind = max((m.end for m in sentence.mentions_of(PERSON) if m.end <= person.start), default=0)
    post = zh_people.find_post_before(sentence.text, person.start, behind)
    own = next((a for a in reversed(actors) if a.end <= person.start), None)
    between = sentence.text[own.end : person.start] if own else ""
    people_between = [
        m for m in sentence.mentions_of(PERSON) if own and own.end <= m.start < person.start
    ]
    title = zh_people.TITLE_AFTER_NAME.match(sentence.text, person.end)
    if not post and title:
        return replace(person, post=title[0], organisation=own.name if own and not between else "")
    if (
        not post
        or not own
        or len(between) > MAX_POST_LENGTH
        or people_between
        or set(between) & set(",;:。")
    ):
        return replace(person, post=post)
    return replace(person, post=between.strip("、的"), organisation=own.name)


def _english_post(sentence: Sentence, person: Mention, actors: list[Mention]) -> Mention:
    """The person with the post and body said behind the name, in brackets, or before it."""
    text = sentence.text
    behind = next((a for a in actors if a.start >= person.end), None)
    between = text[person.end : behind.start] if behind else ""
    others = [
        p for p in sentence.mentions_of(PERSON) if behind and person.end <= p.start < behind.start
    ]
    said = POST_AFTER_NAME.match(between) or POST_IN_BRACKETS.fullmatch(between)
    if (
        said
        and not others
        and len(between) <= MAX_ENGLISH_POST_LENGTH
        and not NOT_A_POST.search(between)
    ):
        return replace(person, post=strip_invisible(said[1] or ""), organisation=behind.name)
    own = next((a for a in reversed(actors) if a.end <= person.start), None)
    before = POST_BEFORE_NAME.fullmatch(text[own.end : person.start]) if own else None
    return (
        replace(person, post=strip_invisible(before[1]), organisation=own.name)
        if before
        else person
    )


def _printed(sentence: Sentence, mention: Mention, names: dict[str, str]) -> Mention:
    """The mention with its names as the page prints them."""
    full, organisation = (
        names.get(name, name) for name in (mention.full_name, mention.organisation)
    )
    name = strip_invisible(sentence.quote(mention.start, mention.end))
    is_same = (name, full, organisation) == (mention.name, mention.full_name, mention.organisation)
    return (
        mention
        if is_same
        else replace(mention, name=name, full_name=full, organisation=organisation)
    )


def _same_consortium(name: str, longer: str) -> bool:
    """Whether two spellings mean one consortium: one ends the other, or they differ in general words alone."""
    if " " in name and " " in longer:
        one, other = (
            en_organisations.distinctive_words(name),
            en_organisations.distinctive_words(longer),
        )
        return one == other or (len(one) > 1 and one < other)
    return longer.endswith(name) or (
        zh_organisations.distinctive_text(name) == zh_organisations.distinctive_text(longer) != ""
    )
