"""Who checks, for machines: the figures of the page, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.checking import AGES, CheckFigures
from ...exports.columns import moments
from ..scorecards.document import UNITS, figure_document
from .checkers import CheckersPage


def checkers_document(found: CheckersPage, zone: ZoneInfo) -> dict[str, object]:
    """All agencies that check, in a period; moments in the city's ``zone``."""
    return {
        "period": found.period.key,
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "head": found.head,
        "units": UNITS,
        "all": checks_document(found.whole),
        "agencies": [
            {
                "agency": row.agency.key,
                "name": row.agency.name,
                **checks_document(row.figures),
                "oldest_open": {"code": row.oldest, "waited": row.figures.oldest[2]} if row.figures.oldest else None,
            }
            for row in found.rows
        ],
        "work_checked": {
            "all": figure_document(found.work.whole),
            "not_drawn": found.work.spared,
            "agencies": [
                {"agency": row.agency.key, "name": row.agency.name, "checked": figure_document(row.checked)}
                for row in found.work.rows
            ],
        },
    }


def checks_document(of: CheckFigures) -> dict[str, object]:
    """The figures of some checks by their names."""
    edges = [f"up_to_{days}_days" for days in AGES]
    return {
        "checks": of.n,
        "open": of.open,
        "open_by_age": dict(zip([*edges, "older"], of.ages, strict=True)),
        "made": of.done,
        "ended_unmade": of.unmade,
        "time_to_check": {"median": figure_document(of.median)},
        "refused": figure_document(of.refused_share),
        "disputed_after_agreed": figure_document(of.disputed),
    }
