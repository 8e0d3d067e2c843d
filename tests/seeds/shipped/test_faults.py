"""A fault in the shipped data: file and line named, nothing written."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from seeds.shipped.apply import import_shipped
from seeds.shipped.loading import read_shipped
from seeds.shipped.source import DataRefused
from tests.factories import make_column
from tests.seeds.row_counts import row_counts
from tests.seeds.shipped_folders import DEFAULT_FILES, make_data_folder, replace_in_file

BODIES, COMMUNITY, SIGNING = (
    "organisations/bodies.yaml",
    "consortia/community.yaml",
    "articles/signing.md",
)
EVIDENCE = "Evidence is ARTICLE#PARAGRAPH, or a mapping of at, field, quote, quote_en, supports."


def faults(folder):
    """What the folder is refused for, a line each."""
    with translation.override("en"), pytest.raises(DataRefused) as refused:
        read_shipped(folder)
    return str(refused.value).splitlines()


def test_folder_without_a_fault_is_read_in_the_order_of_writing(tmp_path):
    names = [entry.name for entry in read_shipped(make_data_folder(tmp_path))]
    assert names == [
        *(
            "region/370000",
            "region/370100",
            "industry/steel",
            "outlet/daily",
            "column/news",
            "topic/steel",
        ),
        *(
            "article/signing",
            "organisation/college",
            "organisation/steelworks",
            "consortium/community",
        ),
    ]


UNKNOWN_KEYS = [
    (BODIES, "  kind: school", "  knid: school", "3: “knid” is not a key of any organisation."),
    (BODIES, "quote_en: Linjiang", "qoute: Linjiang", f"5: {EVIDENCE}"),
    (
        BODIES,
        "quote_en: Linjiang",
        "field: sort_key, quote_en: Linjiang",
        "5: “sort_key” is not a key of any organisation.",
    ),
    (COMMUNITY, "role: lead", "rule: lead", "6: “rule” is not a key of any membership."),
    (SIGNING, "published:", "publishd:", "4: “publishd” is not a key of any article."),
    (
        "regions.csv",
        "370100,济南市,Jinan,济南",
        "370100,济南市,Jinan,济南,Jinan",
        "3: This line has more cells than the first one names.",
    ),
]
REFERENCES = [
    (BODIES, '"370100"', '"370999"', "4: There is no region “370999”."),
    (
        COMMUNITY,
        "organisation: college",
        "organisation: collage",
        "6: There is no organisation or consortium “collage”.",
    ),
    (SIGNING, "column: news", "column: nwes", "2: There is no column “nwes”."),
    (SIGNING, "outlet: daily", "outlet: dayly", "3: There is no outlet “dayly”."),
    (SIGNING, "tags: [steel]", "tags: [steel, steal]", "5: There is no topic “steal”."),
]
VALUES = [
    (COMMUNITY, '"2024-05"', '"2024-13"', "3: “founded_on”: “2024-13” is not in the calendar."),
    (COMMUNITY, '"2024-05"', "2024/2023", "3: “founded_on”: “2024/2023” ends before it begins."),
    (
        COMMUNITY,
        "kind: industry",
        "kind: guild",
        "2: “kind”: “guild” is not one of industry, municipal, alliance, union, other.",
    ),
    (COMMUNITY, "kind: industry", "kind: [industry]", "2: “kind” is a single value."),
    (COMMUNITY, "精品钢共同体", "钢" * 301, "1: “name”: 301 characters where 300 fit."),
    (
        COMMUNITY,
        "精品钢共同体",
        "yes",
        "1: “name”: a bare true, false, yes or no stands where a text is asked for.",
    ),
    (
        COMMUNITY,
        "  - {organisation: college, role: lead, evidence: signing#1}",
        "  - college",
        "6: “memberships” is a list of mappings.",
    ),
    ("columns.yaml", "14", "soon", "3: “idle_days”: “soon” is not a number."),
    ("columns.yaml", "14", "-14", "3: “idle_days”: “-14” is not a number that can stand here."),
    (
        "columns.yaml",
        "14",
        "Infinity",
        "3: “idle_days”: “Infinity” is not a number that can stand here.",
    ),
]
SOURCES = [
    (BODIES, "evidence: signing#1", "evidence: singing#1", "9: There is no article “singing”."),
    (BODIES, "evidence: signing#1", "evidence: signing#3", "9: signing has no paragraph 3."),
    (BODIES, "evidence: signing#1", "evidence: signing#0", "9: signing has no paragraph 0."),
    (BODIES, "evidence: signing#1", "evidence: signing", f"9: {EVIDENCE}"),
    (BODIES, "quote: 临江职业学院", "quote: 揭牌", "5: signing ¶1 does not say “揭牌”."),
    (
        BODIES,
        "quote_en: Linjiang college",
        "quote_en: linjiang college",
        "5: signing ¶1 does not say “linjiang college”.",
    ),
    (BODIES, "quote_en: Linjiang college", "quote_en: yes", f"5: {EVIDENCE}"),
    (BODIES, "\n  evidence: signing#1", "", "6: This organisation has no evidence."),
    (BODIES, "evidence: signing#1", "evidence: []", "6: This organisation has no evidence."),
    (COMMUNITY, "lead, evidence: signing#1", "lead", "6: This membership has no evidence."),
]
ARTICLES = [
    (
        SIGNING,
        "Both unveiled a training base.\n",
        "",
        "1: The Chinese and the English text have different numbers of paragraphs.",
    ),
    (SIGNING, "title_en: Linjiang college signs\n", "", "1: This article has no title_en."),
    (
        SIGNING,
        "tags: [steel]",
        "key_points: [{text: 签约, text_en: Signed, paragraph: 3}]",
        "5: The article has no paragraph 3.",
    ),
    (
        SIGNING,
        "---\ncolumn",
        "column",
        "1: An article begins with a head between two lines of ---.",
    ),
    (SIGNING, "== en ==", "== english ==", "1: The line “== en ==” stands once in an article."),
]
MAPPINGS = [
    (
        BODIES,
        "key: steelworks",
        "key: college",
        f"6: The key “college” stands already at {BODIES}:1.",
    ),
    (
        COMMUNITY,
        "name: 精品钢共同体",
        "name: 精品钢共同体\nkey: college",
        f"1: The key “college” stands already at {BODIES}:1.",
    ),
    (BODIES, "- key: steelworks\n  name", "- name", "6: This organisation has no key."),
    (BODIES, "  kind: school", "  kind: school\n  kind: school", "4: “kind” stands twice."),
    (SIGNING, "outlet: daily", "outlet: daily\noutlet: daily", "4: “outlet” stands twice."),
    (BODIES, "  kind: school", "  [kind]: school", "3: A name is a single word."),
    (BODIES, "  kind: school", "  kind: [school", "4: expected ',' or ']', but got ':'"),
    (BODIES, "  kind: school", "  kind: sch\x00ool", "3: The character U+0000 cannot stand here."),
    (SIGNING, "tags: [steel]", "tags: [steel", "6: expected ',' or ']', but got ':'"),
    (
        BODIES,
        "- key: college",
        "- college\n- key: college",
        "1: A record is a mapping of names to values.",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [*UNKNOWN_KEYS, *REFERENCES, *VALUES, *SOURCES, *ARTICLES, *MAPPINGS],
)
def test_fault_is_named_with_file_and_line(tmp_path, name, old, new, fault):
    folder = replace_in_file(make_data_folder(tmp_path), name, old, new)
    assert faults(folder) == [f"{name}:{fault}"]


def test_faults_of_several_files_are_told_together_in_order(tmp_path):
    folder = replace_in_file(
        replace_in_file(make_data_folder(tmp_path), COMMUNITY, '"2024-05"', '"May"'),
        BODIES,
        '"370100"',
        '"37"',
    )
    assert [fault.split(": ")[0] for fault in faults(folder)] == [f"{COMMUNITY}:3", f"{BODIES}:4"]


def test_two_topics_of_one_name_are_refused(tmp_path):
    folder = make_data_folder(
        tmp_path, **{"topics.yaml": DEFAULT_FILES["topics.yaml"] + "- key: iron\n  name: 钢铁\n"}
    )
    assert faults(folder) == [
        "topics.yaml:3: The topic “steel” at topics.yaml:1 has the same name."
    ]


@pytest.mark.parametrize(
    "parents",
    [("steelworks", "college"), ("steelworks", "steelworks"), ("community", "steelworks")],
)
def test_organisations_that_belong_to_each_other_are_refused(tmp_path, parents):
    folder = make_data_folder(tmp_path)
    for body, parent in zip(("college", "steelworks"), parents, strict=True):
        replace_in_file(folder, BODIES, f"- key: {body}", f"- key: {body}\n  parent: {parent}")
    replace_in_file(folder, COMMUNITY, "kind: industry", "kind: industry\nparent: college")
    (fault,) = faults(folder)
    assert fault.split(": ", 1) in [
        [f"{BODIES}:1", "“college” belongs to itself."],
        [f"{BODIES}:7", "“steelworks” belongs to itself."],
    ]


@pytest.mark.parametrize("name", [BODIES, SIGNING, "regions.csv"])
def test_file_that_is_not_utf8_is_refused_at_its_line(tmp_path, name):
    folder = make_data_folder(tmp_path)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole + "\n\n钢铁".encode("gb18030"))
    line = whole.count(b"\n") + 3
    assert faults(folder) == [f"{name}:{line}: The file is not UTF-8."]


def test_missing_file_leaves_its_kind_empty(tmp_path):
    folder = make_data_folder(tmp_path)
    (folder / COMMUNITY).unlink()
    assert [entry.name for entry in read_shipped(folder)][-1] == "organisation/steelworks"


# What only the database can refuse

TWICE = "  - {organisation: college, role: lead, evidence: signing#1}\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        (COMMUNITY, TWICE, TWICE + TWICE, f"{COMMUNITY}:7"),
        (COMMUNITY, "organisation: college", "organisation: community", f"{COMMUNITY}:6"),
        (BODIES, "  name: 东岭钢铁公司\n", "", f"{BODIES}:6"),
        (BODIES, "evidence: signing#1", "evidence: [signing#1, signing#1]", f"{BODIES}:6"),
    ],
)
def test_entry_that_a_constraint_forbids_is_named_and_nothing_is_written(
    tmp_path, name, old, new, place
):
    entries = read_shipped(replace_in_file(make_data_folder(tmp_path), name, old, new))
    before = row_counts()
    with pytest.raises(DataRefused) as refused:
        import_shipped(entries)
    assert [f"{fault.path}:{fault.line}" for fault in refused.value.faults] == [place]
    assert row_counts() == before


@pytest.mark.django_db
def test_command_names_the_shipped_line_that_an_editors_record_stands_against():
    make_column(slug="digest", name="摘编")
    before = row_counts()
    with pytest.raises(
        CommandError, match=r"^columns\.yaml:\d+: .*articles_column.*slug"
    ) as refused:
        call_command("import_seeds")
    assert (refused.value.returncode, row_counts()) == (1, before)
