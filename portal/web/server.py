"""What gunicorn does around a fork and at its door: the loaded application is shared, open connections are not."""

from __future__ import annotations

import gc
import mmap
import selectors
import time
from functools import partial
from threading import Lock
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from .relay import HELD_UP, Relay

#: New objects after which the collector looks for cycles. A page makes thousands that hold none; Python's 700 let it
#: look ten times a page.
COLLECT_AFTER = 20_000
YIELD = 0.0005  # seconds in which a worker with fewer connections should have taken a new one
MOST_YIELDED = 100  # it may be stuck
MOST_WORKERS = 1024
GONE = 0xFFFF  # connections of a worker that takes none
#: Connections of each worker by its place, in memory that master and workers share.
_connections = memoryview(mmap.mmap(-1, 2 * MOST_WORKERS)).cast("H")
for _place in range(MOST_WORKERS):
    _connections[_place] = GONE


class FairWorker(ThreadWorker):
    """Answers one request after another, and leaves a new connection to a worker that has fewer."""

    place = 0
    _yielded = 0

    def get_thread_pool(self) -> Relay:
        """Threads of which one works: see relay.py."""
        return Relay(self.cfg.threads, self.app.wsgi().extensions.get("making") or Lock())

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """While requests wait, look often whether the one before them is held up."""
        super().wait_for_and_dispatch_events(min(timeout, HELD_UP) if self.tpool.backlog else timeout)
        self.tpool.relieve()

    def notify(self) -> None:
        """Once in each round of the worker's loop."""
        super().notify()
        self._tell()

    def accept(self, listener: Any) -> None:
        """Take a connection that waits, if no other worker has fewer."""
        if self._yielded < MOST_YIELDED and self.nr_conns > min(_connections[: 2 * self.cfg.workers]):
            self._yielded += 1
            time.sleep(YIELD)
            return
        self._yielded = 0
        super().accept(listener)
        self._tell()

    def enqueue_req(self, conn: Any) -> None:
        """A connection on which nothing was said yet waits outside: browsers open some for later."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _tell(self) -> None:
        _connections[self.place] = min(self.nr_conns, GONE - 1)


def pre_fork(server: Any, worker: Any) -> None:
    """Keep the collector off what the master loaded, so that its pages stay shared between the workers."""
    gc.freeze()
    taken = {other.place for other in server.WORKERS.values()}
    worker.place = next(place for place in range(MOST_WORKERS) if place not in taken)


def post_fork(_server: Any, worker: Any) -> None:
    """A database connection must never be used by two processes. The collector looks less often."""
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])
    application = worker.app.wsgi()
    if "sqlalchemy" in application.extensions:
        with application.app_context():
            application.extensions["sqlalchemy"].engine.dispose(close=False)


def child_exit(_server: Any, worker: Any) -> None:
    """Nobody leaves a connection to a worker that is gone."""
    _connections[worker.place] = GONE
