"""Lookup of organisations by name: exact names first, else names of the same place, kind and words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from consortia.matching.candidates import Candidate
from consortia.matching.name_indexing import indexing_names
from consortia.matching.name_lexicon import PlaceName, TypeNoun, get_place_index
from consortia.matching.name_parsing import ParsedName, parse_name
from consortia.models import Organisation, OrganisationKind, OrganisationName, Region, RejectedAlias
from portal.core.folding import CHINESE_CHARACTER, name_key

MAX_DUPLICATES = 5
MAX_NAME_LENGTH = Organisation._meta.get_field("name").max_length
# How two names are compared: by their characters, or by the meanings of their words across the languages
BY_CHARACTERS, BY_MEANINGS = "characters", "meanings"

Places = tuple[PlaceName, ...]


@dataclass(frozen=True)
class OrganisationRow:
    """The columns of an organisation that matching needs."""

    pk: int
    name: str
    name_en: str
    kind: str
    region: str | None
    credit_code: str = ""

    @property
    def known_kind(self) -> str:
        """The kind of the organisation; blank for “other”."""
        return "" if self.kind == OrganisationKind.OTHER else self.kind


@dataclass(frozen=True)
class LookupRows:
    """The rows from which a lookup is built; equal ones give equal lookups."""

    organisations: tuple[tuple, ...]
    names: tuple[tuple[int, str], ...]
    regions: tuple[tuple[str, str, str, str], ...]
    rejected: tuple[tuple[str, int], ...]

    @classmethod
    def load(cls) -> "LookupRows":
        """Read the rows from the database. Four queries."""
        columns = ("pk", "name", "name_en", "kind", "region__code", "credit_code")
        return cls(
            tuple(Organisation.objects.order_by("pk").values_list(*columns)),
            tuple(OrganisationName.objects.order_by("pk").values_list("organisation", "text")),
            tuple(
                Region.objects.order_by("code").values_list("code", "name", "short_name", "name_en")
            ),
            tuple(RejectedAlias.objects.order_by("pk").values_list("name", "organisation")),
        )

    def build(self) -> "OrganisationLookup":
        """The lookup of these rows."""
        organisations = [OrganisationRow(*row) for row in self.organisations]
        return OrganisationLookup(organisations, self.names, self.regions, self.rejected)


class OrganisationLookup:
    """All names of all organisations in memory; `load` takes four queries, a lookup none."""

    def __init__(
        self,
        organisations: Iterable[OrganisationRow],
        names: Iterable[tuple[int, str]],
        regions: Iterable,
        rejected: Iterable,
    ):
        """Index organisations, their other names (key, text), and rejected matches (name key, key)."""
        self.places = get_place_index(tuple(regions))
        self.organisations = {organisation.pk: organisation for organisation in organisations}
        self.rejected = set(rejected)
        self.names: list[tuple[int, str]] = []
        for organisation in self.organisations.values():
            self._add_name(organisation.pk, organisation.name)
            self._add_name(organisation.pk, organisation.name_en)
        for pk, text in names:
            self._add_name(pk, text)
        # By name key: the organisations with that name, each with the name as it is written on record
        self.by_name_key: dict[str, dict[int, str]] = defaultdict(dict)
        self.keyed_names = [(pk, text, name_key(text)) for pk, text in self.names]
        for pk, text, key in self.keyed_names:
            self.by_name_key[key].setdefault(pk, text)

    def _add_name(self, pk, text) -> None:
        if text:
            self.names.append((pk, text))

    @classmethod
    def load(cls) -> "OrganisationLookup":
        """Load the lookup from the database. Four queries."""
        return LookupRows.load().build()

    def candidates(self, name: str, *, kind: str = "", place: str = "") -> list[Candidate]:
        """Look up organisations with exactly this name, else those with a name that agrees with it.

        `kind` and `place` come from the context, and apply if the name itself gives none.
        """
        key = name_key(name)
        if not key or len(key) > MAX_NAME_LENGTH:
            return []
        exact = {
            pk: text
            for pk, text in self.by_name_key.get(key, {}).items()
            if (key, pk) not in self.rejected
        }
        if exact:
            is_only_one = len(exact) == 1
            return [
                self._candidate(pk, is_exact=is_only_one, matched_name=text)
                for pk, text in sorted(exact.items())
            ]
        query = NameQuery(parse_name(name, self.places), kind, self._places_of(place))
        return self._agreeing_candidates(query, lambda pk: (key, pk) in self.rejected)

    def duplicates(self) -> Iterator[tuple[int, str, list[Candidate]]]:
        """Yield (primary key, name, likely duplicates) for each name that has any."""
        for pk, text in self.names:
            organisation = self.organisations[pk]
            candidates = self.other_candidates(organisation, text)
            others = [candidate for candidate in candidates if candidate.pk != pk]
            if others:
                yield pk, organisation.name or organisation.name_en, others[:MAX_DUPLICATES]

    def other_candidates(self, organisation: OrganisationRow, text: str) -> list[Candidate]:
        """All organisations that a name of this one can mean: with the same name, or with one that agrees."""
        exact = self.by_name_key.get(name_key(text), {})
        same_name = []
        if len(exact) > 1:
            same_name = [
                self._candidate(pk, is_exact=False, matched_name=text) for pk in sorted(exact)
            ]
        places = self.places.for_region(organisation.region)
        query = NameQuery(parse_name(text, self.places), organisation.known_kind, places)
        return same_name + self._agreeing_candidates(query, lambda pk: pk in exact)

    def _places_of(self, place: str) -> Places:
        """The places in a text, and their provinces."""
        if not place:
            return ()
        places = parse_name(place, self.places).places
        provinces: list[PlaceName] = []
        for named_place in places:
            for code in sorted(named_place.codes):
                provinces += self.places.for_region(code)[1:]
        return (*places, *provinces)

    def _candidate(self, pk, **values) -> Candidate:
        organisation = self.organisations[pk]
        return Candidate(pk, organisation.name, organisation.name_en, **values)

    # Names that agree

    @cached_property
    def parsed_names(self) -> dict[tuple, list[tuple[OrganisationRow, ParsedName]]]:
        """All parsed names by comparison key."""
        index = defaultdict(list)
        with indexing_names():
            for pk, text in self.names:
                organisation = self.organisations[pk]
                parsed = parse_name(text, self.places)
                region_places = self.places.for_region(organisation.region)
                for _places, key in _comparison_keys(parsed, region_places):
                    index[key].append((organisation, parsed))
        return index

    def _agreeing_candidates(self, query: "NameQuery", is_excluded) -> list[Candidate]:
        """A candidate for each organisation with a name that agrees, ordered by primary key."""
        agreeing = {pk: values for pk, values in self._agreeing(query) if not is_excluded(pk)}
        return [
            self._candidate(pk, is_exact=False, **values) for pk, values in sorted(agreeing.items())
        ]

    def _agreeing(self, query: "NameQuery") -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the keys of organisations whose name agrees in place, kind and words, with what agrees."""
        for places, key in _comparison_keys(query.parsed_name, query.places):
            values = {
                "place": ", ".join(place.label for place in places),
                "words": query.parsed_name.words,
            }
            mode = key[0]
            for organisation, other_name in self.parsed_names.get(key, ()):
                is_comparable = mode == query.comparison_mode(organisation, other_name)
                if is_comparable and query.agrees(organisation, other_name, places):
                    yield organisation.pk, values


