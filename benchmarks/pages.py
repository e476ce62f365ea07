"""The portal's pages under load, beside a view that does nothing and beside Datasette on the same tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from benchmarks import addresses
from benchmarks.load import Load, load
from benchmarks.memory import pss
from benchmarks.peer import Peer
from benchmarks.row import Measure, Row, at_most, plain_figure, times_at_least
from benchmarks.servers import Server, empty_view, portal
from portal.config import Settings
from portal.domain.city import City

LARGE = 1_000_000  # tickets from which on the design allows more memory


@dataclass(frozen=True, slots=True)
class PageLoads:
    """What one portal did: pages of which none is kept, pages that are kept, and its memory (bytes) after all that."""

    tickets: Load
    searches: Load
    cells: Load
    kept: dict[str, Load]
    memory: int


@dataclass(frozen=True)
class Portal:
    """The portal on one set of tickets; each load is put on it once, when somebody first asks for the result."""

    settings: Settings
    city: City
    facts: addresses.Facts
    tickets: int

    @cached_property
    def loads(self) -> PageLoads:
        with portal(self.settings) as server:
            return page_loads(server, self.city, self.facts)

    @cached_property
    def empty(self) -> Load:
        """An empty Flask view under the same web server."""
        with empty_view(self.settings) as server:
            return load(server, ["/"])


def page_loads(server: Server, city: City, facts: addresses.Facts) -> PageLoads:
    """Put every kind of page under load, one after another."""
    return PageLoads(
        tickets=load(server, addresses.ticket_pages(facts)),
        searches=load(server, addresses.search_pages(facts)),
        cells=load(server, addresses.cells(facts, city)),
        kept={name: load(server, [path]) for name, path in addresses.kept_pages(facts).items()},
        memory=pss(server),
    )


def page_rows(measured: Portal, peer: Peer) -> Iterator[Row]:
    """Rates beside Datasette's, beside each other and beside an empty view; memory."""
    loads, empty = measured.loads, measured.empty
    rows, searches, unsuggested = peer.row_pages(), peer.searches(), peer.searches(suggest=False)
    what, of = "distinct ticket pages, none kept", "Datasette, row page"
    yield times_at_least(what, rate(loads.tickets), rate(rows, of), 4, _details(loads.tickets, rows))
    what, of = "distinct faceted searches, none kept", "Datasette, faceted search"
    yield times_at_least(what, rate(loads.searches), rate(searches, of), 20, _details(loads.searches, searches))
    yield plain_figure(f"{of} without suggested facets", rate(unsuggested), _details(unsuggested))
    what, of = "map cells, any filter and box", "searches"
    yield times_at_least(what, rate(loads.cells), rate(loads.searches, of), 2, _details(loads.cells))
    for name, seen in loads.kept.items():
        what, of = f"kept page: {name}", "empty Flask view"
        yield times_at_least(what, rate(seen), rate(empty, of), 0.2, _details(seen, empty))
    limit = 600 if measured.tickets >= LARGE else 250
    yield at_most("memory of the largest web worker, after this load", Measure(loads.memory / 1e6, "MB"), limit)


def rate(seen: Load, of: str = "") -> Measure:
    return Measure(seen.rate, "/s", of)


def _details(*loads: Load) -> str:
    """Of ours and, second, of the peer's."""
    p95 = " and ".join(f"{seen.p95:.1f}" for seen in loads)
    work = " and ".join(f"{seen.work_each:.2f}" for seen in loads)
    errors = "".join(f"; {seen.errors} of {seen.requests} answers were errors" for seen in loads if seen.errors)
    return f"p95 {p95} ms, processor time {work} ms each{errors}"
