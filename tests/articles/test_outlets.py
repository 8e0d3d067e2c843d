"""Outlets, their aliases, and what pages may be resolved to them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import Column, OutletAlias
from seeds.capture_import import find_outlet
from tests.factories import make_article, make_column, make_outlet


@pytest.fixture
def agency(db):
    outlet = make_outlet(name="中国新闻网", name_en="China News")
    OutletAlias.objects.create(
        outlet=outlet, text="Zhong Guo Xin Wen Wang", reason="The only outlet of that name."
    )
    make_outlet(name="齐鲁晚报")
    return outlet


@pytest.mark.parametrize("printed", ["中国新闻网", "China News", "Zhong Guo Xin Wen Wang"])
def test_outlet_is_found_by_a_name_or_a_reviewed_alias(agency, printed):
    assert find_outlet(printed) == agency


@pytest.mark.parametrize(
    "printed", ["", "Zhong Guo", "zhongguo xinwenwang", "中国新闻", "中国新闻网山东"]
)
def test_outlet_is_not_guessed(agency, printed):
    assert find_outlet(printed) is None


def test_alias_means_one_outlet(agency):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutletAlias.objects.create(
            outlet=make_outlet(name="别家"), text="Zhong Guo Xin Wen Wang", reason="Also theirs."
        )


def test_alias_without_reason_is_refused(agency):
    with pytest.raises(ValidationError) as refused:
        OutletAlias(outlet=agency, text="Zhong Xin Wang").full_clean()
    assert list(refused.value.message_dict) == ["reason"]


def test_aliases_go_with_their_outlet(agency):
    agency.delete()
    assert not OutletAlias.objects.exists()


@pytest.mark.parametrize(("name", "make"), [("outlet", make_outlet), ("column", make_column)])
def test_outlet_and_column_stay_while_an_article_names_them(db, name, make):
    record = make()
    make_article(**{name: record})
    with pytest.raises(ProtectedError):
        record.delete()


def test_columns_stand_in_their_positions(db):
    second, first = (
        make_column(slug="digest", name="文摘", position=2),
        make_column(slug="news", name="新闻", position=1),
    )
    assert list(Column.objects.all()) == [first, second]
