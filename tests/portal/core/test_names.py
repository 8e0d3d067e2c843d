"""Two languages on one record: fallback, marking, sort keys."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from consortia.models import Organisation
from portal.core import names
from portal.core.templatetags.records import localised
from tests.factories import make_industry, make_organisation

SIDES = [
    ("莱芜", "Laiwu", "zh-hans", ("莱芜", "zh-hans")),
    ("莱芜", "Laiwu", "en", ("Laiwu", "en")),
    ("莱芜", "", "en", ("莱芜", "zh-hans")),
    ("", "Laiwu", "zh-hans", ("Laiwu", "en")),
    ("", "", "zh-hans", ("", "zh-hans")),
]


@pytest.mark.parametrize(("chinese", "english", "language", "shown"), SIDES)
def test_name_falls_back(chinese, english, language, shown):
    record = Organisation(name=chinese, name_en=english)
    assert names.text_in_language(record, "name", language) == shown


@pytest.mark.parametrize(
    ("language", "text"), [("zh-hans", "莱芜"), ("en", "Laiwu"), ("en-gb", "Laiwu"), ("fr", "莱芜")]
)
def test_record_is_called_in_language_of_page(language, text):
    with translation.override(language):
        assert str(Organisation(name="莱芜", name_en="Laiwu")) == text


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (Organisation(name="甲<乙", name_en="A"), "甲&lt;乙"),
        (Organisation(name_en="A<B"), '<span lang="en">A&lt;B</span>'),
        (None, ""),
    ],
)
def test_name_is_marked_when_in_other_language(record, shown):
    assert localised(record) == shown


def test_sort_keys_follow_names(db):
    college = make_organisation(name="重庆 A学院", name_en="Ärzte College")
    assert (college.sort_key, college.sort_key_en) == ("chong qing a xue yuan", "ärzte college")
    college.name_en = ""
    college.save()
    college.refresh_from_db()
    assert college.sort_key_en == "chong qing a xue yuan"


def test_sort_key_is_english_when_no_chinese_name(db):
    assert make_organisation(name_en="Laiwu College").sort_key == "laiwu college"


def test_sort_key_fits_when_name_is_long(db):
    assert len(make_organisation(name="学" * 300, name_en="x" * 300).sort_key) == names.SORT_LENGTH


def test_organisations_stand_by_pinyin(db):
    for name in ("淄博学院", "安阳学院", "Beijing College", "济南学院"):
        make_organisation(name=name)
    assert [body.name for body in Organisation.objects.all()] == [
        "安阳学院",
        "Beijing College",
        "济南学院",
        "淄博学院",
    ]


@pytest.mark.parametrize(("language", "field"), [("zh-hans", "sort_key"), ("en", "sort_key_en")])
def test_sort_field_follows_language(language, field):
    with translation.override(language):
        assert names.sort_field() == field


def test_record_without_name_is_refused(db):
    with pytest.raises(IntegrityError, match="consortia_organisation_named"), transaction.atomic():
        Organisation.objects.create()
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        Organisation().full_clean()
    assert refused.value.messages == ["Give a Chinese or an English name."]


@pytest.mark.parametrize(
    "sides", [{"name": "钢铁", "name_en": ""}, {"name": "", "name_en": "Steel"}]
)
def test_record_with_one_name_is_stored(db, sides):
    assert make_industry(**sides).pk
