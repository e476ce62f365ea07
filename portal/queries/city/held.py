"""What a request asks of the whole city again and again: read once where its session is held to one moment."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from sqlalchemy.orm import Session

Value = TypeVar("Value")
_HELD = "held"


def hold(session: Session) -> None:
    """From here on a session that only reads says the same of the whole city, whatever is written meanwhile."""
    session.info.setdefault(_HELD, {})


def held(session: Session, what: Hashable, read: Callable[[], Value]) -> Value:
    """What was read of ``what`` first; read now where it was not yet, or the session is not held."""
    kept: dict[Hashable, object] | None = session.info.get(_HELD)
    if kept is None:
        return read()
    if what not in kept:
        kept[what] = read()
    return cast(Value, kept[what])
