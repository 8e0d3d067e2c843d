"""The tokeniser: what is put into the index and what a query asks of it."""

import pytest

from portal.core.folding import fold, fold_with_offsets
from portal.search.tokenizer import (
    MAX_TOKEN_BYTES,
    QueryToken,
    index_tokens,
    join_tokens,
    name_tokens,
    parse_query,
    stem,
)


@pytest.mark.parametrize(
    ("printed", "spelling"),
    [
        ("ＡＩ２０２４", "ai2024"),
        ("鋼鐵職業學院", "钢铁职业学院"),
        ("Café CAFE\u0301", "cafe cafe"),
        ("产\u200b教\ufeff融合", "产教融合"),
        ("校企·合作、“五金”", "校企 合作  五金 "),
        ("①㎡", "1m2"),
        ("😀\ud800\0", "   "),
    ],
)
def test_folded_is_one_spelling(printed, spelling):
    assert fold(printed) == spelling


def test_folded_leads_back_to_the_printed_characters():
    spelling, places = fold_with_offsets("㎡鋼\u200b鐵")
    assert (spelling, places) == ("m2钢铁", [0, 0, 1, 3])


def test_folded_part_is_a_part_of_the_folded_whole():
    text = "乾隆年間的幹部於著名學府研究鬱金香與頭髮"
    assert all(fold(text[start : start + 3]) in fold(text) for start in range(len(text) - 2))


def test_index_words_are_pairs_and_stems():
    assert list(index_tokens("产教融合 2024 Colleges")) == [
        "产教",
        "教融",
        "融合",
        "合",
        "2024",
        "colleg",
    ]


@pytest.mark.parametrize("mark", ["¤莱芜职院", "§lwzy", "§laiwuzhiyuan", "§zhiyuan"])
def test_name_words_lead_to_a_chinese_name(mark):
    assert mark in name_tokens("莱芜职院")


def test_name_words_of_an_english_name_are_itself_and_its_words():
    assert list(name_tokens("Laiwu Polytechnic")) == ["¤laiwupolytechnic", "§laiwu", "§polytechnic"]


def test_parsed_chinese_asks_for_every_pair():
    assert parse_query("钢铁院").terms == ((QueryToken("钢铁"),), (QueryToken("铁院"),))


def test_parsed_single_character_asks_for_what_begins_with_it():
    assert parse_query("钢").terms == ((QueryToken("钢", is_prefix=True),),)


def test_parsed_word_asks_for_its_stem_or_a_name_that_begins_so():
    assert parse_query("Colleges").terms == (
        (QueryToken("colleg"), QueryToken("§colleges", is_prefix=True)),
    )


@pytest.mark.parametrize("text", ["", "  ", "!?…，。", "😀", "\ud800", "\"'()*-"])
def test_parsed_is_none_where_nothing_can_be_looked_up(text):
    assert parse_query(text) is None


@pytest.mark.parametrize("text", ["a" * 10_000, "钢" * 10_000])
def test_parsed_takes_a_long_text(text):
    assert len(parse_query(text).terms) == 1


def test_stem_is_the_same_for_the_forms_of_a_word():
    assert {stem(word) for word in ("college", "colleges")} == {"colleg"}


def test_joined_words_stay_within_what_a_vector_holds():
    lines = join_tokens(["题目"], [], (f"word{number}" for number in range(200_000)))
    assert lines[0] == "题目"
    assert MAX_TOKEN_BYTES - 20 < len(" ".join(lines).encode()) <= MAX_TOKEN_BYTES + 2
