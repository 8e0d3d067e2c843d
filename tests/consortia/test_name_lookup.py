"""Which organisation a name means: by the very name, else by place, kind and distinctive word together."""

import pytest
from django.utils import translation

from consortia.matching import OrganisationLookup
from tests.factories import make_consortium, make_name, make_organisation, make_region

REGIONS = [
    ("370000", "山东省", "山东", "Shandong"),
    ("370100", "济南市", "济南", "Jinan"),
    ("370200", "青岛市", "青岛", "Qingdao"),
    ("110000", "北京市", "北京", "Beijing"),
    ("320500", "苏州市", "苏州", "Suzhou"),
    ("341300", "宿州市", "宿州", "Suzhou"),
    ("440300", "深圳市", "深圳", "Shenzhen"),
    ("220000", "吉林省", "吉林省", "Jilin"),
    ("220200", "吉林市", "吉林", "Jilin"),
]


@pytest.fixture(autouse=True)
def _regions(db):
    for code, name, short, name_en in REGIONS:
        make_region(code=code, name=name, short_name=short, name_en=name_en)


def meant(name, **hints):
    """The names of those that the name can mean, and whether each is exact."""
    return [
        (each.name or each.name_en, each.is_exact)
        for each in OrganisationLookup.load().candidates(name, **hints)
    ]


SAME_NAME = [
    ("莱芜职业技术学院", " 莱芜职业技术学院 "),
    ("莱芜职业技术学院", "萊蕪職業技術學院"),
    ("星河（北京）ＡＢ集团", "星河(北京)ab集团"),
    ("“金课程”工作委员会", "金课程 工作委员会"),
    ("Lakeside Polytechnic", "the LAKESIDE  polytechnic"),
    ("People's Works", "The People’s Works"),
    ("Iron & Steel Society", "Iron and Steel Society"),
]


@pytest.mark.parametrize(("known", "printed"), SAME_NAME)
def test_name_is_exact_however_it_is_written(known, printed):
    make_organisation(name=known)
    assert meant(printed) == [(known, True)]


def test_alias_is_exact():
    make_name(make_organisation(name="莱芜职业技术学院"), "莱职院")
    assert meant("莱职院") == [("莱芜职业技术学院", True)]


def test_consortium_is_an_organisation_too():
    make_consortium(name="星河钢铁产教融合共同体")
    assert meant("星河钢铁产教融合共同体") == [("星河钢铁产教融合共同体", True)]


def test_name_that_two_bear_is_nobodys():
    for region in ("320500", "341300"):
        make_organisation(name="实验中学", region=make_region(code=region))
    assert meant("实验中学") == [("实验中学", False)] * 2


AGREE = [
    ("莱芜职业技术学院", "Laiwu Polytechnic"),
    ("莱芜职业技术学院", "Laiwu Vocational and Technical College"),
    ("莱芜职业技术学院", "Laiwu Vocational & Technical College"),
    ("深圳职业技术学院", "Shenzhen Polytechnic"),
    ("济南职业学院", "Jinan Vocational College"),
    ("济南工程职业技术学院", "Jinan Engineering Vocational and Technical College"),
    ("北京科技大学", "Beijing University of Science and Technology"),
    ("北京科技大学", "University of Science and Technology Beijing"),
    ("山东商业职业技术学院", "Shandong Business Vocational College"),
    ("山东云峰钢铁集团有限公司", "山东云峰钢铁集团"),
    ("山东云峰钢铁集团有限公司", "Shandong Yunfeng Iron and Steel Group Co., Ltd."),
    ("山东云峰钢铁集团有限公司", "山东云峰钢铁"),
    ("云峰科技(北京)有限公司", "北京云峰科技有限公司"),
    ("山东省教育厅", "Department of Education of Shandong Province"),
    ("山东省教育厅", "Shandong Provincial Education Department"),
    ("济南市教育局", "济南教育局"),
    ("中国冶金学会", "Chinese Society for Metals"),
    (
        "全国冷链物流行业产教融合共同体",
        "National Cold Chain Logistics Industry-Education Integration Community",
    ),
    ("全国冷链物流行业产教融合共同体", "全国冷链物流产教融合共同体"),
    ("苏州大学", "Suzhou University"),
    ("长清区人民政府", "Changqing District People’s Government"),
]


