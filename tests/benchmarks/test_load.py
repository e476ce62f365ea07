"""The load generator counts what a server really answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks import load as generated
from benchmarks.load import ANEW, HEADERS, Load, Visit, in_turns
from benchmarks.servers import Server
from tests.support.source import ROOT


class Door(BaseHTTPRequestHandler):
    """Answers every path but one."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"four"
        known = self.headers.get("If-None-Match") == 'W/"a"'
        if known:
            body = b""
        self.send_response(500 if self.path == "/broken" else 304 if known else 200)
        self.send_header("Content-Length", str(len(body)))
        if self.headers.get("Connection") == "close":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def door() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def visit(door: str, paths: Path, *names: str) -> dict[str, float]:
    paths.write_text("\n".join(names))
    command = [sys.executable, "-m", "benchmarks.own_load", door, str(paths), "2", "1", "Accept: text/html"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seen: dict[str, float] = json.loads(done.stdout)
    return seen


def test_every_answer_is_counted_with_its_bytes(door: str, tmp_path: Path) -> None:
    seen = visit(door, tmp_path / "paths", "/a", "/b")
    assert seen["requests"] > 10
    assert seen["bytes"] == 4 * seen["requests"]
    assert seen["errors"] == 0
    assert 0 < seen["p50"] <= seen["p95"] <= seen["p99"]


def test_each_request_may_have_a_connection_of_its_own(door: str, tmp_path: Path) -> None:
    (tmp_path / "paths").write_text("/a\n/b")
    seen = generated._ask(door, str(tmp_path / "paths"), 1, ANEW)
    assert seen["requests"] > 10 and seen["errors"] == 0


def test_a_server_error_is_no_answer(door: str, tmp_path: Path) -> None:
    seen = visit(door, tmp_path / "paths", "/a", "/broken")
    assert seen["requests"] * 0.3 < seen["errors"] < seen["requests"] * 0.7


def test_an_etag_behind_an_address_is_sent_with_it_alone(door: str, tmp_path: Path) -> None:
    seen = visit(door, tmp_path / "paths", '/a\tW/"a"', "/b")
    assert seen["errors"] == 0
    assert (
        seen["requests"] < seen["bytes"] < 3 * seen["requests"]
    )  # every second answer has four bytes, the others none


def test_servers_are_asked_in_turns_of_other_addresses_each(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def run(server: Server, paths: Sequence[str], _seconds: float, headers: Sequence[str]) -> Load:
        assert headers == (ANEW if server is other else HEADERS)
        asked.append((server.address, paths[0]))
        return Load(requests=20 * len(asked), seconds=2.0, bytes=8, p50=1, p95=len(asked), p99=9, errors=0, work=0.5)

    monkeypatch.setattr(generated, "_run", run)
    monkeypatch.setattr(generated, "PAUSE", 0.01)
    one, other = Server(door, os.getpid()), Server(f"{door}/other", os.getpid())
    ours, theirs = in_turns(Visit(one, ["/a", "/b", "/c", "/d"]), Visit(other, ["/x"], headers=ANEW))
    assert asked[2:] == [pair for path in "bcd" for pair in ((one.address, f"/{path}"), (other.address, "/x"))]
    assert (ours.requests, ours.rate, ours.p95, ours.work_each) == (60 + 100 + 140, 50.0, 5, 5.0)
    assert theirs.requests == 80 + 120 + 160
