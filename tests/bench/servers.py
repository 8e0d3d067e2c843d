"""Servers of the benchmark: gunicorn with two workers, and the CPU of a whole family of processes."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

WORKERS = 2
PATIENCE = 60  # seconds until a server answers
TICKS = os.sysconf("SC_CLK_TCK")  # of a second, in which Linux counts CPU
PROC = Path("/proc")


class Server:
    """A gunicorn on a port of its own that serves `tests.bench.wsgi`; a context manager."""

    def __init__(self, serves: str, environment: Mapping[str, str], *, database_pid: int | None):
        self.serves = serves
        self.environment = {**environment, "BENCH_SERVES": serves}
        self.database_pid = database_pid
        self.port = free_port()

    def __enter__(self) -> "Server":
        command = ["gunicorn", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{self.port}"]
        command += ["--log-level", "error", "tests.bench.wsgi:application"]
        self.process = subprocess.Popen([sys.executable, "-m", *command], env=self.environment)
        return self

    def __exit__(self, *_error) -> None:
        self.process.terminate()
        self.process.wait()

    def get(self, path: str) -> int:
        """Ask for a page; returns the number of its bytes. Anything but 200 ends the benchmark."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        length = len(response.read())
        connection.close()
        assert response.status == 200, (path, response.status)
        return length

    def wait(self, path: str) -> None:
        """Return once the server answers."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.get(path)
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

    def cpu(self) -> float:
        """Seconds of CPU so far, those of the database server included."""
        spent = family_cpu(self.process.pid)
        return spent + family_cpu(self.database_pid) if self.database_pid else spent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def family_cpu(pid: int) -> float:
    """Seconds of CPU of a process and of all below it, those that ended included. Linux only."""
    children: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            _read_process(folder, children, ticks)
    spent, waiting = 0, [pid]
    while waiting:
        number = waiting.pop()
        spent += ticks.get(number, 0)
        waiting += children.get(number, [])
    return spent / TICKS


def _read_process(folder, children, ticks):
    """Add a process to both; it may end while it is read."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return
    number = int(folder.name)
    children.setdefault(int(fields[1]), []).append(number)
    ticks[number] = sum(int(field) for field in fields[11:15])


def parent_of(pid: int) -> int:
    """The process that started another one."""
    return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
