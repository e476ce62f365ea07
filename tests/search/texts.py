"""An index of nothing but some texts, for tests of what words find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from portal.search import open_engine
from portal.search.engine import Engine
from tests.search.sampling import city, ticket


@contextmanager
def index_of(texts: Sequence[str], kind: str, directory: Path) -> Iterator[Engine]:
    """One ticket for each text, their ids from 1 on, in an index of this kind."""
    opened = open_engine(kind, directory, city())
    plain = {"title": "", "place": "", "facts": "", "answers": ()}
    opened.write([ticket(id, text=text, **plain) for id, text in enumerate(texts, 1)], [], 1)
    yield opened
    opened.close()
