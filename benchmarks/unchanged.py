"""Pages that the visitor has already: the work for saying so, beside the work for an empty view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.request import Request, urlopen

from benchmarks import addresses
from benchmarks.load import HEADERS, Load, load
from benchmarks.pages import Portal
from benchmarks.row import Measure, Row, failed, times_at_most
from benchmarks.servers import Server, portal

ASKED = 200  # pages of a kind
#: Bytes of a 304 with its headers; a page is larger.
LARGEST = 1_500
TRIES = 3  # a list of tickets has a new version each minute, which may begin in the middle of a measure


def unchanged_rows(measured: Portal) -> Iterator[Row]:
    """Each page is fetched once, then asked for again and again with its ETag."""
    kinds = {
        "ticket page": addresses.ticket_pages(measured.facts),
        "scorecard": addresses.scorecards(measured.facts),
        "search": addresses.search_pages(measured.facts),
        "map cells": addresses.cells(measured.facts, measured.city),
    }
    empty = Measure(measured.empty.work_each, "ms", "empty Flask view")
    with portal(measured.settings) as server:
        for name, paths in kinds.items():
            what = f"unchanged {name} asked again: processor time"
            seen = _again(server, paths[:ASKED])
            if seen is None:
                yield failed(what, "the pages changed while they were asked for")
            else:
                note = f"p95 {seen.p95:.1f} ms, {seen.rate:,.0f}/s"
                yield times_at_most(what, Measure(seen.work_each, "ms"), empty, 4, note)


def _again(server: Server, paths: Sequence[str]) -> Load | None:
    """None when some answers were whole pages, each time."""
    for _ in range(TRIES):
        seen = load(server, [f"{path}\t{_tag(server, path)}" for path in paths])
        if seen.bytes / seen.requests < LARGEST:
            return seen
    return None


def _tag(server: Server, path: str) -> str:
    """The ETag of a page, asked for with the headers of the load: each way to compress it has its own version."""
    asked = dict(header.split(": ", 1) for header in HEADERS)
    with urlopen(Request(server.address + path, headers=asked), timeout=30) as answer:
        return str(answer.headers["ETag"])
