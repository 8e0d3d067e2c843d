"""Which extractor reads the triggers of which relation, and which rules apply to a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from re import Match

from seeds.extraction.annotation import (
    ACTOR_KINDS,
    BASE,
    CONSORTIUM,
    EVENT,
    PERSON,
    ExtractedFact,
    Sentence,
)
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import GUARD, RULE, explain, explain_facts, is_explained
from seeds.extraction.languages import LANGUAGES
from seeds.extraction.relations import conference_fields
from seeds.extraction.relations.agreements import extract_agreements
from seeds.extraction.relations.appointments import extract_appointments
from seeds.extraction.relations.conference_roles import extract_roles
from seeds.extraction.relations.documents import extract_documents
from seeds.extraction.relations.figures import extract_figures
from seeds.extraction.relations.memberships import extract_leads, extract_offices
from seeds.extraction.relations.programme import extract_parts, extract_sessions
from seeds.extraction.relations.tables import extract_table_facts
from seeds.extraction.relations.training_bases import extract_training_bases
from seeds.extraction.rules.distant_slots import may_refer_elsewhere
from seeds.extraction.rules.loading import (
    ANAPHORIC_ROLE,
    GUARD_RELATIONS,
    ROWS_ROLE,
    TABLE_ROLE,
    Rule,
)
from seeds.extraction.rules.planned_events import is_planned
from seeds.extraction.rules.rule_texts import RuleTexts
from seeds.schema import (
    AgreementFact,
    AppointmentFact,
    ConferenceFact,
    ConsortiumFact,
    DocumentFact,
    FactPart,
    FigureFact,
    MembershipFact,
    SessionFact,
    TrainingBaseFact,
)

Extractor = Callable[[AnnotatedArticle, Sentence, Rule, Match[str]], list[ExtractedFact]]


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What the triggers of a relation's rules mean.

    `tells` is the class of the values of its facts, None for words that other rules look for. Without a
    mention of a kind in `needs` a sentence cannot fill its slots. With `may_be_planned` a plan may name it,
    and with `crosses_sentences` its names may stand in another sentence.
    """

    extract: Extractor
    tells: type[FactPart] | None
    needs: frozenset[str] | None = None
    may_be_planned: bool = False
    crosses_sentences: bool = False
    # What stands in one cell of a row is nothing that its neighbours say in words: these are read by column.
    is_read_by_column: bool = False
    # A row of a label and its value is read like a line with a colon.
    is_read_by_label: bool = False


RELATIONS: dict[str, Relation] = {
    "lead": Relation(
        extract=extract_leads,
        tells=ConsortiumFact,
        needs=ACTOR_KINDS,
        crosses_sentences=True,
        is_read_by_column=True,
    ),
    "membership": Relation(
        extract=extract_offices,
        tells=MembershipFact,
        needs=ACTOR_KINDS,
        crosses_sentences=True,
        is_read_by_column=True,
    ),
    "role": Relation(
        extract=extract_roles,
        tells=ConferenceFact,
        needs=ACTOR_KINDS,
        crosses_sentences=True,
        is_read_by_label=True,
    ),
    "agreement": Relation(extract=extract_agreements, tells=AgreementFact, is_read_by_column=True),
    "training_base": Relation(
        extract=extract_training_bases,
        tells=TrainingBaseFact,
        needs=frozenset({BASE}),
        is_read_by_column=True,
    ),
    "document": Relation(extract=extract_documents, tells=DocumentFact),
    "appointment": Relation(
        extract=extract_appointments,
        tells=AppointmentFact,
        needs=frozenset({PERSON}),
        is_read_by_column=True,
    ),
    "figure": Relation(extract=extract_figures, tells=FigureFact, may_be_planned=True),
    "session": Relation(extract=extract_sessions, tells=SessionFact),
    "part": Relation(extract=extract_parts, tells=SessionFact, needs=frozenset({PERSON})),
    "venue": Relation(
        extract=conference_fields.extract_venues,
        tells=ConferenceFact,
        may_be_planned=True,
        is_read_by_label=True,
    ),
    "theme": Relation(
        extract=conference_fields.extract_themes,
        tells=ConferenceFact,
        may_be_planned=True,
        is_read_by_label=True,
    ),
    "attendance": Relation(
        extract=conference_fields.extract_attendance,
        tells=ConferenceFact,
        may_be_planned=True,
        is_read_by_label=True,
    ),
    "event": Relation(
        extract=conference_fields.extract_events,
        tells=ConferenceFact,
        needs=frozenset({EVENT}),
        may_be_planned=True,
    ),
    "consortium": Relation(
        extract=conference_fields.extract_consortia,
        tells=ConsortiumFact,
        needs=frozenset({CONSORTIUM}),
        may_be_planned=True,
    ),
    **dict.fromkeys(
        GUARD_RELATIONS,
        Relation(extract=conference_fields.extract_guard_words, tells=None, may_be_planned=True),
    ),
}
TABLE_ROLES = frozenset({TABLE_ROLE, ROWS_ROLE})
MANY_CELLS = 3


