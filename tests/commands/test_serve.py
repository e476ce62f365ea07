"""One command starts the whole portal, says where it is, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import urllib.request

import pytest

from portal.config import Settings
from tests.support.live import ROOT, environment, flask, serving
from tests.support.processes import alive, family, wait_for


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_then_stops_whole_and_frees_its_port(settings: Settings, number: signal.Signals) -> None:
    with serving(settings, WEB_WORKERS="2") as live:
        assert fetch(f"{live.address}/healthz") == "ok\n"
        wait_for(lambda: len(family(live.process.pid)) == 5)  # supervisor, gunicorn, its two, the readings' worker
        running = family(live.process.pid)
        live.process.send_signal(number)
        assert live.process.wait(timeout=20) == 0
    port = int(live.address.rpartition(":")[2])
    socket.create_server(("127.0.0.1", port)).close()
    assert [pid for pid in running if alive(pid)] == []


def test_a_taken_port_is_told_in_one_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = subprocess.run(
            flask("serve"), cwd=ROOT, env=environment(settings, PORT=str(port)), capture_output=True, text=True
        )
    assert said.returncode == 1
    assert said.stderr.strip() == (
        f"Error: Port {port} is taken by another program. Stop it, or choose another: PORT={port + 1} make run"
    )


def test_a_worker_of_gunicorn_that_is_killed_is_replaced(settings: Settings) -> None:
    with serving(settings) as live:
        assert fetch(f"{live.address}/healthz") == "ok\n"
        server = min(family(live.process.pid) - {live.process.pid})
        [web] = family(server) - {server}
        os.kill(web, signal.SIGKILL)
        wait_for(lambda: len(family(server) - {server, web}) == 1)
        assert fetch(f"{live.address}/healthz") == "ok\n"
