"""Agreements: who signed what with whom, and who signed on whose behalf."""

import re

from seeds.extraction.annotation import ExtractedFact, Sentence
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import GUARD, explain
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.en_agreements import read_english_agreements
from seeds.extraction.relations.signing import signing_clause
from seeds.extraction.relations.zh_agreements import read_chinese_agreements
from seeds.extraction.rules.loading import Rule

READERS = {ZH: read_chinese_agreements, EN: read_english_agreements}


def extract_agreements(
    document: AnnotatedArticle, sentence: Sentence, rule: Rule, match: re.Match[str]
) -> list[ExtractedFact]:
    """Return the agreements at a trigger of signing.

    A trigger without parties whose signatories are named gives a fact of the relation "signing".
    """
    start, _end = signing_clause(sentence, match)
    forbidden = rule.forbid and rule.forbid.search(sentence.text[start : match.end()])
    if forbidden:
        explain(GUARD, sentence, "%s is ruled out by “%s”", rule.id, forbidden[0])
        return []
    return READERS[sentence.language](document, sentence, rule, match)
