"""The supervisor with real processes: what it starts, it stops; what dies, it starts again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.commands.supervisor import FIRST_DELAY, HEALTHY_SECONDS, LAST_DELAY, Backoff
from tests.support.processes import alive, wait_for

ROOT = Path(__file__).resolve().parents[2]
#: A supervisor over two small programs that write down their process numbers.
PROGRAM = """
import socket, sys
from portal.commands.supervisor import Child, Supervisor
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
def note(name, then):
    return Child([sys.executable, "-c", f"import os, time; print(os.getpid(), file=open('{name}', 'a')); {then}"])
sys.exit(Supervisor(note("server", sys.argv[2]), note("worker", sys.argv[3])).run(listener))
"""
SLEEP = "time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def started(directory: Path, name: str) -> list[int]:
    path = directory / name
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def supervise(directory: Path, port: int, server: str = SLEEP, worker: str = SLEEP) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port), server, worker],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_both_and_frees_the_port(tmp_path: Path, number: signal.Signals) -> None:
    port = free_port()
    supervisor = supervise(tmp_path, port)
    wait_for(lambda: bool(started(tmp_path, "server") and started(tmp_path, "worker")))
    supervisor.send_signal(number)
    assert supervisor.wait(timeout=10) == 0
    assert not any(alive(pid) for name in ("server", "worker") for pid in started(tmp_path, name))
    socket.create_server(("127.0.0.1", port)).close()


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    supervisor = supervise(tmp_path, free_port())
    wait_for(lambda: len(started(tmp_path, "worker")) == 1)
    os.kill(started(tmp_path, "worker")[0], signal.SIGKILL)
    wait_for(lambda: len(started(tmp_path, "worker")) == 2)
    assert len(started(tmp_path, "server")) == 1
    supervisor.terminate()
    assert supervisor.wait(timeout=10) == 0
    assert supervisor.stderr and "starting it again in 1 s" in supervisor.stderr.read()


def test_when_the_server_ends_the_worker_goes_too_and_the_code_tells(tmp_path: Path) -> None:
    supervisor = supervise(tmp_path, free_port(), server="time.sleep(1); raise SystemExit(7)")
    assert supervisor.wait(timeout=10) == 7
    assert not any(alive(pid) for pid in started(tmp_path, "worker"))


def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    supervisor = supervise(tmp_path, free_port())
    wait_for(lambda: bool(started(tmp_path, "server") and started(tmp_path, "worker")))
    supervisor.kill()
    supervisor.wait()
    wait_for(lambda: not any(alive(pid) for name in ("server", "worker") for pid in started(tmp_path, name)))


def test_what_ignores_the_request_to_stop_is_killed(tmp_path: Path) -> None:
    program = PROGRAM.replace("sys.exit(", "import portal.commands.supervisor as s; s.STOP_SECONDS = 1.0\nsys.exit(")
    supervisor = subprocess.Popen(
        [sys.executable, "-c", program, str(free_port()), SLEEP, STUBBORN],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    wait_for(lambda: bool(started(tmp_path, "worker")))
    time.sleep(0.3)  # let it begin to ignore
    supervisor.terminate()
    assert supervisor.wait(timeout=10) == 0
    assert not any(alive(pid) for pid in started(tmp_path, "worker"))


def test_waits_double_up_to_a_minute_and_begin_anew_after_a_healthy_life() -> None:
    backoff = Backoff()
    waits = [backoff.after(lived=0.1) for _ in range(8)]
    assert waits == [1, 2, 4, 8, 16, 32, LAST_DELAY, LAST_DELAY]
    assert backoff.after(lived=HEALTHY_SECONDS) == FIRST_DELAY
