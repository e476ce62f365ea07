"""/metrics: what Prometheus reads, from this machine or with a token."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from .. import clock
from ..context import current_portal
from ..extensions import db
from ..queries.city.letters import LetterCounts, letter_counts
from ..queries.city.watch import Watch, watch
from ..web.access import public
from ..web.metrics import registry
from ..web.proxies import from_this_machine

bp = Blueprint("watch", __name__)
_REFUSED = "Only this machine reads this, or who sends METRICS_TOKEN as a bearer token: see docs/operating.md.\n"


@bp.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Counters of all web processes, and of the log what lags and waits now."""
    if not _may_read():
        return Response(_REFUSED, 403, mimetype="text/plain", headers={"Cache-Control": "no-store"})
    portal = current_portal()
    now = CollectorRegistry()
    letters = letter_counts(db.session(), clock.now())
    now.register(Gauges(watch(db.session(), portal.engine), letters, clock.now().timestamp()))
    text = generate_latest(registry(portal.settings.metrics_directory)) + generate_latest(now)
    return Response(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_read() -> bool:
    token = current_portal().settings.metrics_token
    sent = request.authorization.token if request.authorization and request.authorization.type == "bearer" else None
    return from_this_machine() or bool(token and sent and secrets.compare_digest(sent.encode(), token.encode()))


class Gauges:
    """What was read from log and tickets, as Prometheus' collector asks for it."""

    def __init__(self, found: Watch, letters: LetterCounts, now: float) -> None:
        self._found, self._letters, self._now = found, letters, now

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("pantau_log_seq", "The newest event of the log", value=self._found.seq)
        yield GaugeMetricFamily("pantau_index_tickets", "Tickets in the search index", value=self._found.documents)
        behind = GaugeMetricFamily("pantau_projection_lag_events", "Events not yet seen", labels=["projection"])
        for lag in self._found.lags:
            behind.add_metric([lag.name], lag.behind)
        yield behind
        count = GaugeMetricFamily("pantau_open_tickets", "Open tickets", labels=["status"])
        oldest = GaugeMetricFamily("pantau_oldest_open_seconds", "Age of the oldest open ticket", labels=["status"])
        for waiting in self._found.waiting:
            count.add_metric([waiting.status], waiting.count)
            oldest.add_metric([waiting.status], self._now - waiting.oldest.timestamp())
        yield from (count, oldest)
        yield from self._mail()
        finished = [run.finished_at.timestamp() for run in self._found.runs if run.finished_at]
        if finished:
            yield GaugeMetricFamily(
                "pantau_last_import_timestamp_seconds", "When an import last ended", value=max(finished)
            )

    def _mail(self) -> Iterator[Metric]:
        letters = self._letters
        age = self._now - letters.oldest.timestamp() if letters.oldest else 0
        yield GaugeMetricFamily("pantau_letters_waiting", "Letters due and not sent", value=letters.waiting)
        yield GaugeMetricFamily("pantau_oldest_letter_seconds", "For how long the oldest of them is due", value=age)
        yield GaugeMetricFamily("pantau_letters_given_up", "Letters given up in 30 days", value=letters.given_up)
