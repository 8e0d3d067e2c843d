"""Lists below each other in one sheet, each with headings of its own."""

from consortia.sheets.members import read_members_text


def test_lists_below_each_other_are_read_under_their_own_headings():
    sheet = read_members_text(
        "院校名单,,\n单位名称,职务,\n盐坨技师学院,理事长单位,\n,,\n企业名单,,\n"
        "单位名称,入会时间,职务\n石螺港务集团,2023-12,成员单位\n"
    )
    found = [(row.line, row.name, row.role, row.since) for row in sheet.rows]
    assert found == [
        (3, "盐坨技师学院", "chair", ""),
        (7, "石螺港务集团", "member", "2023-12"),
    ]
    assert [remark.line for remark in sheet.remarks] == [5]


def test_headings_printed_again_begin_no_list():
    sheet = read_members_text(
        "单位名称,职务\n盐坨技师学院,理事长单位\n单位名称,职务\n石螺港务集团,成员单位\n"
    )
    assert [row.line for row in sheet.rows] == [2, 4]


def test_apostrophe_before_a_typed_value_is_no_part_of_it():
    sheet = read_members_text("单位名称,Member since\n'石螺港务集团,'2022-01\n")
    assert [(row.name, row.since) for row in sheet.rows] == [("石螺港务集团", "2022-01")]
