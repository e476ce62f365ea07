"""Who waits for whom, for machines: the figures of the page, nothing more."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ...domain.coordination import CoordinationFigures
from ...exports.columns import moments
from ..scorecards.document import UNITS, figure_document
from .waits import WaitingPair, WaitsPage

#: A row a pair; times in seconds.
COLUMNS = (
    "asking", "asking_name", "asked", "asked_name", "period", "requests", "open", "answered", "ended_unanswered",
    "median_s", "median_low_s", "median_high_s", "small", "oldest_open_s", "oldest_open_since", "oldest_open_code",
    "as_of", "seq", "head",
)  # fmt: skip


def waits_document(found: WaitsPage, zone: ZoneInfo) -> dict[str, object]:
    """All asked agencies and all pairs of a period; moments in the city's ``zone``."""
    return {
        "period": found.period.key,
        "as_of": _moment(found.as_of, zone),
        "seq": found.seq,
        "head": found.head,
        "units": UNITS,
        "on_hidden_tickets": found.hidden,
        "all": figures_document(found.whole),
        "asked": [{"agency": row.agency.key, **figures_document(row.figures)} for row in found.asked],
        "pairs": [
            {
                "asking": pair.asking.key,
                "asked": pair.asked.key,
                **figures_document(pair.figures),
                "oldest_open": _oldest(pair, zone),
            }
            for pair in found.pairs
        ],
    }


def figures_document(of: CoordinationFigures) -> dict[str, object]:
    """The figures of some requests by their names."""
    return {
        "requests": of.n,
        "open": of.open,
        "answered": of.answered,
        "ended_unanswered": of.unanswered,
        "time_to_answer": {"median": figure_document(of.median)},
    }


def _oldest(pair: WaitingPair, zone: ZoneInfo) -> dict[str, object] | None:
    if pair.oldest is None or pair.figures.oldest is None:
        return None
    code, since = pair.oldest
    return {"code": code, "since": _moment(since, zone), "waited": pair.figures.oldest[2]}


def waits_table(found: WaitsPage, zone: ZoneInfo) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row a pair."""
    as_of = _moment(found.as_of, zone)
    return [(*_row(found, pair, zone), as_of, found.seq, found.head) for pair in found.pairs]


def _row(found: WaitsPage, pair: WaitingPair, zone: ZoneInfo) -> tuple[object, ...]:
    of, median = pair.figures, pair.figures.median
    code, since = pair.oldest or (None, None)
    return (
        pair.asking.key, pair.asking.name, pair.asked.key, pair.asked.name, found.period.key, of.n, of.open,
        of.answered, of.unanswered, median.value, median.low, median.high, str(median.small).lower(),
        of.oldest[2] if of.oldest else None, _moment(since, zone) if since else None, code,
    )  # fmt: skip


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return moments(zone)(int(at.timestamp()))
