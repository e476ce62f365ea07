"""One thread answers requests, one after another; another takes its place while it is held up.

Threads that share an interpreter give it away at each system call, and wait for the page that another one makes before
they go on: four that work at once answer late, and in no order. One is held up by a visitor who reads slowly, a form
that waits for the database's writer or a long answer that is streamed: then nobody waits for it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Condition, Lock, Thread
from typing import Any

HELD_UP = 0.02  # seconds after which a request that makes no page at the moment is one that waits


class Relay(Executor):
    """Threads of which one works. ``making`` is locked while a page is made: that is work, however long it takes."""

    def __init__(self, threads: int, making: Lock) -> None:
        self._making = making
        self._tasks: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._changed = Condition(Lock())
        self._runner = 0  # the number of the thread that works
        self._began: float | None = None  # when it began what it does now
        self._free = threads - 1  # threads that may still take over
        self._stopped = False
        self._start()

    @property
    def backlog(self) -> bool:
        """Whether requests wait."""
        return bool(self._tasks)

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        task: Future[Any] = Future()
        with self._changed:
            self._tasks.append((task, lambda: function(*args, **kwargs)))
            self._changed.notify()
        return task

    def relieve(self) -> None:
        """Let another thread work if requests wait and the one that works is held up."""
        with self._changed:
            held_up = self._began is not None and time.monotonic() - self._began > HELD_UP
            if self._tasks and held_up and self._free and not self._making.locked():
                self._free -= 1
                self._runner += 1
                self._start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _start(self) -> None:
        self._began = None
        Thread(target=self._run, args=(self._runner,), name=f"relay-{self._runner}", daemon=True).start()

    def _run(self, number: int) -> None:
        while (task := self._next(number)) is not None:
            future, work = task
            try:
                found = work()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(found)

    def _next(self, number: int) -> tuple[Future[Any], Callable[[], Any]] | None:
        """What to do now; None for a thread that was relieved, or when all is over."""
        with self._changed:
            while True:
                if number != self._runner:
                    self._free += 1
                    return None
                self._began = None
                if self._tasks:
                    self._began = time.monotonic()
                    return self._tasks.popleft()
                if self._stopped:
                    return None
                self._changed.wait()
