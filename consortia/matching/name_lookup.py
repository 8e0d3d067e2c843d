"""Which organisation a name can mean: one that bears it, or one whose name says the same place, kind and distinctive words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from consortia.matching.name_lexicon import PlaceName, TypeNoun, get_place_index
from consortia.matching.name_parsing import ParsedName, parse_name
from consortia.models import Organisation, OrganisationKind, OrganisationName, Region, RejectedAlias
from portal.core.folding import CHINESE_CHARACTER, name_key

MAX_DUPLICATES = 5
MAX_NAME_LENGTH = Organisation._meta.get_field("name").max_length


@dataclass(frozen=True)
class Candidate:
    """An organisation that a name can mean, and why. Exact: it alone bears that very name."""

    pk: int
    name: str
    name_en: str
    is_exact: bool
    matched_name: str = ""
    place: str = ""
    words: str = ""

    @property
    def reason(self) -> str:
        """Why it can be meant, in the words of the page's language."""
        if self.is_exact:
            return _("Bears this name: “%s”.") % self.matched_name
        if self.matched_name:
            return _("Bears this name, as another organisation does: “%s”.") % self.matched_name
        values = {"place": self.place, "words": self.words}
        if self.place and self.words:
            return _("Place (%(place)s), kind and distinctive words (%(words)s) agree.") % values
        if self.words:
            return _("Kind and distinctive words (%(words)s) agree; no place is said.") % values
        return _("Place (%(place)s) and kind agree, and nothing else is said.") % values


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation as the registry knows it."""

    pk: int
    name: str
    name_en: str
    kind: str
    region: str | None

    @property
    def known_kind(self) -> str:
        """Its kind; blank where nobody said one."""
        return "" if self.kind == OrganisationKind.OTHER else self.kind


class OrganisationLookup:
    """Every name of every organisation, read once: four queries, however many there are."""

    def __init__(
        self,
        bodies: Iterable[OrganisationRow],
        names: Iterable[tuple[int, str]],
        regions: Iterable,
        refused: Iterable,
    ):
        self.places = get_place_index(tuple(regions))
        self.bodies = {body.pk: body for body in bodies}
        official = (
            (body.pk, text) for body in self.bodies.values() for text in (body.name, body.name_en)
        )
        self.names = [(pk, text) for pk, text in (*official, *names) if text]
        self.refused = set(refused)
        self.bearers: dict[str, dict[int, str]] = defaultdict(dict)
        for pk, text in self.names:
            self.bearers[name_key(text)].setdefault(pk, text)

    @classmethod
    def load(cls) -> "OrganisationLookup":
        """The registry as it stands now."""
        columns = ("pk", "name", "name_en", "kind", "region__code")
        return cls(
            [
                OrganisationRow(*row)
                for row in Organisation.objects.order_by("pk").values_list(*columns)
            ],
            OrganisationName.objects.order_by("pk").values_list("organisation", "text"),
            Region.objects.order_by("code").values_list("code", "name", "short_name", "name_en"),
            RejectedAlias.objects.order_by("pk").values_list("name", "organisation"),
        )

    def candidates(self, name: str, *, kind: str = "", place: str = "") -> list[Candidate]:
        """Whom the name can mean: who bears it, else who agrees with it. Kind and place help where the name says none."""
        key = name_key(name)
        if not key or len(key) > MAX_NAME_LENGTH:
            return []
        bearers = {
            pk: text
            for pk, text in self.bearers.get(key, {}).items()
            if (key, pk) not in self.refused
        }
        if bearers:
            return [
                self._candidate(pk, is_exact=len(bearers) == 1, matched_name=text)
                for pk, text in sorted(bearers.items())
            ]
        asked = NameQuery(parse_name(name, self.places), kind, self._places_of(place))
        found = {pk: said for pk, said in self._agreeing(asked) if (key, pk) not in self.refused}
        return [self._candidate(pk, is_exact=False, **said) for pk, said in sorted(found.items())]

    def duplicates(self) -> Iterator[tuple[int, str, list[Candidate]]]:
        """Each organisation with others that may be the same: each name is looked up once."""
        for pk, text in self.names:
            body = self.bodies[pk]
            found = [each for each in self.other_candidates(body, text) if each.pk != pk]
            if found:
                yield pk, body.name or body.name_en, found[:MAX_DUPLICATES]

    def other_candidates(self, body: OrganisationRow, text: str) -> list[Candidate]:
        """Whom a name of a known body can mean besides: who bears it too, and who agrees with it."""
        bearers = self.bearers.get(name_key(text), {})
        shared = (
            [self._candidate(pk, is_exact=False, matched_name=text) for pk in sorted(bearers)]
            if len(bearers) > 1
            else []
        )
        asked = NameQuery(
            parse_name(text, self.places), body.known_kind, self.places.for_region(body.region)
        )
        agreeing = {pk: said for pk, said in self._agreeing(asked) if pk not in bearers}
        return shared + [
            self._candidate(pk, is_exact=False, **said) for pk, said in sorted(agreeing.items())
        ]

    def _places_of(self, place: str) -> tuple[PlaceName, ...]:
        found = parse_name(place, self.places).places if place else ()
        return found + tuple(
            up
            for each in found
            for code in sorted(each.codes)
            for up in self.places.for_region(code)[1:]
        )

    def _candidate(self, pk, **values) -> Candidate:
        body = self.bodies[pk]
        return Candidate(pk, body.name, body.name_en, **values)

    # Names that agree

    @cached_property
    def readings(self) -> dict[tuple, list[tuple[OrganisationRow, ParsedName]]]:
        """The readings of all names by what they can be found by."""
        found = defaultdict(list)
        for pk, text in self.names:
            body, reading = self.bodies[pk], parse_name(text, self.places)
            for _places, key in _keys(reading, self.places.for_region(body.region)):
                found[key].append((body, reading))
        return found

    def _agreeing(self, asked: "NameQuery") -> Iterator[tuple[int, dict[str, str]]]:
        """The organisations with a name that agrees in place, kind and distinctive words, each with what agrees."""
        for places, key in _keys(asked.reading, asked.places):
            said = {
                "place": ", ".join(place.label for place in places),
                "words": asked.reading.words,
            }
            met = [
                (body, other)
                for body, other in self.readings.get(key, ())
                if key[0] == asked.compares(body, other)
            ]
            yield from ((body.pk, said) for body, other in met if asked.agrees(body, other, places))


def _keys(
    reading: ParsedName, places: tuple[PlaceName, ...]
) -> Iterator[tuple[tuple[PlaceName, ...], tuple]]:
    """What a name is found by: places and rest, as characters among Chinese names, as meanings across the languages."""
    for said in [reading.places] if reading.places else [(), *((place,) for place in places)]:
        if reading.is_chinese:
            yield said, ("characters", said, reading.remainder)
        for core in reading.cores:
            yield said, ("meanings", tuple(place.spelling for place in said), core)


@dataclass(frozen=True)
class NameQuery:
    """A name that is looked for, with the kind and the places that its text gives beside it."""

    reading: ParsedName
    kind: str
    places: tuple[PlaceName, ...]

    def compares(self, body: OrganisationRow, other: ParsedName) -> str:
        """What the names are compared by: a Chinese name never by the English one of a body whose Chinese name is known."""
        if self.reading.is_chinese and other.is_chinese:
            return "characters"
        return "" if self.reading.is_chinese and CHINESE_CHARACTER.search(body.name) else "meanings"

    def agrees(
        self, body: OrganisationRow, other: ParsedName, places: tuple[PlaceName, ...]
    ) -> bool:
        """Whether a name found by the same places and words means the same kind of body, and enough is said to tell."""
        if not places and not self.reading.is_distinctive:
            return False
        if self.reading.type_nouns and other.type_nouns:
            return self._heads_agree(other.type_nouns, body)
        kinds = (
            _kinds(self.reading.type_nouns, self.kind),
            _kinds(other.type_nouns, body.known_kind),
        )
        unsaid = not (kinds[0] and kinds[1])
        return self.reading.is_distinctive and (
            bool(kinds[0] & kinds[1]) or (unsaid and bool(places))
        )

    def _heads_agree(self, heads: frozenset[TypeNoun], body: OrganisationRow) -> bool:
        """Words of one family; the very same word where nothing else tells the names apart."""
        if self.kind and body.known_kind and self.kind != body.known_kind:
            return False
        if any(self.reading.cores):
            return bool(
                {(head.kind, head.family) for head in self.reading.type_nouns}
                & {(head.kind, head.family) for head in heads}
            )
        return bool(self.reading.type_nouns & heads)


def _kinds(heads, kind):
    return {kind} if kind else {head.kind for head in heads}
