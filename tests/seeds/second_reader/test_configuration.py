"""The endpoint is off until the environment names it whole."""

import pytest

from seeds import checks
from seeds.second_reader.configuration import ConfigurationRefused, read_configuration
from tests.seeds.second_reader.fake_endpoint import ENVIRONMENT, KEY

WHOLE = {**ENVIRONMENT, "SECOND_READER_ADDRESS": "https://models.example.org/v1/chat/completions"}


def test_without_an_address_there_is_no_second_reader():
    assert read_configuration({}) is None
    assert read_configuration({**WHOLE, "SECOND_READER_ADDRESS": ""}) is None


def test_whole_configuration_is_read_and_keeps_its_key_to_itself():
    configuration = read_configuration(
        {**WHOLE, "SECOND_READER_FLAGS": "truncated, dates_disagree"}
    )
    assert configuration.key == KEY
    assert KEY not in repr(configuration)
    assert configuration.flags == {"truncated", "dates_disagree"}
    assert configuration.cost(1_000_000, 500_000) == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECOND_READER_ADDRESS", "http://models.example.org/v1"),
        ("SECOND_READER_ADDRESS", "http://127.0.0.1.example.org/v1"),
        ("SECOND_READER_ADDRESS", "ftp://127.0.0.1/v1"),
        ("SECOND_READER_ADDRESS", "https://me:secret@models.example.org/v1"),
        ("SECOND_READER_ADDRESS", "https://models.example.org/v1\r\nHost: other"),
        ("SECOND_READER_ADDRESS", "https://models.example.org:99999/v1"),
        ("SECOND_READER_ADDRESS", "models"),
        ("SECOND_READER_MODEL", ""),
        ("SECOND_READER_KEY", "two lines\nof it"),
        ("SECOND_READER_STATUSES", ""),
        ("SECOND_READER_STATUSES", "draft,secret"),
        ("SECOND_READER_FLAGS", "hijacked_clone"),
        ("SECOND_READER_FLAGS", "garbled"),
        ("SECOND_READER_FLAGS", "unknown"),
        ("SECOND_READER_TOKENS", "many"),
        ("SECOND_READER_TOKENS", "0"),
        ("SECOND_READER_SECONDS", "-1"),
        ("SECOND_READER_MONEY", ""),
        ("SECOND_READER_MONEY", "NaN"),
        ("SECOND_READER_PROMPT_PRICE", ""),
        ("SECOND_READER_ANSWER_PRICE", "-2"),
    ],
)
def test_faulty_variable_is_named(name, value):
    with pytest.raises(ConfigurationRefused) as refused:
        read_configuration({**WHOLE, name: value})
    (reason,) = refused.value.reasons
    assert reason.startswith(name)
    assert "secret@" not in reason
    assert "of it" not in reason


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "[::1]:8080", "localhost"])
def test_this_machine_needs_no_https(host):
    assert read_configuration({**WHOLE, "SECOND_READER_ADDRESS": f"http://{host}/v1"})


def test_check_names_what_is_wrong(monkeypatch):
    monkeypatch.setenv("SECOND_READER_ADDRESS", "http://models.example.org/")
    monkeypatch.setenv("RULE_FLOOR", "high")
    ids = [error.id for error in checks.check_environment()]
    assert ids.count("seeds.E001") == 1
    assert ids.count("seeds.E002") > 1
