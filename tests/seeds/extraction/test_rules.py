"""The rules: each reads its own examples, and none loads without them."""

import pytest

from seeds.extraction.document import annotate_article
from seeds.extraction.languages import EN, ZH
from seeds.extraction.relations.dispatch import extract_facts
from seeds.extraction.rules.lexicon import lexicon
from seeds.extraction.rules.loading import (
    RuleRefused,
    load_rules,
    parse_rule,
    rules_hash,
    trigger_pattern,
)
from seeds.pages import PageArticle

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.text[:20]}")
    for rule in load_rules()
    for example in rule.examples
]
ROW = {
    "id": "zh.test",
    "relation": "lead",
    "trigger": "牵头",
    "examples": [{"text": "a", "gives": ["b"]}, {"text": "a", "gives": []}],
}


def shown(rule, text):
    document = annotate_article(
        PageArticle(paragraphs=(text,), language="en" if rule.language == EN else "zh-hans")
    )
    return [name for fact in extract_facts(document, (rule,)) for name in fact.output]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_reads_its_example(rule, example):
    assert shown(rule, example.text) == list(example.expected)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"examples": []}, "needs an example"),
        ({"examples": ROW["examples"][:1]}, "needs an example"),
        ({"examples": ROW["examples"][1:]}, "needs an example"),
        ({"trigger": "("}, "zh.test"),
        ({"trigger": "<<zh.nothing>>"}, "no phrase zh.nothing"),
        ({"slot": "beside"}, "no slot beside"),
        ({"colour": "red"}, "unknown colour"),
    ],
)
def test_rule_that_cannot_be_used_does_not_load(change, word):
    with pytest.raises(RuleRefused, match=word):
        parse_rule({**ROW, **change}, "test.yaml")


def test_phrase_in_a_rule_stands_for_its_pattern():
    rule = parse_rule({**ROW, "trigger": "当选<<zh.seat>>"}, "test.yaml")
    assert rule.trigger.fullmatch("当选常务副理事长单位")
    assert not rule.trigger.fullmatch("当选联盟单位")


def test_every_head_of_a_consortium_has_a_rule_that_reads_it():
    read = trigger_pattern("consortium", ZH)
    assert [
        head
        for head, kind in lexicon("zh").head_nouns.items()
        if kind == "consortium" and not read.search(head)
    ] == []


def test_rule_named_twice_is_refused(tmp_path):
    examples = "[{text: a, gives: [b]}, {text: a, gives: []}]"
    row = f"- {{id: zh.a, relation: lead, trigger: 牵头, examples: {examples}}}\n"
    (tmp_path / "zh.yaml").write_text(row * 2)
    with pytest.raises(RuleRefused, match="named twice"):
        load_rules(tmp_path)


def test_hash_follows_the_rules(tmp_path):
    (tmp_path / "zh.yaml").write_text("[]")
    first = rules_hash(tmp_path)
    (tmp_path / "other.yaml").write_text("[]")
    rules_hash.cache_clear()
    assert rules_hash(tmp_path) != first
