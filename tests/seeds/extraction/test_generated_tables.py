"""Generated tables: whatever their shape, each body has its own office and no other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.extraction import extract_proposals
from seeds.pages import PageArticle, parse_page
from seeds.reading import read_page

INTRO = "6月3日，临港造船产教融合共同体公布第一届理事会名单，名单经全体成员表决通过，现予公布。"
PLACES = ("海门", "青港", "南浦", "北溪", "东岭", "西原")
KINDS = ("职业学院", "机械有限公司", "技师学院", "船务集团", "大学", "研究院", "电气股份有限公司")
OFFICES = {
    "理事长单位": "chair",
    "常务副理事长单位": "executive_vice_chair",
    "副理事长单位": "vice_chair",
    "副会长单位": "vice_chair",
    "秘书长单位": "secretary_general",
    "常务理事单位": "standing_director",
    "理事单位": "director",
    "成员单位": "member",
    # Offices that the portal has not
    "监事单位": "",
    "副秘书长单位": "",
    "名誉理事长单位": "",
}
BODIES = st.lists(
    st.builds(str.__add__, st.sampled_from(PLACES), st.sampled_from(KINDS)),
    min_size=3,
    max_size=9,
    unique=True,
)
GENERATED = settings(derandomize=True, deadline=None, max_examples=60)


@st.composite
def member_lists(draw):
    """Pairs of body and office, those of one office together."""
    bodies = draw(BODIES)
    offices = draw(
        st.lists(st.sampled_from(list(OFFICES)), min_size=len(bodies), max_size=len(bodies))
    )
    order = list(OFFICES)
    return list(zip(bodies, sorted(offices, key=order.index), strict=True))


@st.composite
def layouts(draw):
    """Headings or None, and the order of the columns: n number, b body, o office, x another column."""
    order = draw(st.sampled_from(["bo", "ob", "nbo", "nob", "nbxo", "xbo", "nbox"]))
    headings = {
        "n": draw(st.sampled_from(["序号", "编号", "No."])),
        "b": draw(st.sampled_from(["单位名称", "单位", "成员单位", "机构名称", "单 位"])),
        "o": draw(st.sampled_from(["职务", "共同体职务", "担任职务", "身份", "席位"])),
        "x": draw(st.sampled_from(["地区", "所在地", "备注"])),
    }
    return order, [headings[column] for column in order] if draw(st.booleans()) else None


def row_of(number, body, office, order):
    cells = {"n": str(number), "b": body, "o": office, "x": PLACES[number % len(PLACES)]}
    return [cells[column] for column in order]


def expected(members):
    return {(body, OFFICES[office]) for body, office in members if OFFICES[office]}


def offices(article):
    found = extract_proposals(article)
    return {
        (each.fields["organisation"], each.fields["role"])
        for each in found
        if each.kind == "membership"
    }


@GENERATED
@given(member_lists(), layouts(), st.sampled_from([" | ", "\t", "｜"]))
def test_lines_of_a_text(members, layout, separator):
    order, headings = layout
    rows = [row_of(number, *member, order) for number, member in enumerate(members, 1)]
    lines = [separator.join(row) for row in ([headings] if headings else []) + rows]
    found = offices(PageArticle(paragraphs=(INTRO, *lines)))
    assert found <= expected(members)
    # Without headings a column of offices is one only if all of them are understood.
    if headings or all(OFFICES[office] for _, office in members):
        assert found == expected(members)


@GENERATED
@given(member_lists(), layouts(), st.booleans(), st.booleans())
def test_html_with_merged_offices(tmp_path_factory, members, layout, is_merged, has_paragraphs):
    order, headings = layout
    pages = tmp_path_factory.getbasetemp() / "generated.html"
    pages.write_text(html_page(members, order, headings, is_merged, has_paragraphs))
    (article,) = parse_page(read_page(pages)).articles
    found = offices(article)
    assert found <= expected(members)
    if headings:
        assert found == expected(members)


@GENERATED
@given(member_lists(), st.booleans(), st.sampled_from(["{}", "一、{}", "（二）{}（3家）", "{}："]))
def test_office_over_its_rows(members, has_headings, form):
    lines = ["序号 | 单位名称"] if has_headings else []
    last = ""
    for number, (body, office) in enumerate(members, 1):
        if office != last:
            lines.append(form.format(office))
        lines.append(f"{number} | {body}")
        last = office
    found = offices(PageArticle(paragraphs=(INTRO, *lines)))
    assert found <= expected(members)
    if has_headings:
        assert found == expected(members)


def html_page(members, order, headings, is_merged, has_paragraphs):
    """A page with the members in a table, the offices of neighbours merged or not."""
    rows = [f"<tr>{''.join(f'<th>{heading}</th>' for heading in headings or ())}</tr>"]
    offices_in_order = [office for _, office in members]
    for number, (body, office) in enumerate(members, 1):
        cells = []
        for column, text in zip(order, row_of(number, body, office, order), strict=True):
            is_first = number == 1 or offices_in_order[number - 2] != office
            span = offices_in_order.count(office) if column == "o" and is_merged else 1
            if column != "o" or not is_merged or is_first:
                inner = f"<p>{text}</p>" if has_paragraphs else text
                cells.append(f'<td rowspan="{span}">{inner}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>名单</title></head><body>'
        f"<h1>临港造船产教融合共同体第一届理事会名单</h1><p>{INTRO}</p>"
        f"<table>{''.join(rows)}</table></body></html>"
    )
