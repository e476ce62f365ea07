"""Stands in for wrk where that is not installed: plain sockets, one thread a connection, the same line of JSON."""

from __future__ import annotations

import http.client
import itertools
import json
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit


def main(address: str, file: str, connections: str, seconds: str, *headers: str) -> None:
    paths = itertools.cycle(Path(file).read_text().split("\n"))
    asked = dict(header.split(": ", 1) for header in headers)
    seen: list[tuple[float, int, bool]] = []
    began = time.perf_counter()
    visitors = [
        threading.Thread(target=_visit, args=(address, paths, asked, began + float(seconds), seen))
        for _ in range(int(connections))
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print(json.dumps(_summary(seen, time.perf_counter() - began)))


def _visit(
    address: str, paths: Iterator[str], headers: dict[str, str], until: float, seen: list[tuple[float, int, bool]]
) -> None:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    while time.perf_counter() < until:
        began = time.perf_counter()
        path, _, tag = next(paths).partition("\t")
        connection.request("GET", path, headers=headers | ({"If-None-Match": tag} if tag else {}))
        answer = connection.getresponse()
        body = answer.read()
        seen.append((time.perf_counter() - began, len(body), answer.status < 400))


def _summary(seen: list[tuple[float, int, bool]], seconds: float) -> dict[str, float]:
    durations = sorted(duration * 1000 for duration, _, _ in seen)

    def part(share: float) -> float:
        return durations[min(len(durations) - 1, int(share * len(durations)))]

    return {
        "requests": len(seen),
        "seconds": seconds,
        "bytes": sum(size for _, size, _ in seen),
        "p50": part(0.50),
        "p95": part(0.95),
        "p99": part(0.99),
        "errors": sum(not good for _, _, good in seen),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
