"""An index that cannot be read raises one exception, whatever its library raises, and leaves word for the worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .engine import IndexAway
from .store import Store

#: What both libraries raise over files that are not what they were: Tantivy says all as ValueError.
FAILURES = (OSError, ValueError, EOFError)
_OURS = (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)


@contextmanager
def reading(store: Store) -> Iterator[None]:
    """Raise IndexAway for a failure of the index itself; Tantivy's own panic is no Exception."""
    try:
        yield
    except _OURS:
        raise
    except BaseException as error:
        if isinstance(error, Exception) and not isinstance(error, FAILURES):
            raise
        store.report(store.current())
        raise IndexAway(str(error)) from error
