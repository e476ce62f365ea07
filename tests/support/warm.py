"""The portal's programs in forked processes: what they would import is there already, most of the work of starting."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from flask.cli import FlaskGroup
from gunicorn.app.wsgiapp import run as run_gunicorn

from portal.config import Settings
from tests.support.live import ROOT, STOP_SECONDS, Live, environment


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended: its exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


class Process:
    """A program in a forked process, with what tests use of subprocess.Popen."""

    def __init__(self, program: Callable[[], object], env: Mapping[str, str]) -> None:
        self.pid = forked(program, env)
        self._code: int | None = None

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self._code if self._code is not None else self._waited(os.WNOHANG)

    def wait(self) -> int:
        code = self._code if self._code is not None else self._waited(0)
        assert code is not None
        return code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _waited(self, options: int) -> int | None:
        pid, status = os.waitpid(self.pid, options)
        self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code


def portal(*arguments: str) -> Callable[[], None]:
    """``flask portal ARGUMENTS`` as a program for a process of its own."""
    return partial(_portal, *arguments)


def command(arguments: tuple[str, ...], env: Mapping[str, str], typed: str = "") -> Ended:
    """``flask portal ARGUMENTS`` in this environment alone, with ``typed`` on its standard input."""
    with TemporaryDirectory() as directory:
        files = [Path(directory) / name for name in ("in", "out", "err")]
        files[0].write_text(typed)
        pid = forked(partial(_portal, *arguments), env, files)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return Ended(code, files[1].read_text(), files[2].read_text())


@contextmanager
def serving_warm(settings: Settings) -> Iterator[Live]:
    """The web server and the worker, as `flask portal serve` runs them, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        programs = (partial(_web_server, listener.fileno()), partial(_portal, "worker"))
        pids = [forked(program, environment(settings)) for program in programs]
        try:
            yield Live(f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            for pid in pids:
                _stop(pid)


def forked(program: Callable[[], object], env: Mapping[str, str], files: list[Path] | None = None) -> int:
    """Run a program in a session and a process of its own, and give its number. ``files``: what it reads, what it
    prints, and what it prints as errors."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        os.chdir(ROOT)
        os.environ.clear()
        os.environ.update(env)
        _redirect(files or [Path(os.devnull)] * 3)
        Context().run(program)
        code = 0
    except SystemExit as ended:
        code = _code(ended)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(files: list[Path]) -> None:
    logging.getLogger().handlers.clear()  # those of the tests
    for number, path in enumerate(files):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY), number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, mode, closefd=False) for n, mode in enumerate("rww"))


def _code(ended: SystemExit) -> int:
    if ended.code is None or isinstance(ended.code, int):
        return ended.code or 0
    sys.stderr.write(f"{ended.code}\n")
    return 1


def _portal(*arguments: str) -> None:
    sys.modules.pop("wsgi", None)
    FlaskGroup(name="flask").main(args=["--app", "wsgi", "portal", *arguments], prog_name="flask")


def _web_server(listener: int) -> None:
    sys.modules.pop("wsgi", None)
    sys.argv = ["gunicorn", "wsgi:app", "--bind", f"fd://{listener}"]
    with patch("portal.web.preloading.preload"):  # a test asks for few pages, and starts a server of its own
        run_gunicorn()


def _stop(pid: int) -> None:
    """Stop a process and all of its session."""
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while os.waitpid(pid, os.WNOHANG)[0] == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
