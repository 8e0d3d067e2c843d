"""What of an answer counts: facts whose quotes stand on the page, with values that stand in the quotes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from seeds.extraction import find_name_fault
from seeds.extraction.annotation import ExtractedEvidence
from seeds.pages.quality_flags import SPAM_PATTERN
from seeds.reviewing.proposal_schema import LIST_INDEX, PROPOSAL_SCHEMAS
from seeds.schema.fields import NameSort, PayloadField, PayloadFieldType
from seeds.second_reader.answer_fields import (
    NEEDED_FIELDS,
    NEEDED_IN_ROWS,
    FieldNode,
    blank_leaf,
    field_tree,
)
from seeds.second_reader.answer_parsing import (
    MAX_ITEMS,
    ReadingRefused,
    parse_evidence,
    parse_facts,
    require_text,
)
from seeds.second_reader.kind_checks import CHECKS_OF_KINDS, is_filled
from seeds.second_reader.page_text import PageText, fold, stands_in

# Names of what a fact belongs to may stand anywhere on the page: sentences go on with “the alliance”
CONTEXT_TYPES = frozenset(
    {PayloadFieldType.CONSORTIUM, PayloadFieldType.CONFERENCE, PayloadFieldType.SUBJECT}
)
CONTEXT_FIELDS = frozenset({"body"})  # the body whose office somebody takes


@dataclass(frozen=True, kw_only=True)
class VerifiedFact:
    """A fact of the second reader that stands on the page, with all the fields of its kind."""

    kind: str
    fields: dict
    evidence: tuple[ExtractedEvidence, ...]


@dataclass
class VerifiedAnswer:
    """The facts of an answer that count, and for each of the others why it does not."""

    facts: list[VerifiedFact] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def verify_answer(text: str, page: PageText) -> VerifiedAnswer:
    """Return what of an answer counts; raises ReadingRefused where it is no object with a list of facts."""
    answer = VerifiedAnswer()
    for number, given in enumerate(parse_facts(text), 1):
        try:
            answer.facts.append(_FactCheck(given, page).verify())
        except ReadingRefused as refused:
            answer.dropped.append(f"fact {number}: {refused}")
    return answer


class _FactCheck:
    """Checks one fact against the page."""

    def __init__(self, given: object, page: PageText):
        if not isinstance(given, dict):
            raise ReadingRefused("it is no object")
        kind = given.get("kind")
        if not isinstance(kind, str) or kind not in PROPOSAL_SCHEMAS:
            raise ReadingRefused("it is of no known kind")
        self.page = page
        self.kind = kind
        self.tree = field_tree(kind)
        self.given = {
            name: value for name, value in given.items() if name not in {"kind", "evidence"}
        }
        self.evidence = self._read_evidence(given.get("evidence"))

    def verify(self) -> VerifiedFact:
        """The fact with what of it stands on the page; raises ReadingRefused where that is not enough."""
        fields = self._read(self.tree, self.given, "")
        for name in NEEDED_FIELDS[self.kind]:
            if not is_filled(fields[name]):
                raise ReadingRefused(f"{self.kind} without {name} that stands in a quote")
        check = CHECKS_OF_KINDS.get(self.kind)
        if check:
            check(fields)
        evidence = tuple(item for item in self.evidence if self._supports(item, fields))
        if not evidence:
            raise ReadingRefused(f"{self.kind} whose quotes are of none of its values")
        return VerifiedFact(kind=self.kind, fields=fields, evidence=evidence)

    def _supports(self, item: ExtractedEvidence, fields: dict) -> bool:
        """Whether the field of a quote has a value, and one that the quote says where it is a name."""
        value: object = fields
        for step in item.field.split("."):
            value = _child(value, step)
        if not is_filled(value):
            return False
        names = [text for text in _texts(value) if stands_in(text, self.page.whole)]
        return not names or any(
            self.page.is_named(name, item.paragraph, item.quote) for name in names
        )

    def _read_evidence(self, given: object) -> list[ExtractedEvidence]:
        """The evidence whose quotes stand in their paragraphs, for fields of the kind."""
        if not isinstance(given, list) or not given or len(given) > MAX_ITEMS:
            raise ReadingRefused("its evidence is no list of quotes")
        evidence = []
        for row in given:
            item = parse_evidence(row)
            if not _is_field(self.kind, item.field):
                raise ReadingRefused("its evidence is of no field of its kind")
            if self.page.is_quote(item.paragraph, item.quote):
                evidence.append(item)
        if not evidence:
            raise ReadingRefused("its quote does not stand in the paragraph that it names")
        return list(dict.fromkeys(evidence))

    def _read(self, node: FieldNode, given: object, path: str) -> object:
        """The verified value of a field or row; blank where nothing counts."""
        if isinstance(node, dict):
            return self._read_row(node, {} if given is None else given, path)
        if isinstance(node, list):
            return self._read_list(node[0], [] if given is None else given, path)
        return self._read_leaf(node, given, path)

    def _read_row(self, node: dict, given: object, path: str) -> dict:
        if not isinstance(given, dict):
            raise ReadingRefused(f"{path} is no object")
        unknown = given.keys() - node.keys()
        if unknown:
            raise ReadingRefused(f"{self.kind} with a field that its kind has not")
        return {
            name: self._read(child, given.get(name), f"{path}.{name}" if path else name)
            for name, child in node.items()
        }

    def _read_list(self, node: FieldNode, given: object, path: str) -> list:
        if not isinstance(given, list) or len(given) > MAX_ITEMS:
            raise ReadingRefused(f"{path} is no list")
        items = [self._read(node, item, f"{path}.{number}") for number, item in enumerate(given)]
        needed = NEEDED_IN_ROWS.get(path.rpartition(".")[2], ())
        kept = [item for item in items if item and all(item[name] for name in needed)]
        return [item for number, item in enumerate(kept) if item not in kept[:number]]

    def _read_leaf(self, leaf: PayloadField, given: object, path: str) -> object:
        blank = blank_leaf(self.kind, path, leaf)
        if given in (None, ""):
            return blank
        check = CHECKS.get(leaf.field_type, _FactCheck._check_name)
        return given if check(self, leaf, given, path) else blank

    def _check_text(self, leaf: PayloadField, given: object, path: str) -> bool:
        """Whether a text stands in a quote; of a person or a record it has to be a whole name."""
        text = require_text(given, path)
        if leaf.name_sort and self._is_faulty(text, leaf.name_sort):
            return False
        return any(stands_in(text, fold(item.quote)) for item in self._quotes(path))

    def _check_name(self, leaf: PayloadField, given: object, path: str) -> bool:
        """Whether a name is whole, and stands in a quote or is what a short form there stands for."""
        name = require_text(given, path)
        if self._is_faulty(name, leaf.name_sort):
            return False
        if leaf.field_type in CONTEXT_TYPES or path in CONTEXT_FIELDS:
            return stands_in(name, self.page.whole)
        return any(
            self.page.is_named(name, item.paragraph, item.quote) for item in self._quotes(path)
        )

    def _is_faulty(self, name: str, sort: NameSort) -> bool:
        if SPAM_PATTERN.search(name):
            return True
        return bool(find_name_fault(name, sort, self.page.passages))

    def _check_choice(self, leaf: PayloadField, given: object, path: str) -> bool:
        """A code has to be one of the model's choices, or the fact is none."""
        if require_text(given, path) not in leaf.choices.values:
            raise ReadingRefused(f"{self.kind}.{path} is none of the choices")
        return True

    def _check_date(self, _leaf: PayloadField, given: object, path: str) -> bool:
        text = require_text(given, path)
        return any(self.page.states_date(text, item.quote) for item in self._quotes(path))

    def _check_number(self, _leaf: PayloadField, given: object, path: str) -> bool:
        if type(given) is not int or given < 0:
            raise ReadingRefused(f"{self.kind}.{path} is no whole number")
        return any(self.page.states_number(given, item.quote) for item in self._quotes(path))

    def _check_boolean(self, _leaf: PayloadField, _given: object, _path: str) -> bool:
        """No quote can be compared with it: it stays unknown."""
        return False

    def _quotes(self, path: str) -> list[ExtractedEvidence]:
        """The evidence of a field, or all of it where the field has none of its own."""
        own = [item for item in self.evidence if f"{path}.".startswith(f"{item.field}.")]
        return own or self.evidence


LeafCheck = Callable[[_FactCheck, PayloadField, object, str], bool]
# Every other type is that of a name
CHECKS: dict[PayloadFieldType, LeafCheck] = {
    PayloadFieldType.TEXT: _FactCheck._check_text,
    PayloadFieldType.CHOICE: _FactCheck._check_choice,
    PayloadFieldType.DATE: _FactCheck._check_date,
    PayloadFieldType.NUMBER: _FactCheck._check_number,
    PayloadFieldType.BOOLEAN: _FactCheck._check_boolean,
}


def _is_field(kind: str, path: str) -> bool:
    """Whether a path leads to a field of the kind, or to a part of one."""
    pattern = LIST_INDEX.sub("*", path)
    return any(f"{known}.".startswith(f"{pattern}.") for known in PROPOSAL_SCHEMAS[kind])


def _child(value: object, step: str) -> object:
    """What stands under a step of a path, None for nothing."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return None


def _texts(value: object) -> Iterator[str]:
    """The texts of a value and of what is nested in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)
