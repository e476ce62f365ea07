"""Pages under load: how long visitors wait, and how much the portal does beside a view that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import addresses
from benchmarks.load import Load, load
from benchmarks.memory import pss
from benchmarks.row import Row, at_most, share_of
from benchmarks.servers import Server, empty_view
from portal.config import Settings
from portal.domain.city import City

LARGE = 1_000_000  # tickets from which on the design allows more time and memory
EMPTY = "empty Flask view"


def page_rows(server: Server, settings: Settings, city: City, found: addresses.Facts, tickets: int) -> Iterator[Row]:
    """Durations and rates of the pages, and the memory of the web workers after all of it."""
    large = tickets >= LARGE
    empty = _empty(settings)
    distinct = load(server, addresses.ticket_pages(found))
    yield waited("ticket page, p95 of distinct tickets", distinct, 15)
    linked = load(server, addresses.linked_scorecards(found))
    yield waited("agency scorecard, p95, every agency as the list links to it", linked, 15)
    yield waited("agency scorecard, p95, any agency in any period", load(server, addresses.scorecards(found)), 15)
    yield from lens_rows(server, city, found, large=large)
    hot = load(server, addresses.ticket_pages(found)[:1])
    yield _share("throughput, distinct tickets", distinct, empty, 0.2)
    yield _share("throughput, one hot ticket", hot, empty, 0.6)
    yield at_most("memory of the largest web worker, after this load", pss(server) / 1e6, "MB", 600 if large else 250)


def lens_rows(server: Server, city: City, found: addresses.Facts, *, large: bool, of: str = "") -> Iterator[Row]:
    """The list and the map of the lens; ``of`` names the database when it is not the usual one."""
    pages = load(server, addresses.search_pages(found))
    yield waited(f"faceted search page, p95 of distinct searches{of}", pages, 200 if large else 50)
    cells = load(server, addresses.cells(found, city))
    yield waited(f"map cells, p95 of distinct filters and frames{of}", cells, 150 if large else 30)


def _empty(settings: Settings) -> Load:
    with empty_view(settings) as server:
        return load(server, ["/"])


def waited(what: str, seen: Load, limit: float) -> Row:
    return at_most(what, seen.p95, "ms", limit, _told(seen))


def _told(seen: Load) -> str:
    waits = f"p50 {seen.p50:.1f} ms, p99 {seen.p99:.1f} ms"
    return f"{waits}, {seen.rate:,.0f}/s, {seen.work_each:.2f} ms of processor time each"


def _share(what: str, seen: Load, empty: Load, need: float) -> Row:
    return share_of(
        what,
        seen.rate,
        empty.rate,
        "/s",
        EMPTY,
        need,
        f"processor time {seen.work_each:.2f} and {empty.work_each:.2f} ms each",
    )
