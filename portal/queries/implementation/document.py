"""The six dimensions for machines: the figures of the page, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.figure import Figure
from ...domain.implementation import Dimension, others
from ...exports.columns import moments
from ..scorecards.document import UNITS, figure_document
from .page import ImplementationPage
from .waits_document import figures_document


def implementation_document(found: ImplementationPage, zone: ZoneInfo) -> dict[str, object]:
    """Every dimension with its indicators and its months; null where there is no data. Moments in the ``zone``."""
    dimensions = _indicators(found)
    return {
        "period": found.period.key,
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "head": found.head,
        "units": UNITS,
        "dimensions": {
            dimension.value: {**dimensions[dimension], "months": _months(found, dimension)} for dimension in Dimension
        },
    }


def _indicators(found: ImplementationPage) -> dict[Dimension, dict[str, object]]:
    card, flow, resources = found.city.card, found.city.flow, found.resources
    return {
        Dimension.STANDARDS: {
            "on_time": figure_document(card.on_time),
            "categories": found.categories,
            "categories_with_own_target": found.own_targets,
        },
        Dimension.RESOURCES: {
            "open": resources.open,
            "active_officers": resources.officers,
            "open_per_active_officer": resources.each,
            "clearance": {"value": flow.clearance, "resolved": flow.resolved, "received": flow.received},
        },
        Dimension.COMMUNICATION: {**figures_document(found.coordination), "days_lost": round(found.lost, 1)},
        Dimension.CHARACTER: _character(found),
        Dimension.CONDITIONS: {
            "per_1000_residents": [
                {
                    "area": a.code,
                    "name": a.name,
                    "received": a.received,
                    "rate": round(a.rate, 2),
                    "year": a.year,
                }
                for a in found.conditions.areas
            ],
            "channels": [{"channel": c.channel.key, "reports": c.n} for c in found.conditions.channels],
        },
        Dimension.DISPOSITION: {
            "answered_within_1_day": figure_document(card.response.within[0]),
            "time_to_first_answer": {"median": figure_document(card.response.median)},
            "explained": figure_document(others(card.silent)),
            "disputed": figure_document(card.disputed),
        },
    }


def _character(found: ImplementationPage) -> dict[str, object]:
    spread, times = found.spread, found.city.card.resolution
    quartiles = {"q1": spread.low, "median": spread.middle, "q3": spread.high, "units": spread.n} if spread else None
    return {"on_time_between_units": quartiles, "resolution_p90_to_median": ratio(times.p90, times.median)}


def ratio(of: Figure, to: Figure) -> float | None:
    """How many times as large; None when one has no value."""
    return round(of.value / to.value, 2) if of.value and to.value else None


def _months(found: ImplementationPage, dimension: Dimension) -> list[dict[str, object]]:
    """The indicator named first; of resources the clearance, of character the distance between the quartiles."""
    return [{"month": f"{month:%Y-%m}", **figure_document(figure)} for month, figure in found.trends[dimension]]