@pytest.mark.parametrize(("known", "printed"), AGREE)
def test_name_agrees_in_place_kind_and_words(known, printed):
    make_organisation(name=known, kind="other")
    assert meant(printed) == [(known, False)]


@pytest.mark.parametrize(("printed", "known"), AGREE)
def test_name_agrees_the_other_way_round(printed, known):
    make_organisation(**{"name_en" if known[0].isascii() else "name": known}, kind="other")
    assert meant(printed) == [(known, False)]


APART = [
    ("济南职业学院", "济南工程职业技术学院"),
    ("济南职业学院", "Jinan Engineering Vocational and Technical College"),
    ("济南工程职业技术学院", "Jinan Vocational College"),
    ("青岛职业技术学院", "Qingdao Vocational College"),
    ("莱芜职业技术学院", "莱芜职业中专"),
    ("北京科技大学", "北京理工大学"),
    ("北京科技大学", "北京科技有限公司"),
    ("北京科技大学", "北京科技大学（济南）技术转移中心"),
    ("苏州大学", "宿州大学"),
    ("吉林省教育厅", "吉林市教育局"),
    ("山东云峰钢铁集团", "济南云峰钢铁集团"),
    ("山东云峰钢铁集团", "云峰钢铁集团"),
    ("山东云峰钢铁集团", "山东云岭钢铁集团"),
    ("实验学校", "实验中学"),
    ("教育学会", "Society for Education"),
]


@pytest.mark.parametrize(("known", "printed"), APART)
def test_name_that_differs_in_place_kind_or_word_means_nobody(known, printed):
    make_organisation(name=known)
    assert meant(printed) == []


def test_name_that_fits_two_equally_means_both_and_neither():
    for name in ("苏州职业大学", "宿州职业大学"):
        make_organisation(name=name)
    assert meant("Suzhou Vocational University") == [
        ("苏州职业大学", False),
        ("宿州职业大学", False),
    ]


def test_chinese_name_is_not_led_astray_by_a_translation():
    make_name(
        make_organisation(name="北京科技大学"),
        "Beijing University of Science and Technology",
        language="en",
    )
    assert meant("北京理工大学") == []


@pytest.mark.parametrize(
    ("place", "found"), [("山东省", 1), ("济南", 1), ("Shandong", 1), ("北京市", 0), ("", 0)]
)
def test_place_beside_the_name_stands_for_one_in_it(place, found):
    make_organisation(name="山东云峰钢铁集团")
    assert len(meant("云峰钢铁集团", place=place)) == found


@pytest.mark.parametrize(("code", "found"), [("370000", 1), ("110000", 0)])
def test_region_of_the_record_stands_for_a_place_in_its_name(code, found):
    make_organisation(name="云峰钢铁集团", region=make_region(code=code))
    assert len(meant("山东云峰钢铁集团有限公司")) == found


@pytest.mark.parametrize(("kind", "found"), [("enterprise", 1), ("school", 0)])
def test_kind_beside_the_name_stands_for_one_in_it(kind, found):
    make_organisation(name="山东云峰钢铁集团", kind="enterprise")
    assert len(meant("山东云峰钢铁", kind=kind)) == found


@pytest.mark.parametrize(
    "name", ["", "  ", "，。", "\u200b", "大学", "Group", "(" * 5000, "甲" * 5000]
)
def test_name_that_says_nothing_means_nobody(name):
    make_organisation(name="山东大学")
    assert meant(name) == []


def test_reason_is_said_in_the_language_of_the_page():
    make_organisation(name="济南职业学院")
    found = OrganisationLookup.load().candidates("Jinan Vocational College")[0]
    with translation.override("en"):
        assert found.reason == "Place (Jinan) and kind agree, and nothing else is said."


@pytest.mark.parametrize("count", [1, 30])
def test_registry_is_read_in_four_queries(django_assert_num_queries, count):
    for _number in range(count):
        make_name(make_organisation(), "职院")
    with django_assert_num_queries(4):
        registry = OrganisationLookup.load()
        assert len(registry.candidates("职院")) == count
        registry.candidates("Jinan Vocational College")
