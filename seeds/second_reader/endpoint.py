"""One request to a chat-completions endpoint: no redirect, no proxy, a bounded answer, given up in time."""

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic

from seeds.second_reader.configuration import ReaderConfiguration

MAX_ANSWER_BYTES = 1_000_000
DEFAULT_PORTS = {"http": 80, "https": 443}


class EndpointFault(Exception):
    """A request that brought no answer; `reason` is a sentence without anything that the endpoint said."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class EndpointAnswer:
    """What the model wrote, whether it was cut at its limit, and the tokens that the endpoint counted."""

    text: str
    is_cut: bool = False
    prompt_tokens: int = 0
    answer_tokens: int = 0


def build_request(configuration: ReaderConfiguration, messages: list[dict]) -> bytes:
    """The body of a request."""
    body = {
        "model": configuration.model,
        "messages": messages,
        "temperature": 0,
        "max_tokens": configuration.answer_tokens,
        "response_format": {"type": "json_object"},
    }
    return json.dumps(body, ensure_ascii=False).encode()


def ask_endpoint(
    configuration: ReaderConfiguration, body: bytes, *, seconds: float
) -> EndpointAnswer:
    """Send a request; raises EndpointFault when there is no whole answer after so many seconds."""
    deadline = monotonic() + seconds
    try:
        with _connect(configuration, deadline) as connection:
            connection.request("POST", _target(configuration), body, _headers(configuration))
            with closing(connection.getresponse()) as response:
                content = _read_body(response)
    except EndpointFault as fault:
        # An answer that was cut off at the deadline looks like a faulty one
        if monotonic() < deadline:
            raise
        raise EndpointFault("it took too long.") from fault
    except (OSError, http.client.HTTPException, ValueError) as error:
        # The exception may hold a header, and with it the key
        raise EndpointFault(_failure_reason(error, deadline)) from None
    return parse_answer(content)


def _failure_reason(error: Exception, deadline: float) -> str:
    if monotonic() >= deadline or isinstance(error, TimeoutError):
        return "it took too long."
    if isinstance(error, ssl.SSLCertVerificationError):
        return "it does not prove that it is the one of that name."
    if isinstance(error, http.client.IncompleteRead):
        return "its answer was cut."
    if isinstance(error, ConnectionError | socket.gaierror):
        return "it cannot be reached."
    return "it does not answer as a web server does."


def _target(configuration: ReaderConfiguration) -> str:
    address = configuration.address
    query = f"?{address.query}" if address.query else ""
    return (address.path or "/") + query


def _headers(configuration: ReaderConfiguration) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if configuration.key:
        headers["Authorization"] = f"Bearer {configuration.key}"
    return headers


@contextmanager
def _connect(
    configuration: ReaderConfiguration, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection that is cut off at the deadline, whatever the server does."""
    address = configuration.address
    port = address.port or DEFAULT_PORTS[address.scheme]
    seconds = max(deadline - monotonic(), 0.001)
    plain = socket.create_connection((address.hostname, port), timeout=seconds)
    connection = http.client.HTTPConnection(address.hostname, port)
    with closing(plain), closing(connection):
        if address.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(
                plain, server_hostname=address.hostname, do_handshake_on_connect=False
            )
        else:
            connection.sock = plain
        timer = Timer(max(deadline - monotonic(), 0), _cut_off, [connection.sock])
        timer.daemon = True
        timer.start()
        try:
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            yield connection
        finally:
            timer.cancel()


def _cut_off(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _read_body(response: http.client.HTTPResponse) -> bytes:
    if response.status != http.HTTPStatus.OK:
        raise EndpointFault(f"it answered with status {response.status}.")
    body = response.read(MAX_ANSWER_BYTES + 1)
    if len(body) > MAX_ANSWER_BYTES:
        raise EndpointFault(f"its answer is longer than {MAX_ANSWER_BYTES} bytes.")
    if response.length:
        raise EndpointFault("its answer was cut.")
    return body


def parse_answer(content: bytes) -> EndpointAnswer:
    """Return what the model wrote; raises EndpointFault for anything but a chat completion."""
    try:
        completion = json.loads(content)
        choice = completion["choices"][0]
        text = choice["message"]["content"]
        usage = completion.get("usage") or {}
        is_cut = choice.get("finish_reason") == "length"
        prompt_tokens = _count(usage.get("prompt_tokens"))
        answer_tokens = _count(usage.get("completion_tokens"))
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise EndpointFault("its answer is no chat completion.") from None
    if not isinstance(text, str):
        raise EndpointFault("its answer is no chat completion.")
    return EndpointAnswer(
        text=text, is_cut=is_cut, prompt_tokens=prompt_tokens, answer_tokens=answer_tokens
    )


def _count(value: object) -> int:
    """A number of tokens, 0 for anything else."""
    return value if type(value) is int and value > 0 else 0