def extract_facts(document: AnnotatedArticle, rules: tuple[Rule, ...]) -> list[ExtractedFact]:
    """Return the facts that the rules extract; a sentence that speaks of a plan gives none."""
    facts = extract_table_facts(document, rules)
    spoken = {
        language: [rule for rule in rules if rule.language == language] for language in LANGUAGES
    }
    applicable: dict[tuple, list[Rule]] = {}
    for sentence in document.sentences:
        texts = RuleTexts(sentence)
        for rule in _applicable_rules(spoken[sentence.language], sentence, applicable):
            text = texts.read_by(rule)
            if rule.trigger.search(text):
                facts += _apply_rule(document, sentence, rule, text)
    explain_facts(facts)
    return facts


def _applicable_rules(
    rules: list[Rule], sentence: Sentence, cached: dict[tuple, list[Rule]]
) -> list[Rule]:
    """The rules that may read a sentence; those with mentions of the same kinds share the choice."""
    kinds = frozenset(mention.kind for mention in sentence.mentions)
    may_refer = may_refer_elsewhere(sentence)
    cells = min(len(sentence.cells), MANY_CELLS)
    key = (sentence.language, kinds, may_refer, cells)
    if key not in cached:
        able = [rule for rule in rules if _can_apply(rule, kinds, may_refer=may_refer)]
        cached[key] = [rule for rule in able if _can_read(rule, sentence)]
    return cached[key]


def _can_read(rule: Rule, sentence: Sentence) -> bool:
    """Whether a rule reads lines of text, or rows if the sentence is one; not those of whole tables."""
    if rule.role in TABLE_ROLES:
        return False
    if not sentence.table:
        return True
    relation = RELATIONS[rule.relation]
    if relation.is_read_by_column:
        return False
    return not relation.is_read_by_label or len(sentence.cells) < MANY_CELLS


def _can_apply(rule: Rule, kinds: frozenset[str], *, may_refer: bool) -> bool:
    """Whether a rule may find its names in a sentence with mentions of those kinds, or elsewhere."""
    relation = RELATIONS[rule.relation]
    if relation.needs is None or kinds & relation.needs:
        return True
    if rule.role == ANAPHORIC_ROLE:
        return True
    return may_refer and relation.crosses_sentences


def _apply_rule(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, text: str
) -> list[ExtractedFact]:
    """Return the facts of a rule at each of its triggers in the text of a sentence."""
    forbidden = _forbidden_words(sentence, rule)
    if forbidden:
        explain(GUARD, sentence, "%s is ruled out by “%s”", rule.id, forbidden[0])
        return []
    relation = RELATIONS[rule.relation]
    facts: list[ExtractedFact] = []
    for match in rule.trigger.finditer(text):
        if not relation.may_be_planned and is_planned(sentence, _place_of_verb(match)):
            explain(GUARD, sentence, "%s: “%s” speaks of a plan", rule.id, match[0])
            continue
        told = relation.extract(document, sentence, rule, match)
        _explain_rule(sentence, rule, match, told)
        facts += told
    return facts


def _place_of_verb(match: Match[str]) -> int:
    """Where what a trigger reports is said: its group "verb", else its beginning."""
    verb = match.groupdict().get("verb")
    return match.start("verb") if verb else match.start()


def _explain_rule(
    sentence: Sentence, rule: Rule, match: Match[str], told: list[ExtractedFact]
) -> None:
    """Log the trigger of a rule, and the names in its slot."""
    if not is_explained():
        return
    names = "; ".join(", ".join(fact.output) for fact in told) or "nothing"
    trigger = f"“{match[0]}” {match.start()}–{match.end()}"
    explain(RULE, sentence, "%s at %s, slot %s: %s", rule.id, trigger, rule.slot, names)


def _forbidden_words(sentence: Sentence, rule: Rule) -> Match[str] | None:
    """The words in the sentence that rule the relation out; agreements look at their clause alone."""
    if rule.forbid is None or rule.relation == "agreement":
        return None
    return rule.forbid.search(sentence.text)
