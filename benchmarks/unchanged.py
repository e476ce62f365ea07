"""A page that the visitor has already: how long the portal works on saying so, measured around the application.

Processor time, as the design speaks of work; what a visitor waits on a busy machine is in the pages' own rows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from statistics import quantiles

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.row import Row, at_most

ASKED = 400  # pages of a kind


def unchanged_row(app: Flask, what: str, paths: list[str]) -> Row:
    """Each page is fetched once, then asked for again with its ETag; the second answer is timed."""
    waits = sorted(_again(app, path) for path in paths[:ASKED])
    p95 = quantiles(waits, n=20)[-1]
    return at_most(
        f"unchanged {what} asked again, work for the 304, p95", p95, "ms", 2, f"p50 {waits[len(waits) // 2]:.2f} ms"
    )


def _again(app: Flask, path: str) -> float:
    for _ in range(2):  # a list of tickets has a new version each minute, which may begin between the two questions
        _, status, headers = _ask(app, path, ())
        tag = dict(headers).get("ETag", "")
        took, again, _ = _ask(app, path, [("If-None-Match", tag)])
        if status == 200 and again == 304:
            return took
    raise RuntimeError(f"{path} answered {status}, then {again} to its own ETag")


def _ask(app: Flask, path: str, headers: Iterable[tuple[str, str]]) -> tuple[float, int, list[tuple[str, str]]]:
    """Milliseconds of work, status and headers of one call of the WSGI application."""
    environ = EnvironBuilder(path=path, headers=[("Accept-Encoding", "br"), *headers]).get_environ()
    began = time.thread_time()
    body, status, found = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    took = (time.thread_time() - began) * 1000
    b"".join(body)
    return took, int(status.split()[0]), list(found)
