"""What is counted while requests are answered, for Prometheus: how many, how long, which were refused or slow."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Any

from flask import Flask, Response, g, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Connection, Engine, event

from ..config import SLOW_STATEMENT_SECONDS

log = logging.getLogger(__name__)
_STARTED = "pantau_started"
#: Where a password, or the code after it, is checked.
SIGN_INS = frozenset({"desk.sign_in_post", "desk.sign_in_code_post", "desk.sign_in_set_up"})
_LONGEST = 200  # characters of a statement in the log

requests = Counter("pantau_requests", "Requests answered, by the first digit of their status", ["status"])
seconds = Histogram("pantau_request_seconds", "Seconds until an answer began")
slow_statements = Counter("pantau_slow_statements", f"SQL statements longer than {SLOW_STATEMENT_SECONDS} s")
refused_sign_ins = Counter(
    "pantau_refused_sign_ins", "Sign-ins refused, by status: 422 wrong, 429 too many", ["status"]
)


def register(app: Flask, engine: Engine) -> None:
    app.after_request(count)
    time_statements(engine)


def count(response: Response) -> Response:
    """Count the answer."""
    requests.labels(f"{response.status_code // 100}xx").inc()
    if "began" in g:
        seconds.observe(perf_counter() - g.began)
    if request.method == "POST" and response.status_code >= 400 and request.endpoint in SIGN_INS:
        refused_sign_ins.labels(str(response.status_code)).inc()
    return response


def time_statements(engine: Engine) -> None:
    """Count statements of an engine that take long, and log each without its values, which citizens wrote."""

    @event.listens_for(engine, "before_cursor_execute")
    def begin(connection: Connection, *_told: Any) -> None:
        connection.info[_STARTED] = perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def end(connection: Connection, _cursor: Any, statement: str, *_told: Any) -> None:
        took = perf_counter() - connection.info.pop(_STARTED, perf_counter())
        if took >= SLOW_STATEMENT_SECONDS:
            slow_statements.inc()
            log.warning("a statement took %.1f s: %s", took, " ".join(statement.split())[:_LONGEST])


def registry(shared: str) -> CollectorRegistry:
    """What was counted: by all processes that write to the directory ``shared``, by this one alone where it is ''."""
    if not shared:
        return REGISTRY
    found = CollectorRegistry()
    MultiProcessCollector(found, path=shared)  # type: ignore[no-untyped-call]
    return found
