"""A web server on loopback whose answers a test gives, byte for byte."""

import socket
from collections.abc import Callable
from contextlib import contextmanager
from threading import Thread

Answer = bytes | Callable[[socket.socket], None]


@contextmanager
def serve(answers: dict[str, Answer]):
    """A server that answers each path so; yields its port and the requests that came."""
    requests: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=_answer_all, args=(server, answers, requests), daemon=True)
        thread.start()
        yield server.getsockname()[1], requests
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _answer_all(server, answers, requests):
    while True:
        try:
            connection, _address = server.accept()
        except OSError:
            return
        with connection:
            request = connection.recv(65536).decode()
            requests.append(request)
            answer = answers[request.split()[1]]
            try:
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
            except OSError:
                continue


def http_answer(
    body: bytes = b"", *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """A whole answer."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
