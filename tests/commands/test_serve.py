"""One command starts web server and worker, says where they are, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click import ClickException

from portal.commands.serve import address, hold, listen
from portal.config import Settings, from_environment
from tests.support.database import Database
from tests.support.live import ROOT, environment, flask, serving
from tests.support.processes import alive, family, wait_for

#: Runs two small programs together; each writes down its process number first.
PROGRAM = """
import sys
from portal.commands.serve import run_together
def noted(name, then):
    return [sys.executable, "-c", f"import os, time; print(os.getpid(), file=open('{name}', 'w')); {then}"]
sys.exit(run_together([noted("first", sys.argv[1]), noted("second", sys.argv[2])], patience=1))
"""
SLEEP = "time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('deaf', 'w'); time.sleep(60)"


def together(directory: Path, first: str = SLEEP, second: str = SLEEP) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, first, second],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def started(directory: Path) -> list[int]:
    """The process numbers that were written down so far."""
    noted = [directory / name for name in ("first", "second")]
    return [int(path.read_text()) for path in noted if path.exists() and path.read_text().strip()]


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_and_is_no_failure(tmp_path: Path, number: signal.Signals) -> None:
    running = together(tmp_path)
    wait_for(lambda: len(started(tmp_path)) == 2)
    running.send_signal(number)
    assert running.wait(timeout=40) == 0
    assert not any(map(alive, started(tmp_path)))


@pytest.mark.parametrize(("dies", "code"), [("raise SystemExit(7)", 7), ("pass", 1)])
def test_when_one_ends_the_other_is_stopped_and_the_code_says_so(tmp_path: Path, dies: str, code: int) -> None:
    for programs in ((dies, SLEEP), (SLEEP, dies)):
        running = together(tmp_path, *programs)
        _, said = running.communicate(timeout=60)
        assert running.returncode == code
        assert "ended with code" in said and "systemd" in said
        assert not any(map(alive, started(tmp_path)))


def test_what_ignores_the_request_to_stop_is_killed(tmp_path: Path) -> None:
    running = together(tmp_path, SLEEP, STUBBORN)
    wait_for((tmp_path / "deaf").exists)
    running.terminate()
    assert running.wait(timeout=40) == 0
    assert not any(map(alive, started(tmp_path)))


def test_serve_answers_then_stops_whole_and_frees_its_port(settings: Settings, database: Database) -> None:
    """By Ctrl-C on SQLite, as at home; by SIGTERM on PostgreSQL, as systemd does it."""
    number = signal.SIGINT if database.kind == "sqlite" else signal.SIGTERM
    heaps, own = (2, {}) if database.kind == "sqlite" else (3, {"MALLOC_ARENA_MAX": "3"})
    with serving(settings, WEB_WORKERS="2", **own) as live:
        assert fetch(f"{live.address}/healthz") == "ok\n"
        wait_for(lambda: len(family(live.process.pid)) == 5, 60)  # the command, gunicorn, its two, the worker
        running = family(live.process.pid)
        inherited = [Path(f"/proc/{pid}/environ").read_bytes() for pid in running - {live.process.pid}]
        said = b"\0MALLOC_ARENA_MAX=%d\0" % heaps
        assert all(said in b"\0" + one for one in inherited), "heaps of few threads, or as many as the operator says"
        live.process.send_signal(number)
        assert live.process.wait(timeout=60) == 0
    port = int(live.address.rpartition(":")[2])
    socket.create_server(("127.0.0.1", port)).close()
    assert [pid for pid in running if alive(pid)] == []


@pytest.mark.only_on("sqlite")
def test_a_taken_port_is_told_in_one_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = subprocess.run(
            flask("serve"), cwd=ROOT, env=environment(settings, PORT=str(port)), capture_output=True, text=True
        )
    assert said.returncode == 1
    assert said.stderr.strip() == (
        f"Error: Port {port} is taken by process {os.getpid()}. Stop it, or choose another: PORT={port + 1} make run"
    )


@pytest.mark.only_on("sqlite")
def test_a_second_one_on_the_same_directory_is_refused_in_one_sentence(settings: Settings) -> None:
    with serving(settings) as live:
        said = subprocess.run(flask("serve"), cwd=ROOT, env=environment(settings), capture_output=True, text=True)
        assert said.returncode == 1
        assert said.stderr.strip() == (
            f"Error: Process {live.process.pid} serves {settings.data} already. "
            "Stop it, or choose another directory: PANTAU_DATA=..."
        )
        assert fetch(f"{live.address}/healthz") == "ok\n"


def test_a_directory_is_free_again_however_its_server_ended(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(ClickException, match=f"Process {os.getpid()} serves"):
        hold(tmp_path)
    hold(tmp_path).close()


@pytest.mark.only_on("sqlite")
def test_a_process_of_the_web_server_that_is_killed_is_replaced(settings: Settings) -> None:
    with serving(settings) as live:
        assert fetch(f"{live.address}/healthz") == "ok\n"
        server = min(family(live.process.pid) - {live.process.pid})
        [web] = family(server) - {server}
        os.kill(web, signal.SIGKILL)
        wait_for(lambda: len(family(server) - {server, web}) == 1)
        assert fetch(f"{live.address}/healthz") == "ok\n"


def test_the_address_is_the_public_one_where_there_is_one(tmp_path: Path) -> None:
    def said(**env: str) -> str:
        settings = from_environment({"PANTAU_DATA": str(tmp_path), **env})
        with listen(settings.host, 0) as listener:
            return address(settings, listener).replace(str(listener.getsockname()[1]), "PORT")

    assert said() == "http://127.0.0.1:PORT"
    assert said(HOST="::1") == "http://[::1]:PORT"
    assert said(PUBLIC_URL="https://pantau.example") == "https://pantau.example"
