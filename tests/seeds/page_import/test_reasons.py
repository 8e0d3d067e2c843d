"""The reasons of the import in the reader's language."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from seeds.page_import.reasons import PATTERNS, SENTENCES, WORDS, translate_reason


@pytest.mark.usefixtures("language_en")
@pytest.mark.parametrize(
    "reason",
    [
        "The page is larger than 5 MB (6.3 MB).",
        "Unexpected fault while it was read (ValueError: 100% (a) [b]); the log has it whole.",
        "Something else.\nThe page is empty.",
        "",
    ],
)
def test_reason_reads_the_same_in_english(reason):
    assert translate_reason(reason) == reason


def test_words_in_a_reason_are_translated_too():
    with translation.override("zh-hans"):
        said = translate_reason("The file is a program, not a text page.")
    assert "a program" not in said


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_found_first_by_its_own_pattern(sentence):
    text = sentence % {"a": "7", "b": "8"}
    found = next(known for pattern, known in PATTERNS if pattern.fullmatch(text))
    assert found == sentence


def test_every_reason_of_the_reading_is_listed():
    code = "\n".join(path.read_text() for path in Path("seeds/reading").rglob("*.py"))
    code = code.replace("{limit_text}", "5 MB (6.3 MB)")
    raised = re.findall(r'PageRefused\(\s*f?"([^"]+)"\s*\)', code)
    assert raised
    unlisted = [
        text
        for text in (re.sub(r"\{[^}]*\}", "7", sentence) for sentence in raised)
        if not any(pattern.fullmatch(text) for pattern, _sentence in PATTERNS)
    ]
    assert unlisted == []


def test_words_are_listed_once():
    assert len(set(WORDS)) == len(WORDS)
