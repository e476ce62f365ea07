"""gunicorn.conf.py limits how long one visitor can hold a thread, so that the others are answered in the end."""

from __future__ import annotations

import socket
import time
import urllib.request
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from portal.commands.serve import VISITOR_SECONDS
from portal.config import Settings
from tests.support.live import serving

LEEWAY = 20.0  # seconds that a busy machine may need


@pytest.mark.slow
@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    "said",
    [
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nUser-",
        b"POST /desk/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 100\r\n\r\nemail=",
    ],
    ids=["half a request", "half a form"],
)
def test_a_visitor_who_stops_in_the_middle_is_given_up(settings: Settings, said: bytes) -> None:
    with serving(settings) as live, ExitStack() as doors:
        place = urlsplit(live.address)
        for _ in range(8):  # as many as a process has threads
            visitor = doors.enter_context(socket.create_connection((place.hostname or "", place.port or 80)))
            visitor.sendall(said)
        time.sleep(0.5)
        began = time.monotonic()
        with urllib.request.urlopen(f"{live.address}/healthz", timeout=60) as answer:
            assert answer.read() == b"ok\n"
        assert time.monotonic() - began < VISITOR_SECONDS + LEEWAY
