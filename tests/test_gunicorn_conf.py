"""gunicorn.conf.py limits how long one visitor can hold a thread, so that the others are answered in the end."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal.commands.serve import VISITOR_SECONDS
from portal.config import Settings
from tests.support.live import serving
from tests.support.processes import family, wait_for

LEEWAY = 20.0  # seconds that a busy machine may need


@pytest.mark.slow
@pytest.mark.only_on("sqlite")
def test_a_visitor_who_stops_in_the_middle_is_given_up(settings: Settings) -> None:
    half_a_request = b"GET /healthz HTTP/1.1\r\nHost: x\r\nUser-"
    half_a_form = (
        b"POST /desk/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 100\r\n\r\nemail="
    )
    with serving(settings) as live, ExitStack() as doors:
        place = urlsplit(live.address)
        for said in (half_a_request, half_a_form) * 8:  # of each as many as a process has threads
            visitor = doors.enter_context(socket.create_connection((place.hostname or "", place.port or 80)))
            visitor.sendall(said)
        time.sleep(0.5)
        began = time.monotonic()
        with urllib.request.urlopen(f"{live.address}/healthz", timeout=60) as answer:
            assert answer.read() == b"ok\n"
        assert time.monotonic() - began < 2 * VISITOR_SECONDS + LEEWAY


def ask(address: str, path: str, **headers: str) -> tuple[int, str]:
    """Status and text; an error's too."""
    request = urllib.request.Request(f"{address}{path}", headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def of_the_web_server(supervisor: int) -> list[int]:
    """The master and its processes."""
    return [pid for pid in family(supervisor) if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.slow
@pytest.mark.only_on("sqlite")
def test_the_server_believes_nobody_counts_together_and_leaves_limits_to_the_portal(settings: Settings) -> None:
    with serving(settings, WEB_WORKERS="2") as live:
        assert ask(live.address, "/healthz")[0] == 200
        wait_for(lambda: len(of_the_web_server(live.process.pid)) == 3)
        files = [Path(f"/proc/{pid}/fd") for pid in of_the_web_server(live.process.pid)]
        opened = {link.resolve().name for directory in files for link in directory.iterdir()}
        assert "working" in opened and "pantau.db" not in opened, "a connection of the start lives on in all processes"
        _, told = ask(live.address, "/sitemap.xml", X_Forwarded_Proto="https", X_Forwarded_Host="evil.example")
        assert f"<loc>{live.address}/sitemaps/" in told and "evil" not in told, "TRUSTED_PROXIES is 0"
        assert ask(live.address, "/tickets?q=" + "a" * 7000)[0] == 414
        assert "terlalu panjang" in ask(live.address, "/tickets?q=" + "a" * 7000)[1]
        assert "kuki" in ask(live.address, "/", X_Large="a" * 20_000)[1]
        for _ in range(20):
            assert ask(live.address, "/healthz")[0] == 200
        _, counted = ask(live.address, "/metrics")
    [answers] = [
        line.split()[1] for line in counted.splitlines() if line.startswith('pantau_requests_total{status="2xx"}')
    ]
    assert float(answers) >= 21
    assert 'pantau_requests_total{status="4xx"} 3.0' in counted
