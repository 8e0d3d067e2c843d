"""Which extractor reads the triggers of which relation, and which rules apply to a sentence."""

from collections.abc import Callable
from re import Match

from seeds.extraction.document import AnnotatedArticle
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
from seeds.extraction.schema import (
    ACTOR_KINDS,
    BASE,
    CONSORTIUM,
    EVENT,
    PERSON,
    ExtractedFact,
    Sentence,
)

Extractor = Callable[[AnnotatedArticle, Sentence, Rule, Match[str]], list[ExtractedFact]]
EXTRACTORS: dict[str, Extractor] = {
    "lead": extract_leads,
    "role": extract_roles,
    "membership": extract_offices,
    "agreement": extract_agreements,
    "training_base": extract_training_bases,
    "document": extract_documents,
    "appointment": extract_appointments,
    "figure": extract_figures,
    "session": extract_sessions,
    "part": extract_parts,
    "venue": conference_fields.extract_venues,
    "theme": conference_fields.extract_themes,
    "attendance": conference_fields.extract_attendance,
    "event": conference_fields.extract_events,
    "consortium": conference_fields.extract_consortia,
    **dict.fromkeys(GUARD_RELATIONS, conference_fields.extract_guard_words),
}
TABLE_ROLES = frozenset({TABLE_ROLE, ROWS_ROLE})
# What stands in one cell of a row is nothing that its neighbours say in words: these are read by column.
RELATIONS_BY_COLUMN = frozenset({"lead", "membership", "agreement", "training_base", "appointment"})
# A row of a label and its value is read like a line with a colon.
RELATIONS_BY_LABEL = frozenset({"role", "venue", "theme", "attendance"})
# Without a mention of such a kind a sentence cannot fill the slots of these relations.
REQUIRED_MENTION_KINDS = {
    "lead": ACTOR_KINDS,
    "membership": ACTOR_KINDS,
    "role": ACTOR_KINDS,
    "part": frozenset({PERSON}),
    "appointment": frozenset({PERSON}),
    "training_base": frozenset({BASE}),
    "event": frozenset({EVENT}),
    "consortium": frozenset({CONSORTIUM}),
}
CROSS_SENTENCE_RELATIONS = frozenset({"lead", "membership", "role"})
MANY_CELLS = 3
# A plan may name these as well.
PLAN_EXEMPT_RELATIONS = frozenset(
    {"figure", "venue", "theme", "attendance", "event", "consortium", *GUARD_RELATIONS}
)


def extract_facts(document: AnnotatedArticle, rules: tuple[Rule, ...]) -> list[ExtractedFact]:
    """Return the facts that the rules extract; a sentence that speaks of a plan gives none."""
    facts = extract_table_facts(document, rules)
    rules = tuple(rule for rule in rules if rule.role not in TABLE_ROLES)
    applicable: dict[tuple, list[Rule]] = {}
    for sentence in document.sentences:
        for rule in _applicable_rules(rules, sentence, applicable):
            # A name that contains the word for a role is no trigger of it.
            text = sentence.masked_text if rule.relation == "role" else sentence.text
            if rule.trigger.search(text):
                facts += _apply_rule(document, sentence, rule, text)
    return facts


def _applicable_rules(
    rules: tuple[Rule, ...], sentence: Sentence, cached: dict[tuple, list[Rule]]
) -> list[Rule]:
    """The rules that may read a sentence; those with mentions of the same kinds share the choice."""
    kinds = frozenset(mention.kind for mention in sentence.mentions)
    may_refer = may_refer_elsewhere(sentence)
    cells = min(len(sentence.cells), MANY_CELLS)
    key = (sentence.is_english, kinds, may_refer, cells)
    if key not in cached:
        spoken = [rule for rule in rules if _can_read(rule, sentence)]
        cached[key] = [rule for rule in spoken if _can_apply(rule, kinds, may_refer=may_refer)]
    return cached[key]


def _can_read(rule: Rule, sentence: Sentence) -> bool:
    """Whether a rule speaks the language of a sentence, and may read it if it is a row of a table."""
    if rule.is_english is not sentence.is_english:
        return False
    if not sentence.table:
        return True
    if rule.relation in RELATIONS_BY_COLUMN:
        return False
    return rule.relation not in RELATIONS_BY_LABEL or len(sentence.cells) < MANY_CELLS


def _can_apply(rule: Rule, kinds: frozenset[str], *, may_refer: bool) -> bool:
    """Whether a rule may find its names in a sentence with mentions of those kinds, or elsewhere."""
    required = REQUIRED_MENTION_KINDS.get(rule.relation)
    if required is None or kinds & required:
        return True
    if rule.role == ANAPHORIC_ROLE:
        return True
    return may_refer and rule.relation in CROSS_SENTENCE_RELATIONS


def _apply_rule(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, text: str
) -> list[ExtractedFact]:
    """Return the facts of a rule at each of its triggers in the text of a sentence."""
    if _is_forbidden(sentence, rule):
        return []
    extract = EXTRACTORS[rule.relation]
    is_exempt = rule.relation in PLAN_EXEMPT_RELATIONS
    facts: list[ExtractedFact] = []
    for match in rule.trigger.finditer(text):
        if is_exempt or not is_planned(sentence, match.start()):
            facts += extract(document, sentence, rule, match)
    return facts


def _is_forbidden(sentence: Sentence, rule: Rule) -> bool:
    """Whether words in the sentence rule the relation out; agreements look at their clause alone."""
    if rule.forbid is None or rule.relation == "agreement":
        return False
    return bool(rule.forbid.search(sentence.text))
