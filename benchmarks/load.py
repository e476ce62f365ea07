"""Load: so many connections ask for addresses one after another, from a process of its own."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.servers import Server

LUA = Path(__file__).with_name("wrk.lua")
CONNECTIONS = 8
WARM_UP = 3.0  # seconds of the same load that count for nothing
SECONDS = 8.0
PAUSE = 0.5  # seconds in which the server notices that the connections of the warm-up are gone
FEWEST = 40  # answers from which a wait can be told; a server with fewer is asked for longer
LONGER = 40.0
ROUNDS, TURN = 3, 5.0  # seconds of each round in which servers are measured in turns
#: What a browser asks for.
HEADERS = ("Accept-Encoding: gzip, deflate, br", "Accept: text/html,*/*")
#: The same, each request over a connection of its own, as nginx asks by deploy/nginx.conf. Eight connections that are
#: opened at once and kept come to one of two processes in half of the runs, and one of the cores then does nothing.
ANEW = (*HEADERS, "Connection: close")


@dataclass(frozen=True, slots=True)
class Load:
    """What the visitors saw; durations in milliseconds, from the request's first byte to the answer's last."""

    requests: int
    seconds: float
    bytes: int
    p50: float
    p95: float
    p99: float
    errors: int
    work: float  # seconds of processor time that the server's processes spent on it

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def work_each(self) -> float:
        """Milliseconds of processor time for one request: what does not depend on who else is using the machine."""
        return 1000 * self.work / self.requests


class LoadError(Exception):
    """Some answers were no answers, so the durations say nothing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The addresses that are asked of a server, with these headers. ``forgiving``: some answers may be errors."""

    server: Server
    paths: Sequence[str]
    forgiving: bool = False
    headers: tuple[str, ...] = HEADERS


def generator() -> str:
    """What makes the load on this machine."""
    return "wrk" if shutil.which("wrk") else "benchmarks/own_load.py (wrk is not installed)"


def load(server: Server, paths: Sequence[str], *, forgiving: bool = False) -> Load:
    """Measure after a warm-up with the same load. The addresses are asked for in their order, over and over.

    An address may be followed by a tab and the ETag that the visitor has of it. Raises LoadError when an answer is an
    error; a peer that is measured ``forgiving``ly may give some.
    The warm-up begins in their middle, so that it leaves no page rendered that the measure begins with.
    """
    half = len(paths) // 2
    _run(server, [*paths[half:], *paths[:half]], WARM_UP)
    time.sleep(PAUSE)
    found = _run(server, paths, SECONDS)
    if not found.errors and found.requests < FEWEST:
        found = _run(server, paths, LONGER)
    if (found.errors and not forgiving) or found.errors == found.requests:
        raise LoadError(f"{found.errors} of {found.requests} requests failed, such as {server.address}{paths[0]}")
    return found


def in_turns(*visits: Visit) -> list[Load]:
    """Measure some servers after a warm-up of each, for some seconds one after the other in each of several rounds:
    what else happens on the machine changes within minutes, and meets them alike.

    Waits are the middle one of the rounds'. Raises LoadError as ``load`` does.
    """
    for one in visits:
        _run(one.server, one.paths, WARM_UP, one.headers)
        _rested(one.server)
    rounds = [[_turn(one, number) for one in visits] for number in range(1, ROUNDS + 1)]
    found = [_together(parts) for parts in zip(*rounds, strict=True)]
    for one, seen in zip(visits, found, strict=True):
        if (seen.errors and not one.forgiving) or seen.errors == seen.requests:
            raise LoadError(f"{seen.errors} of {seen.requests} requests to {one.server.address} failed")
    return found


def _turn(visit: Visit, number: int) -> Load:
    """One round, from another part of the addresses than the others and the warm-up."""
    at = len(visit.paths) * number // (ROUNDS + 1)
    paths = [*visit.paths[at:], *visit.paths[:at]]
    found = _run(visit.server, paths, TURN, visit.headers)
    if found.requests < FEWEST // ROUNDS:
        _rested(visit.server)
        found = _run(visit.server, paths, LONGER / ROUNDS, visit.headers)
    _rested(visit.server)
    return found


def _rested(server: Server) -> None:
    """Wait until it has done with what nobody waits for any more: the next one's turn must not pay for it."""
    until = time.monotonic() + LONGER
    before = server.work()
    while time.monotonic() < until:
        time.sleep(PAUSE)
        if (now := server.work()) - before < 0.02:
            return
        before = now


def _together(parts: Sequence[Load]) -> Load:
    return Load(
        requests=sum(part.requests for part in parts),
        seconds=sum(part.seconds for part in parts),
        bytes=sum(part.bytes for part in parts),
        p50=statistics.median(part.p50 for part in parts),
        p95=statistics.median(part.p95 for part in parts),
        p99=statistics.median(part.p99 for part in parts),
        errors=sum(part.errors for part in parts),
        work=sum(part.work for part in parts),
    )


def _run(server: Server, paths: Sequence[str], seconds: float, headers: Sequence[str] = HEADERS) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".paths") as file:
        file.write("\n".join(paths))
        file.flush()
        before = server.work()
        seen = _ask(server.address, file.name, seconds, headers)
        return Load(**seen, work=server.work() - before)


def _ask(address: str, file: str, seconds: float, headers: Sequence[str]) -> dict[str, Any]:
    if shutil.which("wrk"):
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", str(LUA)]
        command += [address, "--", file, *headers]
    else:
        command = [sys.executable, "-m", "benchmarks.own_load", address, file, str(CONNECTIONS), str(seconds)]
        command += headers
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=LUA.parent.parent)
    seen: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return seen
