"""The tokeniser: what is put into the index and what a query asks of it."""

import pytest

from portal.core.folding import folded, folded_with_places
from portal.search.tokenizer import MOST_BYTES, Word, index_words, joined, name_words, parsed, stem


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
    assert folded(printed) == spelling


def test_folded_leads_back_to_the_printed_characters():
    spelling, places = folded_with_places("㎡鋼\u200b鐵")
    assert (spelling, places) == ("m2钢铁", [0, 0, 1, 3])


def test_folded_part_is_a_part_of_the_folded_whole():
    text = "乾隆年間的幹部於著名學府研究鬱金香與頭髮"
    assert all(folded(text[start : start + 3]) in folded(text) for start in range(len(text) - 2))


def test_index_words_are_pairs_and_stems():
    assert list(index_words("产教融合 2024 Colleges")) == ["产教", "教融", "融合", "合", "2024", "colleg"]


@pytest.mark.parametrize("mark", ["¤莱芜职院", "§lwzy", "§laiwuzhiyuan", "§zhiyuan"])
def test_name_words_lead_to_a_chinese_name(mark):
    assert mark in name_words("莱芜职院")


def test_name_words_of_an_english_name_are_itself_and_its_words():
    assert list(name_words("Laiwu Polytechnic")) == ["¤laiwupolytechnic", "§laiwu", "§polytechnic"]


def test_parsed_chinese_asks_for_every_pair():
    assert parsed("钢铁院").terms == ((Word("钢铁"),), (Word("铁院"),))


def test_parsed_single_character_asks_for_what_begins_with_it():
    assert parsed("钢").terms == ((Word("钢", is_start=True),),)


def test_parsed_word_asks_for_its_stem_or_a_name_that_begins_so():
    assert parsed("Colleges").terms == ((Word("colleg"), Word("§colleges", is_start=True)),)


@pytest.mark.parametrize("text", ["", "  ", "!?…，。", "😀", "\ud800", "\"'()*-"])
def test_parsed_is_none_where_nothing_can_be_looked_up(text):
    assert parsed(text) is None


@pytest.mark.parametrize("text", ["a" * 10_000, "钢" * 10_000])
def test_parsed_takes_a_long_text(text):
    assert len(parsed(text).terms) == 1


def test_stem_is_the_same_for_the_forms_of_a_word():
    assert {stem(word) for word in ("college", "colleges")} == {"colleg"}


def test_joined_words_stay_within_what_a_vector_holds():
    lines = joined(["题目"], [], (f"word{number}" for number in range(200_000)))
    assert lines[0] == "题目"
    assert MOST_BYTES - 20 < len(" ".join(lines).encode()) <= MOST_BYTES + 2
