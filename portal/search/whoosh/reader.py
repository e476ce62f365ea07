"""One commit of a Whoosh index, opened for searching."""

from __future__ import annotations

from pathlib import Path

from whoosh import index
from whoosh.query import Query as Tree
from whoosh.searching import Searcher

from ..parts import in_parts
from ..ranking import NEWEST, best_first
from ..store import Store
from .rows import WhooshRow, loaded_row


class WhooshReader:
    """One commit of one build, with the rows of all its documents in memory."""

    def __init__(self, stamp: tuple[int, int], build: Path) -> None:
        self._stamp = stamp
        self._index = index.open_dir(str(build))
        self.searcher: Searcher = self._index.searcher()
        self._rows = {number: loaded_row(stored["row"]) for number, stored in self.searcher.reader().iter_docs()}

    @classmethod
    def open(cls, store: Store) -> WhooshReader:
        """Open the build in use; tried again when it is replaced at the same moment."""
        stamp, build = store.stamp(), store.current()
        try:
            return cls(stamp, build)
        except Exception as error:  # pickled and packed values that are cut off fail in any way
            if store.current() == build:
                raise OSError(f"{build.name} cannot be read: {error!r}") from error
        return cls(store.stamp(), store.current())

    def is_stale(self, stamp: tuple[int, int]) -> bool:
        """Whether there is a newer commit or another build, given the store's present stamp."""
        try:
            return stamp != self._stamp or not self.searcher.up_to_date()
        except OSError:
            return True  # another build has just replaced it

    def rows(self, tree: Tree | None) -> list[WhooshRow]:
        """The rows of the documents that match."""
        if tree is None:
            return list(self._rows.values())
        return [self._rows[number] for number in self.searcher.docs_for_query(in_parts(tree))]

    def ids_by_score(
        self, tree: Tree | None, filter_query: Tree | None, limit: int, tie_key: str = NEWEST
    ) -> list[int]:
        """The first ids by score, equal ones by a sort key."""
        hits = self.searcher.search(in_parts(tree), limit=None, filter=filter_query, optimize=False)
        rows = [(hits.score(rank), self._rows[hits.docnum(rank)]) for rank in range(hits.scored_length())]
        return best_first([(score, getattr(row, tie_key), row.id) for score, row in rows])[:limit]
