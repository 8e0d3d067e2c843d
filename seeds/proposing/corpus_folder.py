"""A folder of learned cases: a second run changes nothing, and nobody's own files are touched."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from seeds.proposing.learned_case import LearnedCase


class FolderRefused(Exception):
    """A folder that cannot take the cases; the message says why, and nothing was written."""


@dataclass
class FolderCounts:
    """How many cases were new, changed, as before, and taken away."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


def write_cases(folder: Path, cases: Iterable[LearnedCase]) -> FolderCounts:
    """Write the cases; those that an earlier run wrote and that are none any more are removed.

    Raises FolderRefused where a file of that name is not ours.
    """
    cases = list(cases)
    learned = {path.stem for path in folder.glob("*.json") if _is_learned(path)}
    for case in cases:
        taken = [name for name in case.contents if (folder / name).exists()]
        if taken and case.number not in learned:
            raise FolderRefused(f"{folder / taken[0]} is no learned case: choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    counts = FolderCounts()
    for case in cases:
        _write_case(folder, case, counts, is_new=case.number not in learned)
    for number in sorted(learned - {case.number for case in cases}):
        for suffix in (".txt", ".json"):
            (folder / f"{number}{suffix}").unlink(missing_ok=True)
        counts.removed += 1
    return counts


def _write_case(folder: Path, case: LearnedCase, counts: FolderCounts, *, is_new: bool) -> None:
    changed = [
        name for name, text in case.contents.items() if _read(folder / name) != text.encode()
    ]
    for name in changed:
        half_written = folder / f".{name}.part"
        half_written.write_bytes(case.contents[name].encode())
        half_written.replace(folder / name)
    if is_new:
        counts.new += 1
    elif changed:
        counts.changed += 1
    else:
        counts.unchanged += 1


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _is_learned(path: Path) -> bool:
    """Whether a file of facts was written by an earlier run."""
    try:
        facts = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(facts, dict) and "learned_from" in facts
