"""What all portals of a run work out alike, worked out once: the SQL of their statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

from portal import database

STATEMENTS = 4_000
DIALECTS: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def keep_statements(engine: Engine) -> None:
    """Let an engine take over what others of its kind have compiled, for which it must have their dialect."""
    dialect, compiled = DIALECTS.setdefault(engine.dialect.name, (engine.dialect, LRUCache(STATEMENTS)))
    engine.dialect = dialect
    engine.update_execution_options(compiled_cache=compiled)


@pytest.fixture(scope="session", autouse=True)
def quick_apps() -> Iterator[None]:
    prepare = database.prepare

    def prepare_and_keep(engine: Engine, *, patient: bool = False) -> None:
        prepare(engine, patient=patient)
        keep_statements(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "prepare", prepare_and_keep)
        yield
