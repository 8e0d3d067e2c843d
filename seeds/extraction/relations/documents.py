"""Documents: charters, plans, lists and reports that were released or adopted."""

import re

from seeds.extraction.annotation import CONSORTIUM, ORGANISATION, REFERENCE, ExtractedFact, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.facts import build_fact, printed_text
from seeds.extraction.rules.kind_tables import kind_table
from seeds.extraction.rules.loading import Rule
from seeds.extraction.rules.patterns import load_patterns
from seeds.schema import DocumentFact

QUOTED_TITLE = re.compile(r"《([^《》]{2,60})》")
UNQUOTED_TITLE = load_patterns("documents")["unquoted_title"]
MAX_TITLE_DISTANCE = 120
MAX_ISSUER_DISTANCE = 6


def extract_documents(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the documents that a trigger of releasing or adopting speaks of."""
    facts = []
    for name in dict.fromkeys(_document_names(sentence, match)):
        values = DocumentFact(
            name=printed_text(sentence, name),
            document_kind=kind_table("document_kind").classify(name),
            action=_nearer_action(sentence, name, match) or rule.role,
            organisation=_issuer(document, sentence, name, match),
        )
        facts.append(build_fact(rule, sentence, values, [name]))
    return facts


def _document_names(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """The titles near the trigger: those in title marks, else those that a noun gives away."""
    quoted = [
        title[1]
        for title in QUOTED_TITLE.finditer(sentence.text)
        if abs(title.start() - match.start()) < MAX_TITLE_DISTANCE
    ]
    if quoted:
        return quoted
    start = TITLE_STARTS[sentence.language](match)
    return [title[0] for title in UNQUOTED_TITLE.finditer(sentence.text, start)]


def _start_of_sentence(match: re.Match[str]) -> int:
    return 0


# Where a title without marks may stand: behind the trigger, in English before it as well
TITLE_STARTS = {ZH: re.Match.end, EN: _start_of_sentence}


def _nearer_action(sentence: Sentence, name: str, match: re.Match[str]) -> str:
    """The action of a word that stands between the trigger and the document, "" without one."""
    place = sentence.text.find(name)
    if place <= match.end():
        return ""
    between = sentence.text[match.end() : place]
    return kind_table("document_action").classify(between)


def _issuer(document: AnnotatedArticle, sentence: Sentence, name: str, match: re.Match[str]) -> str:
    """The consortium in the title, the body right before the trigger, or the consortium spoken of."""
    for consortium in sentence.mentions_of(CONSORTIUM):
        if consortium.name in name:
            return document.canonical_consortia.get(consortium.name, consortium.name)
    for body in reversed(sentence.mentions_of(ORGANISATION, REFERENCE)):
        if 0 <= match.start() - body.end <= MAX_ISSUER_DISTANCE:
            return body.resolved_name
    return document.nearest_consortium(sentence, match.start())
