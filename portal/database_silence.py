"""A PostgreSQL server that says nothing is given up: no thread waits for it longer than it must."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from time import monotonic
from typing import Any, Protocol, cast

from psycopg import OperationalError
from sqlalchemy import Connection, Dialect, Engine, event

REFUSED_SECONDS = 1.0  # for so long after a failure nobody waits to be connected
IDLE_SECONDS = 5.0  # a watch with nothing to watch for so long ends; the next statement begins another


class _Wire(Protocol):
    """A connection of the driver, as far as it is needed here."""

    def fileno(self) -> int: ...


class ConnectGate:
    """Connects; while that fails, one thread tries and the others are told at once."""

    def __init__(self) -> None:
        self._trying = threading.Lock()
        self._shut_until = 0.0
        self._failing = False

    def __call__(self, dialect: Dialect, _record: Any, arguments: Any, options: Any) -> Any:
        """For SQLAlchemy's event ``do_connect``."""
        if not self._failing:
            return self._connect(dialect, arguments, options)
        if monotonic() < self._shut_until or not self._trying.acquire(blocking=False):
            raise OperationalError("the database did not answer a moment ago")
        try:
            return self._connect(dialect, arguments, options)
        finally:
            self._trying.release()

    def _connect(self, dialect: Dialect, arguments: Any, options: Any) -> Any:
        try:
            made = dialect.connect(*arguments, **options)
        except Exception:
            self._failing, self._shut_until = True, monotonic() + REFUSED_SECONDS
            raise
        self._failing = False
        return made


class SilenceWatch:
    """Cuts the line of a statement that has had no answer for ``seconds``: the server's own limits need a server.

    The pool's other lines lead to the same server, so they are let go as well: who comes next has to connect anew.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: dict[int, tuple[float, _Wire]] = {}
        self._engine: Engine | None = None
        self._thread: threading.Thread | None = None

    def listen(self, engine: Engine) -> None:
        """Watch every statement of an engine."""
        self._engine = engine
        event.listen(engine, "before_cursor_execute", self._begins)
        event.listen(engine, "after_cursor_execute", self._ends)
        event.listen(engine, "handle_error", self._ends)

    def _begins(self, connection: Connection, *_told: Any) -> None:
        wire = cast(_Wire, connection.connection.driver_connection)
        with self._lock:
            self._running[threading.get_ident()] = monotonic() + self._seconds, wire
            if self._thread is None or not self._thread.is_alive():  # a fork takes no thread along
                self._thread = threading.Thread(target=self._look, name="database silence", daemon=True)
                self._thread.start()

    def _ends(self, *_told: Any) -> None:
        with self._lock:
            self._running.pop(threading.get_ident(), None)

    def _look(self) -> None:
        pause, busy = threading.Event(), monotonic()
        while not pause.wait(min(1.0, self._seconds / 4)):
            with self._lock:
                busy = monotonic() if self._running else busy
                if monotonic() - busy > IDLE_SECONDS:
                    self._thread = None
                    return
                late = [thread for thread, (until, _) in self._running.items() if monotonic() > until]
                wires = [self._running.pop(thread)[1] for thread in late]
            if wires and self._engine is not None:
                self._engine.dispose(close=False)
            for wire in wires:
                _cut(wire)


def _cut(wire: _Wire) -> None:
    """End the line from this side; the driver then reports it as lost."""
    with suppress(OSError, OperationalError), socket.socket(fileno=os.dup(wire.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
