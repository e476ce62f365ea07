"""The default engine: ids, counts, facets, the trend and the map's cells from Tantivy's fast fields."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import tantivy
from whoosh.query import Query as Tree

from ...domain.lens import Sort, TicketFilter
from .. import index_entry as entries
from ..analysis import Analyser
from ..cells import level_at
from ..document import Document
from ..engine import Found, Grid, IndexBusy
from ..filter_query import EngineQuery, all_of
from ..ranking import has_words, with_titles
from ..squares import Squares
from ..store import Store
from . import counts
from .compiler import compile_tree, number_range
from .grid import grid
from .reader import IndexReader
from .schema import schema, tantivy_document

_HEAP = 32_000_000  # bytes of memory for documents not yet committed
_BUILD_HEAP = 200_000_000
_BUILD_THREADS = 2
_BATCH = 20_000  # ids read at a time


class TantivyEngine:
    """See engine.Engine."""

    name = "tantivy"

    def __init__(self, directory: Path, analyser: Analyser) -> None:
        self.analyser = analyser
        self._schema = schema()
        root = directory / f"tantivy-{entries.VERSION}-{analyser.fingerprint}"
        self._store = Store(root, lambda build: _create(self._schema, build))
        self._lock = threading.Lock()
        self._reader: IndexReader | None = None
        self._squares: tuple[tantivy.Searcher | None, Squares | None] = None, None
        self._writer: tuple[Path, tantivy.IndexWriter] | None = None

    def seq(self) -> int:
        return self._store.seq(self._store.current())

    def documents(self) -> int:
        return int(self._searcher().num_docs)

    def write(self, documents: Iterable[Document], removed: Iterable[int], seq: int) -> None:
        build = self._store.current()
        writer = self._open_writer(build)
        try:
            for id in removed:
                self._delete(writer, id)
            for document in documents:
                self._delete(writer, document.id)
                writer.add_document(tantivy_document(document, self.analyser))
            writer.commit()
        except BaseException:
            with suppress(ValueError, OSError):  # another build took this one's place and its files are gone
                writer.rollback()
            raise
        self._store.set_seq(build, seq)

    @contextmanager
    def rebuild(self) -> Iterator[_TantivyBuild]:
        build = _TantivyBuild(self)
        try:
            yield build
        finally:
            build.end()

    def close(self) -> None:
        if self._writer is not None:
            self._writer[1].wait_merging_threads()
            self._writer = None

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
        searcher, question = self._asked(tree, filter, now)
        query = self._compiled(question.query())
        counted = counts.count(searcher, query, now, facets=facets, trend=trend)
        if facets:
            for name in counts.selected(filter):
                freed = self._compiled(question.query(without=name))
                counted.facets[name] = counts.facet(searcher, freed, name)
        ids = self._page(searcher, question, sort, offset, limit) if counted.total > offset else ()
        return counted.found(ids, trend=trend)

    def count(self, tree: Tree | None, filter: TicketFilter, now: datetime) -> int:
        searcher, question = self._asked(tree, filter, now)
        return counts.total(searcher, self._compiled(question.query()))

    def ids(self, tree: Tree | None, filter: TicketFilter, now: datetime, *, sort: Sort = Sort.NEWEST) -> Iterator[int]:
        searcher, question = self._asked(tree, filter, now)
        query = self._compiled(question.query())
        if sort is Sort.BEST and has_words(tree):
            yield from self._page(searcher, question, sort, 0, counts.total(searcher, query))
        else:
            yield from self._walk(searcher, query, sort)

    def cells(self, tree: Tree | None, filter: TicketFilter, zoom: int, now: datetime) -> Grid:
        searcher, question = self._asked(tree, filter, now)
        return grid(searcher, self._compiled, question, self._squares_in(searcher), level_at(zoom))

    def counts_by_area(self, tree: Tree | None, filter: TicketFilter, now: datetime) -> Mapping[str, int]:
        searcher, question = self._asked(tree, filter, now)
        return counts.facet(searcher, self._compiled(question.query()), "area")

    def vocabulary(self) -> Mapping[str, int]:
        return dict(self._searcher().terms_with_prefix("forms", ""))

    def _asked(self, tree: Tree | None, filter: TicketFilter, now: datetime) -> tuple[tantivy.Searcher, EngineQuery]:
        searcher = self._searcher()
        squares = self._squares_in(searcher) if filter.bbox else None
        return searcher, EngineQuery(tree, filter, now, squares.within) if squares else EngineQuery(tree, filter, now)

    def _squares_in(self, searcher: tantivy.Searcher) -> Squares | None:
        """The squares of this state of the index, None when they are too many."""
        of, squares = self._squares
        if of is not searcher:
            known = counts.squares_of(searcher, tantivy.Query.all_query())
            squares = None if known is None else Squares(known)
            self._squares = searcher, squares
        return squares

    def _compiled(self, tree: Tree | None) -> tantivy.Query:
        return compile_tree(self._schema, tree)

    def _page(
        self, searcher: tantivy.Searcher, question: EngineQuery, sort: Sort, offset: int, limit: int
    ) -> tuple[int, ...]:
        if not limit:
            return ()
        if sort is Sort.BEST and has_words(question.tree):
            return self._best(searcher, question, offset, limit)
        name, order = _ORDERS[sort]
        query = self._compiled(question.query())
        found = searcher.search(query, limit, count=False, offset=offset, order_by_field=name, order=order)
        return tuple(entries.id_in(key) for key, _ in found.hits)

    def _best(self, searcher: tantivy.Searcher, question: EngineQuery, offset: int, limit: int) -> tuple[int, ...]:
        """Ids by score, the newer first where scores are equal."""
        query = self._compiled(all_of([with_titles(question.tree), question.narrowed()]))
        hits = searcher.search(query, limit, count=False, offset=offset, weight_by_field="freshness").hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        scored = [(score, id) for (score, _), id in zip(hits, ids, strict=True) if isinstance(id, int)]
        return tuple(id for _, id in sorted(scored, reverse=True))

    def _walk(self, searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort) -> Iterator[int]:
        """All ids in order of a sort key, which is unique: each batch begins beyond the last key of the one before."""
        name, order = _ORDERS[sort]
        rising = order == tantivy.Order.Asc
        rest = query
        while True:
            hits = searcher.search(rest, _BATCH, count=False, order_by_field=name, order=order).hits
            yield from (entries.id_in(key) for key, _ in hits)
            if len(hits) < _BATCH:
                return
            last = hits[-1][0]
            beyond = (last + 1, None) if rising else (None, last - 1)
            rest = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, number_range(self._schema, name, *beyond)),
                ]
            )

    def _delete(self, writer: tantivy.IndexWriter, id: int) -> None:
        """By query: tantivy 0.27's deletion by term finds no unsigned number, and does not say so."""
        writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "id", id))

    def _searcher(self) -> tantivy.Searcher:
        """A searcher on the newest commit of whichever process."""
        with self._lock:
            if self._reader is None or self._reader.stamp != self._store.stamp():
                self._reader = IndexReader.open(self._store)
            return self._reader.searcher()

    def _open_writer(self, build: Path) -> tantivy.IndexWriter:
        if self._writer is not None and self._writer[0] != build:
            self._writer = None
        if self._writer is None:
            writer = _writer(tantivy.Index.open(str(build)), _HEAP, 1)
            # A killed process may have left files that Tantivy would not write over. And what a new writer is told
            # first bears the number of the last commit: a deletion could be taken for one that was made already.
            writer.garbage_collect_files()
            writer.commit()
            self._writer = build, writer
        return self._writer[1]


