"""The reference engine: the same answers as Tantivy's, from plain Python."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from heapq import nsmallest
from operator import attrgetter
from pathlib import Path

from whoosh import index
from whoosh.query import Query as Tree
from whoosh.query import Term
from whoosh.writing import IndexWriter

from ...domain.condition import Condition
from ...domain.lens import Sort, TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.status import StatusType
from ..analysis import BREAK, Analyser
from ..cells import level_at
from ..clock_query import promise_broken
from ..damage import reading
from ..document import Document
from ..engine import FACETS, UNCOUNTED, Found, Grid, IndexBusy, SearchRequest
from ..filter_query import EngineQuery, all_of
from ..index_entry import EVERYWHERE, VERSION
from ..ranking import has_words, ranked, tie_key
from ..slips import Lexicon
from ..store import Store
from ..turning import SLACK, beside
from .reader import WhooshReader
from .rows import WhooshRow, counts_of, grid, overdue, trend
from .schema import schema, whoosh_document

_MEGABYTES = 64  # of memory for documents not yet written
_BUILD_MEGABYTES = 256
_KEYS = {Sort.NEWEST: "newest", Sort.OLDEST: "newest", Sort.WAITING: "waiting"}


class WhooshEngine:
    """See engine.Engine."""

    name = "whoosh"

    def __init__(self, directory: Path, analyser: Analyser) -> None:
        self.analyser = analyser
        analyser.lexicon = Lexicon(self.vocabulary, self.seq, analyser.is_word)
        self._store = Store(directory / f"whoosh-{VERSION}-{analyser.fingerprint}", _create)
        self._lock = threading.Lock()
        self._reader: WhooshReader | None = None

    def belong(self, database: str) -> None:
        self._store.belong(database)

    def seq(self) -> int:
        return self._store.seq(self._store.current())

    def mark(self) -> str:
        return self._store.mark(self._store.current())

    def sound(self) -> bool:
        build = self._store.current()
        try:
            index.open_dir(str(build)).reader().close()
        except Exception:  # see WhooshReader.open
            return False
        return not self._store.reported(build)

    def discard(self) -> None:
        self._store.discard()

    def lost(self) -> bool:
        return self._store.lost(self._store.current())

    def documents(self) -> int:
        with reading(self._store):
            return int(self._open().searcher.doc_count())

    def write(self, documents: Iterable[Document], removed: Iterable[int], seq: int, mark: str = "") -> None:
        build = self._store.current()
        writer = _writer(build, _MEGABYTES)
        try:
            for id in removed:
                writer.delete_by_term("id", str(id))
            for document in documents:
                writer.update_document(**whoosh_document(document, self.analyser))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        self._store.set_seq(build, seq, mark)

    @contextmanager
    def rebuild(self) -> Iterator[WhooshBuild]:
        build = WhooshBuild(self._store, self.analyser)
        try:
            yield build
        finally:
            build.end()

    def close(self) -> None:
        """Nothing is kept open between writes."""

    def search(self, request: SearchRequest) -> Found:
        with reading(self._store):
            reader, asked = self._open(), EngineQuery(request.tree, request.filter, request.clocks)
            rows, until = reader.rows(asked.query()), request.old_until
            old = rows if until is None else reader.rows(asked.query(until=until))
            return Found(
                ids=_page(reader, asked, rows, request),
                total=len(rows),
                open=sum(row.type == StatusType.OPEN for row in rows),
                untold=sum(row.type == StatusType.UNKNOWN for row in rows),
                overdue=len(overdue(rows, request.clocks)),
                counted=sum(not UNCOUNTED.intersection(row.status) for row in old),
                resolved_within_week=sum(1 for row in old if row.resolved_within_week),
                facets={name: _facet(reader, asked, rows, name) for name in FACETS if request.facets},
                trend=trend(rows) if request.trend else (),
                told=_told(reader, asked, rows) if request.facets else {},
            )

    def count(self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks) -> int:
        with reading(self._store):
            return len(self._open().rows(EngineQuery(tree, filter, clocks).query()))

    def ids(
        self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks, *, sort: Sort = Sort.NEWEST
    ) -> Iterator[int]:
        with reading(self._store):
            reader, asked = self._open(), EngineQuery(tree, filter, clocks)
            rows = reader.rows(asked.query())
            yield from _ordered(reader, asked, rows, sort, len(rows))

    def cells(self, tree: Tree | None, filter: TicketFilter, zoom: int, clocks: SourceClocks) -> Grid:
        with reading(self._store):
            return grid(self._open().rows(EngineQuery(tree, filter, clocks).query()), level_at(zoom))

    def counts_by_area(self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks) -> Mapping[str, int]:
        with reading(self._store):
            return counts_of(self._open().rows(EngineQuery(tree, filter, clocks).query()), "area")

    def categories(self, tree: Tree | None) -> Mapping[str, int]:
        with reading(self._store):
            return counts_of(self._open().rows(tree), "category")

    def best(self, tree: Tree, filter: TicketFilter, clocks: SourceClocks, limit: int) -> tuple[int, ...]:
        with reading(self._store):
            asked = EngineQuery(tree, filter, clocks)
            return tuple(self._open().ids_by_score(tree, asked.filter_query(), limit))

    def frequencies(self, field: str, words: Iterable[str]) -> Mapping[str, int]:
        with reading(self._store):
            reader, parts = self._open().searcher.reader(), EVERYWHERE.get(field, (field,))
            numbers = ((word, max(int(reader.doc_frequency(part, word)) for part in parts)) for word in words)
            return {word: number for word, number in numbers if number}

    def vocabulary(self, prefix: str = "") -> Mapping[str, int]:
        with reading(self._store):
            reader, found = self._open().searcher.reader(), Counter[str]()
            for forms in EVERYWHERE["forms"]:
                found.update({text.decode(): info.doc_frequency() for text, info in reader.iter_prefix(forms, prefix)})
        found.pop(BREAK, None)
        return found

    def terms(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        with reading(self._store):
            found = self._open().searcher.reader().iter_prefix(field, prefix)
            counted = [(text.decode(), int(info.doc_frequency())) for text, info in found]
            return nsmallest(most, counted, key=lambda term: (-term[1], term[0]))

    def _open(self) -> WhooshReader:
        """A reader on the newest commit of any process."""
        with self._lock:
            stamp = self._store.stamp()
            if self._reader is None or self._reader.is_stale(stamp):
                self._reader = WhooshReader.open(self._store)
            return self._reader


class WhooshBuild:
    """See engine.Build."""

    def __init__(self, store: Store, analyser: Analyser) -> None:
        self._store = store
        self._analyser = analyser
        self._path = store.begin()
        self._writer: IndexWriter | None = _writer(self._path, _BUILD_MEGABYTES)
        self._finished = False

    def add(self, documents: Iterable[Document]) -> None:
        assert self._writer is not None
        for document in documents:
            self._writer.add_document(**whoosh_document(document, self._analyser))

    def finish(self, seq: int, mark: str = "") -> None:
        assert self._writer is not None
        self._writer.commit()
        self._writer = None
        self._store.finish(self._path, seq, mark)
        self._finished = True

    def end(self) -> None:
        """Remove the build unless it was finished."""
        if self._writer is not None:
            self._writer.cancel()
        if not self._finished:
            self._store.drop(self._path)


def _page(reader: WhooshReader, asked: EngineQuery, rows: list[WhooshRow], request: SearchRequest) -> tuple[int, ...]:
    turn, sort, limit, end = request.beside, request.sort, request.limit, request.offset + request.limit
    if turn is None or not limit:
        return tuple(_ordered(reader, asked, rows, sort, end if limit else 0)[request.offset :])
    if sort is Sort.BEST and has_words(asked.tree):
        wider = asked.filter_query(Term("id", str(turn.key)))
        ids = reader.ids_by_score(ranked(asked.tree), wider, end + SLACK, tie_key(asked.tree, asked.filter))
        return beside(ids, turn, request.offset, limit)
    ascending = (sort in (Sort.OLDEST, Sort.WAITING)) is not turn.back
    key = attrgetter(_KEYS.get(sort, tie_key(asked.tree, asked.filter)))
    beyond = [row for row in rows if (key(row) > turn.key if ascending else key(row) < turn.key)]
    ids = _ordered(reader, asked, beyond, sort, len(beyond))
    return tuple(ids[-limit:] if turn.back else ids[:limit])


def _ordered(reader: WhooshReader, asked: EngineQuery, rows: list[WhooshRow], sort: Sort, limit: int) -> list[int]:
    if not rows or not limit:
        return []
    tie = tie_key(asked.tree, asked.filter)
    if sort is Sort.BEST and has_words(asked.tree):
        return reader.ids_by_score(ranked(asked.tree), asked.filter_query(), limit, tie)
    key, rising = _KEYS.get(sort, tie), sort in (Sort.OLDEST, Sort.WAITING)
    return [row.id for row in sorted(rows, key=attrgetter(key), reverse=not rising)[:limit]]


def _facet(reader: WhooshReader, asked: EngineQuery, rows: list[WhooshRow], name: str) -> Mapping[str, int]:
    """One facet, its own selection left out."""
    if asked.filter.asks(name):
        rows = reader.rows(asked.query(without=name))
    return counts_of(rows, name)


def _told(reader: WhooshReader, asked: EngineQuery, rows: list[WhooshRow]) -> Mapping[str, int]:
    """Condition -> rows; whether a promise was broken depends on the time and stands in no row."""
    broken = len(reader.rows(all_of([asked.query(), promise_broken(asked.clocks)]))) if rows else 0
    return counts_of(rows, "told") | ({Condition.PROMISE_BROKEN.value: broken} if broken else {})


def _create(build: Path) -> None:
    index.create_in(str(build), schema())


def _writer(build: Path, megabytes: int) -> IndexWriter:
    try:
        return index.open_dir(str(build)).writer(limitmb=megabytes)
    except index.LockError as error:
        raise IndexBusy(str(build)) from error
