"""Whatever a library raises over files that are not what they were is told as one thing; a mistake of ours is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.search.damage import reading
from portal.search.engine import IndexAway
from portal.search.store import Store


class Panic(BaseException):
    """As Tantivy's own, which is no Exception."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index", lambda build: None)


@pytest.mark.parametrize("raised", [OSError("gone"), ValueError("Data corrupted"), EOFError(), Panic("index")])
def test_a_failure_of_the_index_is_told_and_left_for_the_worker(store: Store, raised: BaseException) -> None:
    with pytest.raises(IndexAway), reading(store):
        raise raised
    assert store.reported(store.current())
    store.discard()
    assert not store.reported(store.current()) and store.lost(store.current())


@pytest.mark.parametrize("raised", [KeyError("x"), TypeError("x"), KeyboardInterrupt(), MemoryError()])
def test_what_the_index_has_not_done_passes(store: Store, raised: BaseException) -> None:
    with pytest.raises(type(raised)), reading(store):
        raise raised
    assert not store.reported(store.current())
