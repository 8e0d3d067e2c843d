"""Shipped data that no person would write: refused with file and line, never with a traceback."""

import subprocess
import sys

import pytest

from seeds.shipped.loading import read_shipped
from seeds.shipped.source import DataRefused
from tests.seeds.shipped_folders import make_data_folder, replace_in_file

TOPICS = "topics.yaml"
DEEP = "Values are nested too deeply here."


def faults(folder):
    with pytest.raises(DataRefused) as refused:
        read_shipped(folder)
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "- &a\n  key: a\n  name: *a\n",
            "1: This value is used a second time: write it out instead of * and &.",
        ),
        (
            "- key: a\n  x: &b [1]\n  y: *b\n",
            "2: This value is used a second time: write it out instead of * and &.",
        ),
        ("- key: a\n  name:\n    " + "[" * 30 + "]" * 30 + "\n", f"3: {DEEP}"),
        ("- key: a\n  name: " + "[" * 5000 + "]" * 5000 + "\n", f"2: {DEEP}"),
        ('- key: a\n  name: "a\\0b"\n', "2: The character U+0000 cannot stand here."),
        ('- key: a\n  name: "\\ud800"\n', "2: The character U+D800 cannot stand here."),
        ("- key: a\n  name: a\0b\n", "2: The character U+0000 cannot stand here."),
        ("- key: a/b\n  name: a\n", "1: “a/b” cannot be a key: it holds a blank, / or #."),
    ],
)
def test_odd_yaml_is_refused_at_its_line(tmp_path, text, fault):
    folder = make_data_folder(tmp_path)
    (folder / TOPICS).write_text(text)
    assert f"{TOPICS}:{fault}" in faults(folder)


def test_prefecture_without_its_province_is_refused(tmp_path):
    folder = replace_in_file(
        make_data_folder(tmp_path), "regions.csv", "370000,山东省,Shandong,山东\n", ""
    )
    assert "regions.csv:2: There is no region “370000”." in faults(folder)


def test_cell_that_is_too_long_is_refused(tmp_path):
    folder = replace_in_file(make_data_folder(tmp_path), "regions.csv", "济南市", "济" * 140_000)
    assert (
        faults(folder)[0]
        == "regions.csv:3: The table cannot be read: field larger than field limit (131072)."
    )


def test_reader_that_leaves_early_is_no_error(tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("临江职业学院与甲山机械集团签订合作协议。" * 200)
    command = [sys.executable, "manage.py", "import_seeds", "--dry-run", "--json", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        run.stdout.read(100)
        run.stdout.close()
        said = run.stderr.read()
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
