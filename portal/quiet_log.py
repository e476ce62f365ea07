"""One line a fault and minute: a database that is away for an hour fills no disk with its tracebacks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic

from flask.logging import default_handler
from sqlalchemy.exc import SQLAlchemyError

SECONDS = 60.0
#: The libraries whose complaints follow from ours.
FOLLOWING = ("sqlalchemy.pool", "sqlalchemy.engine")


class OnceAMinute(logging.Filter):
    """Lets a warning through once a minute, then with the number of those that it kept back.

    Two are the same when they come from the same line and say the same but for numbers, as the kinds of their errors
    do. What the database or the disk has done needs no traceback: its own words say it.
    """

    def __init__(self, seconds: float = SECONDS, time: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._seconds, self._time = seconds, time
        self._said: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        error = record.exc_info[1] if record.exc_info else None
        said = record.getMessage()
        key = (record.pathname, record.lineno, "".join(c for c in said if not c.isdigit()), type(error))
        now = self._time()
        at, kept_back = self._said.get(key, (now - self._seconds, 0))
        if now - at < self._seconds:
            self._said[key] = at, kept_back + 1
            return False
        self._said = {k: v for k, v in self._said.items() if now - v[0] < self._seconds} | {key: (now, 0)}
        if isinstance(error, (SQLAlchemyError, OSError)):
            record.exc_info = record.exc_text = None
            said = f"{said}: {str(getattr(error, 'orig', None) or error).strip().splitlines()[0]}"
        record.msg, record.args = f"{said} (and {kept_back} times before)" if kept_back else said, ()
        return True


def install() -> None:
    """Filter what this process writes to its log, once."""
    for handler in (default_handler, logging.lastResort):
        if handler is not None and not any(isinstance(kept, OnceAMinute) for kept in handler.filters):
            handler.addFilter(OnceAMinute())
    for name in FOLLOWING:
        logging.getLogger(name).setLevel(logging.CRITICAL)
