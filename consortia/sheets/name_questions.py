"""Whom the names of a sheet mean: asked of the records, and where those do not tell, of the clerk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from consortia.matching import Candidate, NearNames
from consortia.matching.candidates import Nearness
from consortia.matching.name_parsing import parse_name
from consortia.merging.redirects import get_successor
from consortia.models import Organisation, OrganisationKind
from consortia.sheets.decisions import NEW, OUT
from portal.core.folding import name_key


@dataclass(frozen=True)
class StatedBody:
    """What a sheet says of an organisation; `organisation_key` is our own number, if the sheet has it."""

    name: str = ""
    name_en: str = ""
    credit_code: str = ""
    organisation_key: str = ""
    other_names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name, the Chinese one first."""
        return self.name or self.name_en

    @property
    def names(self) -> tuple[str, ...]:
        """All names that are stated."""
        return tuple(filter(None, (self.name, self.name_en, *self.other_names)))


@dataclass(frozen=True)
class NameQuestion:
    """Whom a name means. `default` is the answer of the records, blank where a person must decide.

    `choice` is an organisation's key, NEW or OUT, or blank; `same_as` names the row in which the same name
    was asked first, whose choice it shares.
    """

    key: str
    body: StatedBody
    candidates: tuple[Candidate, ...] = ()
    default: str = ""
    choice: str = ""
    remarks: tuple[str, ...] = ()
    same_as: str = ""
    kind: str = OrganisationKind.OTHER

    @property
    def is_asked(self) -> bool:
        """Whether a person must decide, here and not in an earlier row."""
        return not self.default and not self.same_as

    @property
    def options(self) -> set[str]:
        """The valid choices."""
        return {str(candidate.pk) for candidate in self.candidates} | {NEW, OUT}

    @property
    def organisation(self) -> int | None:
        """The key of the organisation that is chosen; None for a new one, none, or no choice yet."""
        return int(self.choice) if self.choice not in {"", NEW, OUT} else None

    @property
    def new_key(self) -> str:
        """What rows about the same new organisation share; blank if it is not new."""
        return (self.same_as or self.key) if self.choice == NEW else ""


