"""The portal's pages under load, beside a view that does nothing and beside Datasette on the same tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from benchmarks import addresses
from benchmarks.load import ANEW, Load, Visit, in_turns, load
from benchmarks.memory import pss
from benchmarks.peer import peer_of
from benchmarks.row import Measure, Row, at_most, plain_figure, times_at_least
from benchmarks.servers import Server, datasette, empty_view, portal
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


@dataclass(frozen=True, slots=True)
class PeerLoads:
    """What Datasette and an empty view did in turns with the portal."""

    tickets: Load
    searches: Load
    empty: Load


@dataclass(frozen=True)
class Portal:
    """The portal on one set of tickets; each load is put on it once, when somebody first asks for the result."""

    settings: Settings
    city: City
    facts: addresses.Facts
    tickets: int

    @property
    def loads(self) -> PageLoads:
        return self.beside[0]

    @cached_property
    def beside(self) -> tuple[PageLoads, PeerLoads]:
        """The portal's pages, and what they are compared with."""
        peer = peer_of(self.settings, self.facts)
        with (
            portal(self.settings) as server,
            datasette(peer.database) as other,
            empty_view(self.settings) as blank,
        ):
            distinct = partial(Visit, server, headers=ANEW)
            tickets, rows = in_turns(distinct(addresses.ticket_pages(self.facts)), peer.row_pages(other))
            searches, theirs, cells = in_turns(
                distinct(addresses.search_pages(self.facts)),
                peer.searches(other),
                distinct(addresses.cells(self.facts, self.city)),
            )
            kept = addresses.kept_pages(self.facts)
            nothing, *seen = in_turns(Visit(blank, ["/"]), *(Visit(server, [path]) for path in kept.values()))
            ours = PageLoads(tickets, searches, cells, dict(zip(kept, seen, strict=True)), pss(server))
            return ours, PeerLoads(rows, theirs, nothing)

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


def page_rows(measured: Portal) -> Iterator[Row]:
    """Rates beside Datasette's, beside each other and beside an empty view; memory."""
    loads, peer = measured.beside
    unsuggested = peer_of(measured.settings, measured.facts).unsuggested()
    what, of = "distinct ticket pages, none kept", "Datasette, row page"
    yield times_at_least(what, rate(loads.tickets), rate(peer.tickets, of), 4, _details(loads.tickets, peer.tickets))
    what, of = "distinct faceted searches, none kept", "Datasette, faceted search"
    details = _details(loads.searches, peer.searches)
    yield times_at_least(what, rate(loads.searches), rate(peer.searches, of), 20, details)
    yield plain_figure(f"{of} without suggested facets", rate(unsuggested), _details(unsuggested))
    what, of = "map cells, any filter and box", "searches"
    yield times_at_least(what, rate(loads.cells), rate(loads.searches, of), 2, _details(loads.cells))
    for name, seen in loads.kept.items():
        what, of = f"kept page: {name}", "empty Flask view"
        yield times_at_least(what, rate(seen), rate(peer.empty, of), 0.2, _details(seen, peer.empty))
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
