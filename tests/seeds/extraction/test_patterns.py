import pytest

from seeds.extraction.rules.loading import RuleRefused
from seeds.extraction.rules.patterns import PATTERNS_DIR, load_patterns

FILES = sorted(path.stem for path in PATTERNS_DIR.glob("*.yaml"))


@pytest.fixture
def loaded(tmp_path):
    def load(text):
        (tmp_path / "words.yaml").write_text(text, "utf-8")
        return load_patterns("words", tmp_path)

    return load


@pytest.mark.parametrize("name", FILES)
def test_shipped_patterns_compile(name):
    assert load_patterns(name)


def test_patterns_of_a_list_are_alternatives(loaded):
    signing = loaded("signing: [签署, 签订]")["signing"]
    assert signing.fullmatch("签订")
    assert not signing.fullmatch("订签")


def test_pattern_names_one_above_it_and_a_shared_phrase(loaded):
    patterns = loaded('verb: [签署, 签订]\nsigned_seat: "<<verb>>了<<zh.seat>>"')
    assert patterns["signed_seat"].fullmatch("签署了理事单位")


@pytest.mark.parametrize(
    ("text", "message"),
    [('a: "("', "words.yaml: a: "), ('a: "<<b>>"\nb: c', "words.yaml: a: no pattern b")],
)
def test_pattern_that_cannot_be_used_is_refused(loaded, text, message):
    with pytest.raises(RuleRefused, match=message):
        loaded(text)
