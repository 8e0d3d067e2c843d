"""Prepared statements: the same rows as through a cursor of Django."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import OperationalError

from portal.core.prepared_statements import run_prepared
from tests.factories import make_conference

SQL = "SELECT id, name FROM consortia_conference WHERE name = %s AND id > %s ORDER BY id"


def test_rows_are_those_of_the_parameters(db):
    conference = make_conference(name="钢铁'大会%")
    make_conference(name="轧钢大会")
    for _time in range(7):  # past the point from which PostgreSQL keeps one plan
        assert run_prepared(SQL, [conference.name, 0]) == [(conference.pk, conference.name)]
    assert run_prepared(SQL, [conference.name, conference.pk]) == []


def test_statement_is_counted_as_a_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        run_prepared(SQL, ["", 0])


def test_statement_sees_its_own_transaction(db):
    with transaction.atomic():
        conference = make_conference(name="在途")
        assert run_prepared(SQL, ["在途", 0]) == [(conference.pk, "在途")]
        transaction.set_rollback(True)
    assert run_prepared(SQL, ["在途", 0]) == []


def test_wrong_statement_is_an_error_of_django(db):
    with pytest.raises((ProgrammingError, OperationalError)), transaction.atomic():
        run_prepared("SELECT nothing FROM nowhere")


def test_statement_is_prepared_on_postgresql(db):
    run_prepared(SQL, ["", 0])
    if connection.vendor == "postgresql":
        prepared = run_prepared("SELECT statement FROM pg_prepared_statements")
        assert any("consortia_conference" in statement for (statement,) in prepared)
