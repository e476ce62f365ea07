"""The reference engine, all Python: slower, for hosts without a wheel, and to hold the other one to account."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from whoosh import fields, index
from whoosh.query import Query as Tree
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from ..domain.lens import Sort, TicketFilter
from ..domain.status import StatusType
from . import cells
from . import index_entry as entries
from .analysis import Analyser
from .document import Document
from .engine import FACETS, MAX_CELLS, UNJUDGED, Cell, Found, Grid, IndexBusy, MonthCount
from .filter_query import EngineQuery
from .ranking import has_words, with_titles
from .store import Store

_BUILD_MB = 256  # of memory for documents not yet written


class WhooshRow(NamedTuple):
    """What is counted and sorted by, kept with each document."""

    id: int
    type: str
    status: tuple[str, ...]
    agency: tuple[str, ...]
    category: tuple[str, ...]
    area: tuple[str, ...]
    channel: tuple[str, ...]
    newest: int
    waiting: int
    month: int
    resolved_month: int | None
    closed_month: int | None
    soon: int | None
    open_due: int | None
    cell: int | None


def schema() -> fields.Schema:
    """The fields of entry.py as Whoosh keeps them."""
    found = fields.Schema(
        id=fields.ID(unique=True),
        row=fields.STORED,
        words=fields.TEXT(phrase=True),
        forms=fields.KEYWORD(scorable=False),
        title=fields.TEXT(phrase=False),
    )
    for name in entries.NAMES:
        found.add(name, fields.KEYWORD(scorable=False))
    for name in entries.NUMBERS:
        found.add(name, fields.NUMERIC(int, bits=64, signed=True, shift_step=8))
    return found


class WhooshEngine:
    """See engine.Engine."""

    name = "whoosh"

    def __init__(self, directory: Path, analyser: Analyser) -> None:
        self.analyser = analyser
        root = directory / f"whoosh-{entries.VERSION}-{analyser.fingerprint}"
        self._store = Store(root, lambda build: index.create_in(str(build), schema()) and None)
        self._lock = threading.Lock()
        self._reader: _Reader | None = None

    def seq(self) -> int:
        return self._store.seq(self._store.current())

    def documents(self) -> int:
        return int(self._open().searcher.doc_count())

    def write(self, documents: Iterable[Document], removed: Iterable[int], seq: int) -> None:
        build = self._store.current()
        writer = _writer(build)
        try:
            for id in removed:
                writer.delete_by_term("id", str(id))
            for document in documents:
                writer.update_document(**self._fields(document))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        self._store.set_seq(build, seq)

    @contextmanager
    def rebuild(self) -> Iterator[_WhooshBuild]:
        build = _WhooshBuild(self)
        try:
            yield build
        finally:
            build.end()

    def close(self) -> None:
        """Nothing is kept open between writes."""

    def search(
        self,
        tree: Tree | None,
        filter: TicketFilter,
        now: datetime,
        *,
        sort: Sort = Sort.BEST,
        offset: int = 0,
        limit: int = 20,
        facets: bool = True,
        trend: bool = True,
    ) -> Found:
        reader, question = self._open(), EngineQuery(tree, filter, now)
        rows = reader.rows(question.query())
        late = _overdue(rows, now)
        return Found(
            ids=tuple(_ordered(reader, question, rows, sort, offset + limit)[offset:]),
            total=len(rows),
            open=sum(1 for row in rows if row.type == StatusType.OPEN),
            overdue=len(late),
            judged=sum(1 for row in rows if not UNJUDGED.intersection(row.status)),
            soon=sum(1 for row in rows if row.soon),
            late=_counted(late, "agency"),
            facets={name: _facet(reader, question, rows, name) for name in FACETS if facets},
            trend=_trend(rows) if trend else (),
        )

    def count(self, tree: Tree | None, filter: TicketFilter, now: datetime) -> int:
        return len(self._open().rows(EngineQuery(tree, filter, now).query()))

    def ids(self, tree: Tree | None, filter: TicketFilter, now: datetime, *, sort: Sort = Sort.NEWEST) -> Iterator[int]:
        reader, question = self._open(), EngineQuery(tree, filter, now)
        rows = reader.rows(question.query())
        yield from _ordered(reader, question, rows, sort, len(rows))

    def cells(self, tree: Tree | None, filter: TicketFilter, zoom: int, now: datetime) -> Grid:
        found = self._open().rows(EngineQuery(tree, filter, now).query())
        placed = [row.cell for row in found if row.cell is not None]
        level = cells.level_at(zoom)
        counted = Counter(cell // cells.span(level) for cell in placed)
        while len(counted) > MAX_CELLS:
            level -= 1
            counted = Counter(cell // cells.span(level) for cell in placed)
        squares = tuple(Cell(*cells.centre(cell, level), count) for cell, count in sorted(counted.items()))
        return Grid(cells.degrees(level), squares, len(placed))

    def counts_by_area(self, tree: Tree | None, filter: TicketFilter, now: datetime) -> Mapping[str, int]:
        return _counted(self._open().rows(EngineQuery(tree, filter, now).query()), "area")

    def vocabulary(self) -> Mapping[str, int]:
        found = self._open().searcher.reader().iter_field("forms")
        return {text.decode(): info.doc_frequency() for text, info in found}

    def _fields(self, document: Document) -> dict[str, object]:
        made = entries.entry(document, self.analyser)
        texts = {name: text.split(" ") if text else [] for name, text in made.texts.items()}
        names = {name: list(values) for name, values in made.names.items()}
        numbers = {name: made.numbers[name] for name in entries.NUMBERS if name in made.numbers}
        return {"id": str(made.id), "row": _row(made), **texts, **names, **numbers}

    def _open(self) -> _Reader:
        """A reader on the newest commit of whichever process."""
        with self._lock:
            stamp = self._store.stamp()
            if self._reader is None or self._reader.stale(stamp):
                self._reader = _Reader.open(self._store)
            return self._reader


class _WhooshBuild:
    """See engine.Build."""

    def __init__(self, engine: WhooshEngine) -> None:
        self._engine = engine
        self._path = engine._store.begin()
        self._writer: IndexWriter | None = _writer(self._path, _BUILD_MB)
        self._finished = False

    def add(self, documents: Iterable[Document]) -> None:
        assert self._writer is not None
        for document in documents:
            self._writer.add_document(**self._engine._fields(document))

    def finish(self, seq: int) -> None:
        assert self._writer is not None
        self._writer.commit()
        self._writer = None
        self._engine._store.finish(self._path, seq)
        self._finished = True

    def end(self) -> None:
        if self._writer is not None:
            self._writer.cancel()
        if not self._finished:
            self._engine._store.drop(self._path)


class _Reader:
    """One commit of one build, with the rows of all its documents in memory."""

    def __init__(self, stamp: tuple[int, int], build: Path) -> None:
        self._stamp = stamp
        self._index = index.open_dir(str(build))
        self.searcher: Searcher = self._index.searcher()
        self._rows = {number: _interned(stored["row"]) for number, stored in self.searcher.reader().iter_docs()}

    @classmethod
    def open(cls, store: Store) -> _Reader:
        """The build in use; tried again when it is replaced in the same moment."""
        stamp, build = store.stamp(), store.current()
        try:
            return cls(stamp, build)
        except (OSError, index.IndexError):
            if store.current() == build:
                raise
        return cls(store.stamp(), store.current())

    def stale(self, stamp: tuple[int, int]) -> bool:
        try:
            return stamp != self._stamp or not self.searcher.up_to_date()
        except OSError:
            return True  # another build has just taken its place

    def rows(self, tree: Tree | None) -> list[WhooshRow]:
        """The rows of the documents that match."""
        if tree is None:
            return list(self._rows.values())
        return [self._rows[number] for number in self.searcher.docs_for_query(tree)]

    def best(self, tree: Tree | None, narrowed: Tree | None, limit: int) -> list[int]:
        """Ids by score."""
        hits = self.searcher.search(tree, limit=limit, filter=narrowed, optimize=False)
        return [self._rows[hits.docnum(place)].id for place in range(hits.scored_length())]


def _row(made: entries.IndexEntry) -> tuple[object, ...]:
    names, numbers = made.names, made.numbers
    texts = (names[name] for name in FACETS)
    later = (numbers.get(name) for name in ("resolved_month", "closed_month", "soon", "open_due", "cell"))
    return made.id, names["type"][0], *texts, numbers["newest"], numbers["waiting"], numbers["month"], *later


def _interned(stored: tuple[object, ...]) -> WhooshRow:
    """A row whose words are shared with all others."""
    shared = [tuple(map(sys.intern, part)) if isinstance(part, tuple) else part for part in stored]
    return WhooshRow(*shared)  # type: ignore[arg-type]


def _ordered(reader: _Reader, question: EngineQuery, rows: list[WhooshRow], sort: Sort, limit: int) -> list[int]:
    if not rows or not limit:
        return []
    if sort is Sort.BEST and has_words(question.tree):
        return reader.best(with_titles(question.tree), question.narrowed(), limit)
    if sort is Sort.WAITING:
        return [row.id for row in sorted(rows, key=lambda row: row.waiting)[:limit]]
    rising = sort is Sort.OLDEST
    return [row.id for row in sorted(rows, key=lambda row: row.newest, reverse=not rising)[:limit]]


def _facet(reader: _Reader, question: EngineQuery, rows: list[WhooshRow], name: str) -> Mapping[str, int]:
    """One facet, its own selection left out."""
    if getattr(question.filter, name):
        rows = reader.rows(question.query(without=name))
    return _counted(rows, name)


def _counted(rows: Iterable[WhooshRow], name: str) -> dict[str, int]:
    return dict(Counter(value for row in rows for value in getattr(row, name)))


def _overdue(rows: Iterable[WhooshRow], now: datetime) -> list[WhooshRow]:
    at = int(now.timestamp())
    return [row for row in rows if row.open_due is not None and row.open_due < at]


def _trend(rows: list[WhooshRow]) -> tuple[MonthCount, ...]:
    received = Counter(row.month for row in rows)
    resolved = Counter(row.resolved_month for row in rows if row.resolved_month is not None)
    closed = Counter(row.closed_month for row in rows if row.closed_month is not None)
    months = sorted(received.keys() | resolved.keys() | closed.keys())
    return tuple(MonthCount(m, received[m], resolved[m] + closed[m], resolved[m]) for m in months)


def _writer(build: Path, megabytes: int = 64) -> IndexWriter:
    try:
        return index.open_dir(str(build)).writer(limitmb=megabytes)
    except index.LockError as error:
        raise IndexBusy(str(build)) from error
