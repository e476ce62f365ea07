"""Pages of one process are made one after another: threads that share an interpreter finish late together.

Four pages of 3 ms each, made at once by four threads, are all ready after 12 ms; in turns after 3, 6, 9 and 12. Slow
visitors are waited for outside of a turn, and so are long answers that are streamed: see relay.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READS = frozenset({"GET", "HEAD"})


class Turns:
    """WSGI middleware right around Flask. Forms take no turn: they may have to wait for the database's writer."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.making = Lock()  # held while a page is made

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in READS:
            return self.application(environ, start_response)
        with self.making:
            return self.application(environ, start_response)


def register(app: Flask) -> None:
    app.wsgi_app = turns = Turns(app.wsgi_app)  # type: ignore[method-assign]
    app.extensions["making"] = turns.making
