"""What gunicorn does around a fork and at its door: the loaded application is shared, open connections are not."""

from __future__ import annotations

import gc
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

#: New objects after which the collector looks for cycles. A page makes thousands that hold none; Python's 700 let it
#: look ten times a page.
COLLECT_AFTER = 20_000
YIELD = 0.0003  # seconds for each connection that a worker has already
MOST_YIELDED = 10


class FairWorker(ThreadWorker):
    """Leaves a new connection to a worker that has fewer: else one may take all of them and the other idles."""

    def accept(self, listener: Any) -> None:
        if self.nr_conns:
            time.sleep(min(self.nr_conns, MOST_YIELDED) * YIELD)
        super().accept(listener)


def pre_fork(_server: Any, _worker: Any) -> None:
    """Keep the collector off what the master loaded, so that its pages stay shared between the workers."""
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """A database connection must never be used by two processes. The collector looks less often."""
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])
    application = worker.app.wsgi()
    with application.app_context():
        application.extensions["sqlalchemy"].engine.dispose(close=False)