class NameAsker:
    """Asks whom names mean, each name once; `choices` are the decisions of the clerk by key."""

    def __init__(self, near_names: NearNames, choices: dict[str, str]):
        self.near_names = near_names
        self.lookup = near_names.lookup
        self.choices = choices
        self.asked: dict[tuple, NameQuestion] = {}
        self.by_credit_code = {
            row.credit_code: row.pk for row in self.lookup.organisations.values() if row.credit_code
        }

    def ask(self, key: str, body: StatedBody) -> NameQuestion:
        """The question for this name; for a name that was asked in an earlier row, the answer given there."""
        identity = (name_key(body.label), body.credit_code, body.organisation_key)
        earlier = self.asked.get(identity)
        if earlier is not None and not _has_twins(earlier.candidates):
            return replace(earlier, key=key, body=body, same_as=earlier.key)
        question = self._question(key, body)
        choice = self.choices.get(key, question.default)
        is_valid = choice in question.options
        question = replace(question, choice=choice if is_valid else "", kind=self._kind(body.label))
        self.asked[identity] = question
        return question

    def _question(self, key: str, body: StatedBody) -> NameQuestion:
        if body.organisation_key:
            question = self._by_organisation_key(key, body)
            if question is not None:
                return question
        named = self._named(body)
        exact = named[0] if len(named) == 1 and named[0].is_exact else None
        if body.credit_code:
            return self._by_code(key, body, named, exact)
        return _ask_by_name(key, body, named, exact)

    def _named(self, body: StatedBody) -> list[Candidate]:
        """The organisations that bear the name; else all that any of the stated names can mean."""
        candidates = self.near_names.candidates(body.label)
        if candidates and candidates[0].matched_name:
            return candidates
        found = {candidate.pk: candidate for candidate in candidates}
        for name in body.names:
            for candidate in self.near_names.candidates(name):
                found.setdefault(candidate.pk, _as_near(candidate, Nearness.VARIANT))
        return list(found.values())

    # By our own number

    def _by_organisation_key(self, key: str, body: StatedBody) -> NameQuestion | None:
        """The organisation of that number, by its present name or after asking; None if there is none."""
        pk = self._present_key(body.organisation_key)
        if pk is None:
            return None
        candidate = self._candidate(pk, Nearness.ROW_KEY)
        if not body.label or self._bears(pk, body.label):
            return NameQuestion(key, body, (candidate,), default=str(pk))
        others = [other for other in self._named(body) if other.pk != pk]
        remark = _("The row was exported for “%s”, and has another name now.") % (
            candidate.name or candidate.name_en
        )
        return NameQuestion(key, body, (candidate, *others), remarks=(remark,))

    def _present_key(self, text: str) -> int | None:
        """The key of that organisation, or of the one that it was merged into."""
        if not text.isdecimal():
            return None
        pk = int(text)
        if pk in self.lookup.organisations:
            return pk
        successor = get_successor(Organisation, pk)
        return successor.pk if successor else None

    def _bears(self, pk: int, name: str) -> bool:
        return pk in self.lookup.by_name_key.get(name_key(name), {})

    def _candidate(self, pk: int, nearness: Nearness) -> Candidate:
        row = self.lookup.organisations[pk]
        return Candidate(pk, row.name, row.name_en, is_exact=False, nearness=nearness)

    # By credit code

    def _by_code(self, key, body, named, exact) -> NameQuestion:
        """The bearer of the code, unless another organisation has the very name; then a person decides."""
        pk = self.by_credit_code.get(body.credit_code)
        if pk is None:
            return self._ask_of_unknown_code(key, body, named)
        bearer = self._candidate(pk, Nearness.CREDIT_CODE)
        others = tuple(candidate for candidate in named if candidate.pk != pk)
        label = bearer.name or bearer.name_en
        is_contradicted = any(candidate.matched_name for candidate in others)
        if is_contradicted and not self._bears(pk, body.label):
            remark = (
                _("The credit code is that of “%s”, the name is another organisation’s.") % label
            )
            return NameQuestion(key, body, (bearer, *others), remarks=(remark,))
        remarks = ()
        if not self._bears(pk, body.label):
            remarks = (_("Matched by its credit code; its name on record is “%s”.") % label,)
        return NameQuestion(key, body, (bearer,), default=str(pk), remarks=remarks)

    def _ask_of_unknown_code(self, key, body, named) -> NameQuestion:
        """Ask by name; of organisations with another code only one with the very name is a candidate."""
        kept = []
        remarks = []
        for candidate in named:
            code = self.lookup.organisations[candidate.pk].credit_code
            if not code:
                kept.append(candidate)
            elif candidate.matched_name:
                kept.append(_as_near(candidate, Nearness.NAME))
                remarks.append(
                    _("“%(name)s” has another credit code on record: %(code)s.")
                    % {"name": candidate.name or candidate.name_en, "code": code}
                )
        only = kept[0] if len(kept) == 1 and kept[0].is_exact else None
        return replace(_ask_by_name(key, body, kept, only), remarks=tuple(remarks))

    def _kind(self, name: str) -> str:
        """The kind of the noun in the name that says what the body is; “other” for none or several."""
        kinds = {noun.kind for noun in parse_name(name, self.lookup.places).type_nouns}
        return kinds.pop() if len(kinds) == 1 else OrganisationKind.OTHER


def _as_near(candidate: Candidate, nearness: Nearness) -> Candidate:
    """The candidate as one to ask about; one that bears the name gets that reason."""
    if not candidate.matched_name:
        return candidate
    return replace(candidate, is_exact=False, nearness=nearness, near_name=candidate.matched_name)


def _has_twins(candidates: Sequence[Candidate]) -> bool:
    """Whether several organisations bear the very name, so that each row is asked by itself."""
    return sum(bool(candidate.matched_name) for candidate in candidates) > 1


def _ask_by_name(key, body, named, exact) -> NameQuestion:
    if exact is not None:
        return NameQuestion(key, body, (exact,), default=str(exact.pk))
    return NameQuestion(key, body, tuple(named), default="" if named else NEW)
