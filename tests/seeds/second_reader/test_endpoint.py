"""One request to the endpoint: what it sends, and every way in which it can fail."""

import json
from time import monotonic

import pytest

from seeds.second_reader.endpoint import (
    MAX_ANSWER_BYTES,
    EndpointFault,
    ask_endpoint,
    build_request,
)
from tests.seeds.second_reader.fake_endpoint import KEY, completion, dripping, raw

MESSAGES = [{"role": "user", "content": "临江"}]


def ask(endpoint, *, seconds=5.0):
    configuration = endpoint.configuration()
    return ask_endpoint(configuration, build_request(configuration, MESSAGES), seconds=seconds)


def test_request_names_model_and_key_and_bounds_the_answer(endpoint):
    endpoint.answer = completion("ok")
    answer = ask(endpoint)
    (body,) = endpoint.bodies
    assert (answer.text, answer.prompt_tokens, answer.answer_tokens) == ("ok", 900, 100)
    assert (body["model"], body["messages"], body["max_tokens"]) == ("small-model", MESSAGES, 4000)
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (raw(b"no", status=500), "it answered with status 500."),
        (raw(b"", status=302, Location="http://127.0.0.1/"), "it answered with status 302."),
        (raw(b"{}", length=100), "its answer was cut."),
        (raw(b" " * (MAX_ANSWER_BYTES + 1)), "its answer is longer than 1000000 bytes."),
        (raw(b"<html>"), "its answer is no chat completion."),
        (raw(b"[]"), "its answer is no chat completion."),
        (raw(b'{"choices": []}'), "its answer is no chat completion."),
        (raw(b'{"choices": [{"message": {"content": 3}}]}'), "its answer is no chat completion."),
        (raw(b'{"choices": [{"message": null}]}'), "its answer is no chat completion."),
        (raw(b"[" * 100_000), "its answer is no chat completion."),
        (raw(b"\xff\xfe"), "its answer is no chat completion."),
        (
            lambda handler: handler.wfile.write(b"gopher\r\n\r\n"),
            "it does not answer as a web server does.",
        ),
    ],
)
def test_fault_is_told_in_a_sentence(endpoint, answer, reason):
    endpoint.answer = answer
    with pytest.raises(EndpointFault) as fault:
        ask(endpoint)
    assert fault.value.reason == reason
    assert len(endpoint.bodies) == 1  # no redirect was followed


def test_endpoint_that_drips_is_given_up_in_time(endpoint):
    endpoint.answer = dripping(seconds=5)
    started = monotonic()
    with pytest.raises(EndpointFault) as fault:
        ask(endpoint, seconds=0.3)
    assert fault.value.reason == "it took too long."
    assert monotonic() - started < 3


def test_endpoint_that_is_not_there_is_a_fault(endpoint):
    configuration = endpoint.configuration(SECOND_READER_ADDRESS="http://127.0.0.1:9/v1")
    with pytest.raises(EndpointFault) as fault:
        ask_endpoint(configuration, b"{}", seconds=2)
    assert fault.value.reason == "it cannot be reached."


@pytest.mark.parametrize("usage", [(-5, "many"), (True, None), (1.5, [])])
def test_senseless_counts_of_tokens_count_as_none(endpoint, usage):
    endpoint.answer = completion("ok", usage=usage)
    answer = ask(endpoint)
    assert (answer.prompt_tokens, answer.answer_tokens) == (0, 0)


def test_request_is_json_in_utf8(endpoint):
    body = build_request(endpoint.configuration(), MESSAGES)
    assert json.loads(body)["messages"] == MESSAGES
    assert "临江".encode() in body
