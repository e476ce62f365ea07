"""What a search engine must do: the one small interface that both engines keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from whoosh.query import Query

from ..domain.lens import Sort, TicketFilter
from ..domain.status import Status
from .analysis import Analyser
from .document import Document

#: The facets, named as the filter's fields are.
FACETS = ("status", "agency", "category", "area", "channel")
#: Statuses that say nothing of how fast an agency is.
UNJUDGED = frozenset({Status.DITOLAK, Status.DUPLIKAT})
MAX_CELLS = 5_000  # more distinct cells than this are answered at a coarser level


class IndexBusy(Exception):
    """Another process on this node is writing to the index."""


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

    ``late``: agency -> how many of its tickets are overdue. ``judged``: all but rejected and duplicate tickets;
    ``soon``: those of them that were resolved within seven days.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    open: int = 0
    overdue: int = 0
    judged: int = 0
    soon: int = 0
    late: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    trend: tuple[MonthCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the map: its middle, and how many tickets are in it."""

    lat: float
    lon: float
    count: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares that hold tickets; each is ``width`` degrees of longitude wide. ``placed``: tickets in them."""

    width: float
    cells: tuple[Cell, ...] = ()
    placed: int = 0


class Build(Protocol):
    """A new index being filled beside the one in use."""

    def add(self, documents: Iterable[Document]) -> None: ...

    def finish(self, seq: int) -> None:
        """Put the new index in the place of the old one; it has seen the log up to ``seq``."""


class Engine(Protocol):
    """An index on disk. Readers see a commit of any process on the node at their next call.

    ``tree`` is what ``language.read`` made of the query text, None for everything; the filter's own ``q``, ``sort``
    and ``page`` are not looked at.
    """

    name: str
    analyser: Analyser

    def seq(self) -> int:
        """The index has seen the log up to here; 0 asks for a rebuild."""

    def documents(self) -> int:
        """How many documents it holds."""

    def write(self, documents: Iterable[Document], removed: Iterable[int], seq: int) -> None:
        """Add or replace documents, forget the removed ids, and commit as seen up to ``seq``; all or nothing."""

    def rebuild(self) -> AbstractContextManager[Build]:
        """Fill a new index from nothing; it replaces the old one at ``finish``, and is dropped without it."""

    def close(self) -> None:
        """Let go of the writer, after its merges."""

    def search(
        self,
        tree: Query | None,
        filter: TicketFilter,
        now: datetime,
        *,
        sort: Sort = Sort.BEST,
        offset: int = 0,
        limit: int = 20,
        facets: bool = True,
        trend: bool = True,
    ) -> Found: ...

    def count(self, tree: Query | None, filter: TicketFilter, now: datetime) -> int:
        """How many match."""

    def ids(
        self, tree: Query | None, filter: TicketFilter, now: datetime, *, sort: Sort = Sort.NEWEST
    ) -> Iterator[int]:
        """Every id that matches, in order, from one state of the index."""

    def cells(self, tree: Query | None, filter: TicketFilter, zoom: int, now: datetime) -> Grid: ...

    def counts_by_area(self, tree: Query | None, filter: TicketFilter, now: datetime) -> Mapping[str, int]:
        """Area code -> count, of every level at once."""

    def vocabulary(self) -> Mapping[str, int]:
        """Every word as people write it -> in how many tickets; for spelling."""
