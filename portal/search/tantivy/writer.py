"""Writes a Tantivy index: commits to the build in use, and new builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import tantivy

from ..analysis import Analyser
from ..document import Document
from ..engine import IndexBusy
from ..store import Store
from .schema import tantivy_document

_HEAP = 32_000_000  # bytes of memory for documents not yet committed
_BUILD_HEAP = 200_000_000
_BUILD_THREADS = 2


class CommitWriter:
    """Keeps the writer of one build open between commits, because opening one takes the node's lock."""

    def __init__(self, schema: tantivy.Schema, analyser: Analyser) -> None:
        self._schema = schema
        self._analyser = analyser
        self._open: tuple[Path, tantivy.IndexWriter] | None = None

    def commit(self, build: Path, documents: Iterable[Document], removed: Iterable[int]) -> None:
        """Delete and replace documents of a build, all or nothing. Raises IndexBusy."""
        writer = self._writer(build)
        try:
            for id in removed:
                self._delete(writer, id)
            for document in documents:
                self._delete(writer, document.id)
                writer.add_document(tantivy_document(document, self._analyser))
            writer.commit()
        except BaseException:
            with suppress(ValueError, OSError):  # another build has replaced this one and its files are gone
                writer.rollback()
            raise

    def close(self) -> None:
        """Release the lock, after all merges."""
        if self._open is not None:
            self._open[1].wait_merging_threads()
            self._open = None

    def drop(self) -> None:
        """Release the lock without waiting: what was being merged is thrown away."""
        self._open = None

    def _delete(self, writer: tantivy.IndexWriter, id: int) -> None:
        """By query: tantivy 0.27's deletion by term finds no unsigned number, and reports no error."""
        writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "id", id))

    def _writer(self, build: Path) -> tantivy.IndexWriter:
        if self._open is not None and self._open[0] != build:
            self._open = None
        if self._open is None:
            writer = _writer(build, _HEAP, 1)
            # A killed process may have left files that Tantivy would not overwrite. And the first operation of a new
            # writer bears the number of the last commit: a deletion could be taken for one that was made already.
            writer.garbage_collect_files()
            writer.commit()
            self._open = build, writer
        return self._open[1]


class TantivyBuild:
    """See engine.Build. ``before_replacing`` is called when all is written, before the build is put in use."""

    def __init__(self, store: Store, analyser: Analyser, before_replacing: Callable[[], None]) -> None:
        self._store = store
        self._analyser = analyser
        self._before_replacing = before_replacing
        self._path = store.begin()
        self._finished = False
        self._writer: tantivy.IndexWriter | None = _writer(self._path, _BUILD_HEAP, _BUILD_THREADS)

    def add(self, documents: Iterable[Document]) -> None:
        assert self._writer is not None
        for document in documents:
            self._writer.add_document(tantivy_document(document, self._analyser))

    def finish(self, seq: int, mark: str = "") -> None:
        assert self._writer is not None
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None
        self._before_replacing()
        self._store.finish(self._path, seq, mark)
        self._finished = True

    def end(self) -> None:
        """Remove the build unless it was finished."""
        self._writer = None
        if not self._finished:
            self._store.drop(self._path)


def _writer(build: Path, heap: int, threads: int) -> tantivy.IndexWriter:
    try:
        return tantivy.Index.open(str(build)).writer(heap, threads)
    except ValueError as error:
        if "lock" in str(error).lower():
            raise IndexBusy(str(error)) from error
        raise
