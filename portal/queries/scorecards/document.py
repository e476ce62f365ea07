"""Scorecards as documents for machines: the same figures with their names, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.figure import Figure
from ...domain.period_scorecard import Outcomes, PeriodScorecard
from ...domain.scorecard import Scorecard
from ...domain.time_to_event import TimeToEvent
from ...exports.columns import moments
from ...models.scorecard_json import SHARES
from .page import ScorecardPage

#: What citizens said of ends, as columns of a table: shares, of how many that had ended, and of how many asked.
VERDICT_COLUMNS = ("disputed", "confirmed", "disputed_n", "answered", "asked_n")
UNITS = {"times": "seconds", "shares": "0 to 1", "interval": "95 %", "why": "given instead of a value"}


def page_document(found: ScorecardPage, zone: ZoneInfo) -> dict[str, object]:
    """One group in a period, with its months; moments in the city's ``zone``."""
    return {
        "period": found.period.key,
        "as_of": moments(zone)(int(found.as_of.timestamp())) if found.as_of else None,
        "seq": found.seq,
        "units": UNITS,
        "figures": scorecard_document(found.sheet) if found.sheet else None,
        "now": scorecard_document(found.whole)["backlog"] if found.whole else None,
        "months": [
            {"month": m.key, "received": m.received, "resolved": m.resolved, "left_otherwise": m.otherwise}
            for m in (found.whole.trend if found.whole else ())
        ],
    }


def scorecard_document(of: PeriodScorecard) -> dict[str, object]:
    """Every figure with its interval, its n and, where it has no value, why."""
    card = of.card
    return {
        "received": card.received,
        "citys_own_left_out": of.own,
        "counted": card.counted,
        "outcome_unknown": card.untold,
        "closing": {reason.value: n for reason, n in card.closing.items()},
        "first_response": _time_to_event(card.response),
        "time": "citizens" if of.outcomes is None else "in_hand",
        "resolution": _time_to_event(card.resolution),
        **(_outcomes(of.outcomes) if of.outcomes else {}),
        **{name: figure_document(getattr(card, name)) for name in SHARES},
        "same_text": figure_document(of.same_text) if of.same_text else None,
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
        "in_hands": {"stays": of.hands.spells, "seconds": of.hands.total, "median": figure_document(of.hands.median)}
        if of.hands
        else None,
    }


def verdict_values(card: Scorecard | None) -> tuple[object, ...]:
    """The values of VERDICT_COLUMNS."""
    if card is None:
        return (None, None, 0, None, 0)
    return card.disputed.value, card.confirmed.value, card.disputed.n, card.answered.value, card.answered.n


def _outcomes(of: Outcomes) -> dict[str, object]:
    """Of an agency, whose ``resolution`` is its own: what became of all that it had, and the citizens' time."""
    return {
        "outcomes": {cause.name.lower(): n for cause, n in of.ended.items()},
        "citizens_resolution": _time_to_event(of.citizens),
    }


def _time_to_event(times: TimeToEvent) -> dict[str, object]:
    within = {f"within_{days}_days": figure_document(f) for days, f in times.by_days}
    return {
        "n": times.n,
        "ended": times.ended,
        "median": figure_document(times.median),
        "p90": figure_document(times.p90),
        **within,
    }


def figure_document(figure: Figure) -> dict[str, object]:
    """A figure with its interval, its n and, where it has no value, why."""
    shown: dict[str, object] = {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
    if not figure.shown:
        shown["why"] = figure.why.value
    return {**shown, "small": figure.small}
