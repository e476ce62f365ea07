"""The interface of both search engines: what is asked of an index and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from whoosh.query import Query

from ..domain.lens import Sort, TicketFilter
from ..domain.source_clock import SourceClocks
from ..domain.status import Status
from ..domain.turn import Turn
from .analysis import Analyser
from .document import Document

#: The facets, named as the filter's fields are.
FACETS = ("status", "agency", "category", "area", "channel")
#: Statuses left out of the share that is resolved within a week: they say nothing of how fast an agency is.
UNCOUNTED = frozenset({Status.DITOLAK, Status.DUPLIKAT, Status.TIDAK_DIKETAHUI})
MAX_CELLS = 5_000  # more distinct cells than this are answered at a coarser level


class IndexBusy(Exception):
    """Another process on this node is writing to the index."""


class IndexAway(Exception):
    """The index cannot be read: it is damaged, or was lost, and is built anew."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Which tickets are searched for, which page of them is wanted, and what is counted besides.

    ``tree``: the query text as parsed, None for everything. ``filter``: the rest of the filter; its own ``q``,
    ``sort``, ``page`` and ``turn`` are ignored. ``clocks``: what is overdue is decided by them. ``beside``: the page
    lies next to a ticket that was shown, and not at ``offset``. ``old_until``: the last day whose tickets are in
    ``counted`` and ``resolved_within_week``; None: all are.
    """

    tree: Query | None
    filter: TicketFilter
    clocks: SourceClocks
    sort: Sort = Sort.BEST
    offset: int = 0
    limit: int = 20
    beside: Turn | None = None
    facets: bool = True
    trend: bool = True
    old_until: date | None = None


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One point of the trend: tickets received in the month, and tickets that ended or were resolved in it."""

    month: int  # yyyymm
    received: int
    ended: int
    resolved: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. ``facets``: for each facet, value -> count, the facet's own selection left out.

    ``untold``: of which their source never says what became; ``counted``: all but these, rejected and duplicate ones,
    of which ``resolved_within_week`` were resolved within seven days, both as far as ``old_until``. ``told``: of how
    many a condition is true; counted with the facets.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    open: int = 0
    untold: int = 0
    overdue: int = 0
    counted: int = 0
    resolved_within_week: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    trend: tuple[MonthCount, ...] = ()
    told: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the map: its centre in degrees, and the number of tickets in it."""

    lat: float
    lon: float
    count: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares that hold tickets; each is ``width`` degrees of longitude wide. ``placed``: all tickets in them."""

    width: float
    cells: tuple[Cell, ...] = ()
    placed: int = 0


class Build(Protocol):
    """A new index that is filled while the old one stays in use."""

    def add(self, documents: Iterable[Document]) -> None: ...

    def finish(self, seq: int, mark: str = "") -> None:
        """Replace the old index by this one, which holds the log up to ``seq``, the event known by ``mark``."""


class Engine(Protocol):
    """An index on disk. Readers see a commit of any process on the node at their next call.

    Whatever reads it raises IndexAway when it cannot be read, and leaves word of that for the worker.
    ``tree``, ``filter`` and ``clocks`` are those of SearchRequest.
    """

    name: str
    analyser: Analyser

    def belong(self, database: str) -> None:
        """The index is of this database from now on; one of another is replaced by an empty one, to be rebuilt."""

    def seq(self) -> int:
        """The checkpoint: the index holds the log up to here; 0 asks for a rebuild."""

    def mark(self) -> str:
        """What is known of the event ``seq``: its hash; "" where nobody said."""

    def sound(self) -> bool:
        """Whether the index can be opened, and no reader has found it damaged."""

    def discard(self) -> None:
        """Put an empty index, to be rebuilt, in the place of this one."""

    def lost(self) -> bool:
        """Whether the index was discarded and is not rebuilt yet: that it finds nothing says nothing."""

    def documents(self) -> int:
        """The number of documents."""

    def write(self, documents: Iterable[Document], removed: Iterable[int], seq: int, mark: str = "") -> None:
        """Add or replace documents, delete the removed ids, and commit with checkpoint ``seq``; all or nothing."""

    def rebuild(self) -> AbstractContextManager[Build]:
        """A new, empty index to fill; it replaces the old one at ``finish``, and is removed without it."""

    def close(self) -> None:
        """Release the writer, after its merges."""

    def search(self, request: SearchRequest) -> Found:
        """A page of ids with counts."""

    def count(self, tree: Query | None, filter: TicketFilter, clocks: SourceClocks) -> int:
        """The number of matches."""

    def ids(
        self, tree: Query | None, filter: TicketFilter, clocks: SourceClocks, *, sort: Sort = Sort.NEWEST
    ) -> Iterator[int]:
        """The id of every match in order, all from one commit of the index."""

    def cells(self, tree: Query | None, filter: TicketFilter, zoom: int, clocks: SourceClocks) -> Grid:
        """The matches by squares of the map at a zoom; larger squares where they would be more than MAX_CELLS."""

    def counts_by_area(self, tree: Query | None, filter: TicketFilter, clocks: SourceClocks) -> Mapping[str, int]:
        """Area code -> matches, areas of all levels together."""

    def categories(self, tree: Query | None) -> Mapping[str, int]:
        """Category -> number of tickets that match ``tree``."""

    def best(self, tree: Query, filter: TicketFilter, clocks: SourceClocks, limit: int) -> tuple[int, ...]:
        """The ids that match ``tree`` and filter, by the score that ``tree`` gives as it is; at most ``limit``."""

    def frequencies(self, field: str, words: Iterable[str]) -> Mapping[str, int]:
        """Word -> number of tickets with it in this field of text; of a field of several parts (index_entry.EVERYWHERE)
        in the part where most have it. Words of no ticket are left out."""

    def vocabulary(self, prefix: str = "") -> Mapping[str, int]:
        """Every indexed word that begins with ``prefix``, normalised but not stemmed -> number of its tickets, where it
        stands in several parts of one (index_entry.PARTS) once for each."""

    def terms(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """At most so many terms of a field that begin with ``prefix``, the most frequent first, with about how many
        tickets each has: those that are gone may still count, so what matters is asked before it is shown."""
