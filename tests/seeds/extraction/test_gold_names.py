"""No rule, word list or example names a body or person of the gold set, kept here as salted hashes."""

import hashlib
from pathlib import Path

from seeds.extraction.rules.lexicon import RULES_DIR

HASHES = Path(__file__).with_name("gold_names.txt")
SALT = "industry-education-portal"


def hashed(name):
    return hashlib.sha256(f"{SALT}:{name}".encode()).hexdigest()


def known():
    """The hashes by the length of their names."""
    found = {}
    for line in HASHES.read_text().splitlines():
        length, name = line.split()
        found.setdefault(int(length), set()).add(name)
    return found


def named_in(text):
    """The parts of a text that are names of the gold."""
    bare = " ".join(text.lower().split())
    return {
        bare[start : start + length]
        for length, names in known().items()
        for start in range(len(bare) - length + 1)
        if hashed(bare[start : start + length]) in names
    }


def test_rules_name_nobody_of_the_gold():
    assert named_in("\n".join(path.read_text() for path in RULES_DIR.rglob("*.*"))) == set()


def test_name_of_the_gold_is_found(monkeypatch, tmp_path):
    (tmp_path / "names.txt").write_text(f"4 {hashed('临江大学')}\n")
    monkeypatch.setattr("tests.seeds.extraction.test_gold_names.HASHES", tmp_path / "names.txt")
    assert named_in("由临江大学牵头") == {"临江大学"}


def test_gold_has_names():
    assert sum(map(len, known().values())) > 200
