"""Keeps one build of a Tantivy index open and follows the commits of every process on the node."""

from __future__ import annotations

from pathlib import Path

import tantivy

from ..store import Store

_TRIES = 5
_GONE = 0, 0


class IndexReader:
    """One build. ``stamp``: the store's before the build was opened; if it changes, another build is in use."""

    def __init__(self, stamp: tuple[int, int], build: Path) -> None:
        self.stamp = stamp
        self._meta = build / "meta.json"
        self._seen = self._now()
        self._index = tantivy.Index.open(str(build))
        self._index.config_reader("manual")
        self._index.reload()
        self._searcher = self._index.searcher()

    @classmethod
    def open(cls, store: Store) -> IndexReader:
        """Open the build in use; tried again when it is replaced at the same moment."""
        for _ in range(_TRIES):
            stamp, build = store.stamp(), store.current()
            try:
                return cls(stamp, build)
            except (OSError, ValueError):
                if store.current() == build:
                    raise
        raise OSError(f"the index was replaced {_TRIES} times while it was opened")

    def searcher(self) -> tantivy.Searcher:
        """On the newest commit; on the one before when the build was replaced a moment ago and its files are gone."""
        now = self._now()
        if now != self._seen:
            try:
                self._index.reload()
            except (OSError, ValueError):
                if self._now() != _GONE:
                    raise
                return self._searcher
            self._searcher = self._index.searcher()
            self._seen = now
        return self._searcher

    def _now(self) -> tuple[int, int]:
        try:
            found = self._meta.stat()
        except FileNotFoundError:
            return _GONE
        return found.st_ino, found.st_mtime_ns