def _comparison_keys(parsed: ParsedName, places: Places) -> Iterator[tuple[Places, tuple]]:
    """Yield the keys under which a name is indexed, each with its places.

    A key consists of the mode, the places and the rest of the name: as characters, to compare Chinese names,
    and as meanings, to compare across the languages. A name without a place gets a key without one, and one
    for each of the given places.
    """
    alternatives = [parsed.places] if parsed.places else [(), *((place,) for place in places)]
    for name_places in alternatives:
        if parsed.is_chinese:
            yield name_places, (BY_CHARACTERS, name_places, parsed.remainder)
        spellings = tuple(place.spelling for place in name_places)
        for core in parsed.cores:
            yield name_places, (BY_MEANINGS, spellings, core)


@dataclass(frozen=True)
class NameQuery:
    """A name to look up, with the kind and the places that its context gives."""

    parsed_name: ParsedName
    kind: str
    places: Places

    def comparison_mode(self, organisation: OrganisationRow, other: ParsedName) -> str:
        """The mode to compare this name with a name of the organisation; blank if it must not be compared.

        A Chinese name is not compared with the English name of an organisation that has a Chinese one.
        """
        if self.parsed_name.is_chinese and other.is_chinese:
            return BY_CHARACTERS
        if self.parsed_name.is_chinese and CHINESE_CHARACTER.search(organisation.name):
            return ""
        return BY_MEANINGS

    def agrees(self, organisation: OrganisationRow, other: ParsedName, places: Places) -> bool:
        """Whether a name with equal places and words agrees in kind, and is specific enough."""
        is_distinctive = self.parsed_name.is_distinctive
        if not places and not is_distinctive:
            return False
        if self.parsed_name.type_nouns and other.type_nouns:
            return self._type_nouns_agree(other.type_nouns, organisation)
        if not is_distinctive:
            return False
        own_kinds = _possible_kinds(self.parsed_name.type_nouns, self.kind)
        other_kinds = _possible_kinds(other.type_nouns, organisation.known_kind)
        if own_kinds and other_kinds:
            return not own_kinds.isdisjoint(other_kinds)
        return bool(places)

    def _type_nouns_agree(
        self, type_nouns: frozenset[TypeNoun], organisation: OrganisationRow
    ) -> bool:
        """Whether the type nouns share a family; without other words they must share a noun."""
        if self.kind and organisation.known_kind and self.kind != organisation.known_kind:
            return False
        own_type_nouns = self.parsed_name.type_nouns
        if any(self.parsed_name.cores):
            return not _families(own_type_nouns).isdisjoint(_families(type_nouns))
        return not own_type_nouns.isdisjoint(type_nouns)


def _families(type_nouns) -> set[tuple[str, str]]:
    return {(noun.kind, noun.family) for noun in type_nouns}


def _possible_kinds(type_nouns, kind) -> set[str]:
    """The known kind, else the possible kinds of the type nouns."""
    return {kind} if kind else {noun.kind for noun in type_nouns}
