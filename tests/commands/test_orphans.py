"""Whoever kills `portal serve` without a word frees its port all the same; who has a port is named."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.commands.orphans import is_ours, listener_of
from portal.commands.serve import hold
from portal.config import Settings
from tests.support.live import ROOT, environment, flask, serving
from tests.support.processes import alive, answers, family, wait_for

pytestmark = pytest.mark.only_on("sqlite")


def test_killed_without_a_word_it_leaves_neither_port_nor_process_nor_directory(settings: Settings) -> None:
    with serving(settings, WEB_WORKERS="2") as live:
        port = int(live.address.rpartition(":")[2])
        wait_for(lambda: len(family(live.process.pid)) == 5, 60)  # the command, gunicorn, its two, the worker
        rest = family(live.process.pid) - {live.process.pid}
        os.kill(min(rest), signal.SIGSTOP)  # as if busy: it holds the port until it goes on
        live.process.kill()
        live.process.wait()
        again = subprocess.run(
            flask("serve"), cwd=ROOT, env=environment(settings, PORT=str(port)), capture_output=True, text=True
        )
        assert again.returncode == 1
        holder = listener_of(port)
        assert holder in rest and is_ours(holder)
        assert f"Port {port} is in use by process {holder} of an earlier start. Stop it: kill {holder}" in again.stderr
        os.kill(min(rest), signal.SIGCONT)
        wait_for(lambda: not answers(port) and not any(map(alive, rest)), 60)
        socket.create_server(("127.0.0.1", port)).close()
        hold(settings.data).close()


def test_who_listens_is_found_and_nobody_where_nobody_does() -> None:
    for family_, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.create_server((host, 0), family=family_) as taken:
            port = taken.getsockname()[1]
            assert listener_of(port) == os.getpid() and not is_ours(os.getpid())
        assert listener_of(port) is None


def test_a_process_whose_parent_lives_or_is_not_named_goes_on(tmp_path: Path) -> None:
    program = "import sys, time; from portal.commands.orphans import end_with_parent; "
    program += "end_with_parent(sys.argv[1]); time.sleep(1.5); print('there')"
    for parent in ("", "x", str(os.getpid())):
        done = run(tmp_path, program, parent)
        assert (done.returncode, done.stdout) == (0, "there\n"), parent
    assert run(tmp_path, program, "1").returncode == -signal.SIGTERM


def run(directory: Path, program: str, parent: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, parent]
    return subprocess.run(command, env=env, cwd=directory, capture_output=True, text=True)