class _TantivyBuild:
    """See engine.Build."""

    def __init__(self, engine: TantivyEngine) -> None:
        self._engine = engine
        self._path = engine._store.begin()
        self._finished = False
        self._writer: tantivy.IndexWriter | None = _writer(
            tantivy.Index.open(str(self._path)), _BUILD_HEAP, _BUILD_THREADS
        )

    def add(self, documents: Iterable[Document]) -> None:
        assert self._writer is not None
        for document in documents:
            self._writer.add_document(tantivy_document(document, self._engine.analyser))

    def finish(self, seq: int) -> None:
        assert self._writer is not None
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None
        self._engine.close()
        self._engine._store.finish(self._path, seq)
        self._finished = True

    def end(self) -> None:
        self._writer = None
        if not self._finished:
            self._engine._store.drop(self._path)


_ORDERS = {
    Sort.BEST: ("newest", tantivy.Order.Desc),
    Sort.NEWEST: ("newest", tantivy.Order.Desc),
    Sort.OLDEST: ("newest", tantivy.Order.Asc),
    Sort.WAITING: ("waiting", tantivy.Order.Asc),
}


def _create(schema: tantivy.Schema, build: Path) -> None:
    tantivy.Index(schema, path=str(build), reuse=False)


def _writer(index: tantivy.Index, heap: int, threads: int) -> tantivy.IndexWriter:
    try:
        return index.writer(heap, threads)
    except ValueError as error:
        if "lock" in str(error).lower():
            raise IndexBusy(str(error)) from error
        raise
