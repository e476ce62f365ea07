"""What gunicorn does around a fork: the loaded application is shared, open connections are not."""

from __future__ import annotations

import gc
from typing import Any


def pre_fork(_server: Any, _worker: Any) -> None:
    """Keep the collector off what the master loaded, so that its pages stay shared between the workers."""
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """A database connection must never be used by two processes."""
    application = worker.app.wsgi()
    with application.app_context():
        application.extensions["sqlalchemy"].engine.dispose(close=False)
