"""Scorecards as documents for machines: the same figures with their names, nothing more."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.figure import Figure
from ...domain.period_scorecard import PeriodScorecard
from ...domain.time_to_event import HORIZONS, TimeToEvent
from ...models.scorecard_json import SHARES
from .index import AgencyList, AgencyRow
from .page import AgencyPage, CategoryRow

#: The columns of the list as a table; times in seconds, shares from 0 to 1.
COLUMNS = (
    "agency", "name", "kind", "period", "received", "counted", "resolved", "open", "overdue",
    "median_resolution_s", "median_resolution_low_s", "median_resolution_high_s", "p90_resolution_s",
    "median_response_s", "on_time", "on_time_low", "on_time_high", "on_time_n", "small", "rank_best", "rank_worst",
    "as_of", "seq",
)  # fmt: skip


def list_document(found: AgencyList) -> dict[str, object]:
    """All agencies of a period."""
    return {
        "period": found.period.key,
        "as_of": found.as_of.isoformat(),
        "seq": found.seq,
        "units": UNITS,
        "city": sheet_document(found.city),
        "agencies": [
            {
                "agency": row.slug,
                "name": row.name,
                "kind": row.kind,
                "rank": [row.standing.best, row.standing.worst] if row.standing.best else None,
                "figures": sheet_document(row.sheet),
            }
            for row in found.rows
        ],
    }


def page_document(found: AgencyPage, categories: Iterable[CategoryRow]) -> dict[str, object]:
    """One agency in a period, with its months."""
    return {
        "agency": found.slug,
        "name": found.name,
        "kind": found.kind,
        "period": found.period.key,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "seq": found.seq,
        "units": UNITS,
        "figures": sheet_document(found.sheet) if found.sheet else None,
        "now": sheet_document(found.whole)["backlog"] if found.whole else None,
        "months": [
            {"month": m.key, "received": m.received, "resolved": m.resolved}
            for m in (found.whole.trend if found.whole else ())
        ],
        "categories": [{"category": c.slug, "figures": sheet_document(c.sheet)} for c in categories],
        "categories_period": found.categories_of.key,
    }


UNITS = {"times": "seconds", "shares": "0 to 1", "interval": "95 %", "why": "given instead of a value"}


def sheet_document(of: PeriodScorecard) -> dict[str, object]:
    """Every figure with its interval, its n and, where it has no value, why."""
    card = of.card
    return {
        "received": card.received,
        "counted": card.counted,
        "closing": {reason.value: n for reason, n in card.closing.items()},
        "first_response": _waits(card.response),
        "resolution": _waits(card.resolution),
        **{name: _figure(getattr(card, name)) for name in SHARES},
        "same_text": _figure(of.same_text) if of.same_text else None,
        "reporters": card.reporters,
        "clearance": {"value": of.flow.clearance, "resolved": of.flow.resolved, "received": of.flow.received},
        "backlog": {
            "open": card.backlog.n,
            "overdue": card.backlog.overdue,
            "median_age": card.backlog.median,
            "under_7_days": card.backlog.bands[0],
            "7_to_30_days": card.backlog.bands[1],
            "30_to_90_days": card.backlog.bands[2],
            "over_90_days": card.backlog.bands[3],
        },
        "in_hands": {"stays": of.hands.spells, "seconds": of.hands.total, "median": _figure(of.hands.median)}
        if of.hands
        else None,
    }


def _waits(waits: TimeToEvent) -> dict[str, object]:
    within = {f"within_{days}_days": _figure(f) for days, f in zip(HORIZONS, waits.within, strict=True)}
    return {"n": waits.n, "ended": waits.ended, "median": _figure(waits.median), "p90": _figure(waits.p90), **within}


def _figure(figure: Figure) -> dict[str, object]:
    shown: dict[str, object] = {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
    if not figure.shown:
        shown["why"] = figure.why.value
    return {**shown, "small": figure.small}


def table(found: AgencyList) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row an agency."""
    return [_row(found, row) for row in found.rows]


def _row(found: AgencyList, row: AgencyRow) -> tuple[object, ...]:
    card, standing = row.sheet.card, row.standing
    median, on_time = card.resolution.median, card.on_time
    return (
        row.slug, row.name, row.kind, found.period.key, card.received, card.counted, card.resolution.ended,
        card.backlog.n, card.backlog.overdue, median.value, median.low, median.high, card.resolution.p90.value,
        card.response.median.value, on_time.value, on_time.low, on_time.high, on_time.n, str(card.small).lower(),
        standing.best, standing.worst, found.as_of.isoformat(), found.seq,
    )  # fmt: skip
