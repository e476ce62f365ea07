"""The default engine: searches, counts and map squares from Tantivy."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import tantivy
from whoosh.query import NumericRange, Term
from whoosh.query import Query as Tree

from ...domain.condition import Condition
from ...domain.lens import Sort, TicketFilter
from ...domain.source_clock import SourceClocks
from ..analysis import BREAK, Analyser
from ..cells import level_at
from ..conditions import FIELD
from ..damage import reading
from ..document import Document
from ..engine import Found, Grid, SearchRequest
from ..filter_query import EngineQuery, all_of
from ..index_entry import EVERYWHERE, VERSION
from ..ranking import has_words, ranked, tie_key
from ..slips import Lexicon
from ..squares import Squares
from ..store import Store
from ..turning import SLACK, beside
from . import counts
from .compiler import compile_tree
from .grid import grid
from .order import all_ids, ids_beside_key, ids_by_key, ids_by_score, order
from .reader import IndexReader
from .schema import schema
from .writer import CommitWriter, TantivyBuild


class TantivyEngine:
    """See engine.Engine."""

    name = "tantivy"

    def __init__(self, directory: Path, analyser: Analyser) -> None:
        self.analyser = analyser
        analyser.lexicon = Lexicon(self.vocabulary, self.seq, analyser.is_word)
        self._schema = schema()
        self._store = Store(directory / f"tantivy-{VERSION}-{analyser.fingerprint}", self._create)
        self._lock = threading.Lock()
        self._reader: IndexReader | None = None
        self._squares: tuple[tantivy.Searcher | None, Squares | None] = None, None
        self._writer = CommitWriter(self._schema, analyser)

    def belong(self, database: str) -> None:
        self._store.belong(database)

    def seq(self) -> int:
        return self._store.seq(self._store.current())

    def mark(self) -> str:
        return self._store.mark(self._store.current())

    def sound(self) -> bool:
        try:
            IndexReader(self._store.stamp(), build := self._store.current())
        except (OSError, ValueError):
            return False
        return not self._store.reported(build)

    def discard(self) -> None:
        self._writer.drop()
        self._store.discard()

    def lost(self) -> bool:
        return self._store.lost(self._store.current())

    def documents(self) -> int:
        with reading(self._store):
            return int(self._searcher().num_docs)

    def write(self, documents: Iterable[Document], removed: Iterable[int], seq: int, mark: str = "") -> None:
        build = self._store.current()
        self._writer.commit(build, documents, removed)
        self._store.set_seq(build, seq, mark)

    @contextmanager
    def rebuild(self) -> Iterator[TantivyBuild]:
        build = TantivyBuild(self._store, self.analyser, before_replacing=self.close)
        try:
            yield build
        finally:
            build.end()

    def close(self) -> None:
        self._writer.close()

    def search(self, request: SearchRequest) -> Found:
        with reading(self._store):
            searcher, asked = self._asked(request.tree, request.filter, request.clocks)
            query = self._compiled(asked.query())
            tally = counts.tally(searcher, query, request)
            if request.facets:
                for name in counts.selected(request.filter):
                    without = self._compiled(asked.query(without=name))
                    tally.facets[name] = counts.facet(searcher, without, name)
                told, clocks = self._compiled(Term(FIELD, Condition.PROMISE_BROKEN.value)), request.clocks
                if broken := counts.promise_broken(searcher, query, told, tally.passed, clocks):
                    tally.told[Condition.PROMISE_BROKEN.value] = broken
            within = request.beside or tally.total > request.offset
            return tally.found(self._page(searcher, asked, request) if within else ())

    def count(self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks) -> int:
        with reading(self._store):
            searcher, asked = self._asked(tree, filter, clocks)
            return counts.total(searcher, self._compiled(asked.query()))

    def ids(
        self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks, *, sort: Sort = Sort.NEWEST
    ) -> Iterator[int]:
        with reading(self._store):
            searcher, asked = self._asked(tree, filter, clocks)
            query = self._compiled(asked.query())
            tie = tie_key(tree, filter)
            if sort is Sort.BEST and has_words(tree):
                yield from ids_by_score(searcher, self._scored(asked), 0, max(1, counts.total(searcher, query)), tie)
            else:
                yield from all_ids(searcher, self._schema, query, sort, tie)

    def cells(self, tree: Tree | None, filter: TicketFilter, zoom: int, clocks: SourceClocks) -> Grid:
        with reading(self._store):
            searcher, asked = self._asked(tree, filter, clocks)
            return grid(searcher, self._compiled, asked, self._squares_in(searcher), level_at(zoom))

    def counts_by_area(self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks) -> Mapping[str, int]:
        with reading(self._store):
            searcher, asked = self._asked(tree, filter, clocks)
            return counts.facet(searcher, self._compiled(asked.query()), "area")

    def categories(self, tree: Tree | None) -> Mapping[str, int]:
        with reading(self._store):
            return counts.facet(self._searcher(), self._compiled(tree), "category")

    def best(self, tree: Tree, filter: TicketFilter, clocks: SourceClocks, limit: int) -> tuple[int, ...]:
        with reading(self._store):
            searcher, asked = self._asked(tree, filter, clocks)
            return ids_by_score(searcher, self._compiled(asked.query()), 0, limit)

    def frequencies(self, field: str, words: Iterable[str]) -> Mapping[str, int]:
        with reading(self._store):
            searcher, parts = self._searcher(), EVERYWHERE.get(field, (field,))
            numbers = ((word, max(int(searcher.doc_freq(part, word)) for part in parts)) for word in words)
            return {word: number for word, number in numbers if number}

    def vocabulary(self, prefix: str = "") -> Mapping[str, int]:
        with reading(self._store):
            searcher, found = self._searcher(), Counter[str]()
            for forms in EVERYWHERE["forms"]:
                found.update(dict(searcher.terms_with_prefix(forms, prefix)))
        found.pop(BREAK, None)
        return found

    def terms(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        with reading(self._store):
            return self._searcher().terms_with_prefix(field, prefix, limit=most)

    def _create(self, build: Path) -> None:
        tantivy.Index(self._schema, path=str(build), reuse=False)

    def _asked(
        self, tree: Tree | None, filter: TicketFilter, clocks: SourceClocks
    ) -> tuple[tantivy.Searcher, EngineQuery]:
        searcher = self._searcher()
        squares = self._squares_in(searcher) if filter.bbox else None
        return searcher, EngineQuery(tree, filter, clocks, squares.within) if squares else EngineQuery(
            tree, filter, clocks
        )

    def _squares_in(self, searcher: tantivy.Searcher) -> Squares | None:
        """The squares of this commit, None when they are too many.

        Kept until the next commit: with 250,000 tickets they take as long as the rest of a map frame.
        """
        of, squares = self._squares
        if of is not searcher:
            known = counts.squares_of(searcher, tantivy.Query.all_query())
            squares = None if known is None else Squares(known)
            self._squares = searcher, squares
        return squares

    def _compiled(self, tree: Tree | None) -> tantivy.Query:
        return compile_tree(self._schema, tree)

    def _scored(self, asked: EngineQuery, shown: Tree | None = None) -> tantivy.Query:
        return self._compiled(all_of([ranked(asked.tree), asked.filter_query(shown)]))

    def _page(self, searcher: tantivy.Searcher, asked: EngineQuery, request: SearchRequest) -> tuple[int, ...]:
        if not request.limit:
            return ()
        tie = tie_key(asked.tree, asked.filter)
        if request.sort is Sort.BEST and has_words(asked.tree):
            return self._scored_page(searcher, asked, request, tie)
        query = self._compiled(asked.query())
        if request.beside:
            return ids_beside_key(
                searcher, self._schema, query, order(request.sort, tie), request.beside, request.limit
            )
        return ids_by_key(searcher, query, request.sort, request.offset, request.limit, tie)

    def _scored_page(
        self, searcher: tantivy.Searcher, asked: EngineQuery, request: SearchRequest, tie: str
    ) -> tuple[int, ...]:
        turn = request.beside
        if turn is None:
            return ids_by_score(searcher, self._scored(asked), request.offset, request.limit, tie)
        query = self._scored(asked, NumericRange("id", turn.key, turn.key))
        ids = ids_by_score(searcher, query, 0, request.offset + request.limit + SLACK, tie)
        return beside(ids, turn, request.offset, request.limit)

    def _searcher(self) -> tantivy.Searcher:
        """A searcher on the newest commit of any process."""
        with self._lock:
            if self._reader is None or self._reader.stamp != self._store.stamp():
                self._reader = IndexReader.open(self._store)
            return self._reader.searcher()
