"""A chat-completions endpoint on loopback that answers as a test wants."""

import json
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from seeds.second_reader.configuration import ReaderConfiguration, read_configuration

KEY = "key-that-no-log-may-hold"
ENVIRONMENT = {
    "SECOND_READER_MODEL": "small-model",
    "SECOND_READER_KEY": KEY,
    "SECOND_READER_STATUSES": "draft",
    "SECOND_READER_MONEY": "1",
    "SECOND_READER_PROMPT_PRICE": "2",
    "SECOND_READER_ANSWER_PRICE": "8",
}

Handler = Callable[[BaseHTTPRequestHandler], None]


class FakeEndpoint:
    """What the endpoint answers, and the requests that came: their headers and bodies."""

    def __init__(self, port: int):
        self.port = port
        self.answer: Handler = completion({"facts": []})
        self.headers: list[dict[str, str]] = []
        self.bodies: list[dict] = []

    def environment(self, **changes: str) -> dict[str, str]:
        address = f"http://127.0.0.1:{self.port}/v1/chat/completions"
        return {**ENVIRONMENT, "SECOND_READER_ADDRESS": address, **changes}

    def configuration(self, **changes: str) -> ReaderConfiguration:
        return read_configuration(self.environment(**changes))


@contextmanager
def serve_endpoint():
    """A running endpoint."""

    class EndpointHandler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            endpoint.headers.append(dict(self.headers))
            endpoint.bodies.append(json.loads(body))
            try:
                endpoint.answer(self)
            except OSError:
                return

        def log_message(self, *_args):
            """Nothing is printed."""

    with HTTPServer(("127.0.0.1", 0), EndpointHandler) as server:
        endpoint = FakeEndpoint(server.server_port)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield endpoint
        server.shutdown()
    thread.join(5)


def raw(body: bytes, *, status: int = 200, length: int | None = None, **headers: str) -> Handler:
    """An answer of those bytes; `length` is what it claims to be long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def completion(content, *, usage=(900, 100), finish="stop") -> Handler:
    """An answer in which the model wrote that text, or that object as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    prompt, answer = usage
    counted = {"prompt_tokens": prompt, "completion_tokens": answer}
    return raw(json.dumps({"choices": [choice], "usage": counted}).encode())


def dripping(*, seconds: float) -> Handler:
    """An answer that sends a blank from time to time and never ends by itself."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _number in range(int(seconds / 0.05)):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    return answer
