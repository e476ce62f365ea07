"""Areas' scorecards as JSON and CSV: the figures of the pages, nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from ...domain.figure import Figure
from ...domain.period import Period
from ...exports.columns import moments
from ..scorecards.document import (
    UNITS,
    VERDICT_COLUMNS,
    figure_document,
    page_document,
    scorecard_document,
    verdict_values,
)
from .index import AreaList
from .page import AreaPage
from .rows import AreaRow

#: The columns of areas as a table; times in seconds, shares from 0 to 1, rates per 1,000 residents.
COLUMNS = (
    "area", "name", "level", "parent", "period", "received", "counted", "resolved", "open", "overdue",
    "overdue_share", "population", "population_year", "per_1000", "per_1000_low", "per_1000_high",
    "median_resolution_s", "median_resolution_low_s", "median_resolution_high_s", "p90_resolution_s",
    "on_time", "on_time_low", "on_time_high", "on_time_n", "small", "citys_own_left_out", "as_of", "seq",
    *VERDICT_COLUMNS,
)  # fmt: skip


def list_document(found: AreaList, zone: ZoneInfo) -> dict[str, object]:
    """All areas of a period by code, and what is said of them; moments as in every file, in the city's ``zone``."""
    equity = found.equity
    return {
        "period": found.period.key,
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "units": {**UNITS, "per_1000": "reports per 1,000 residents"},
        "city": scorecard_document(found.city),
        "hidden": found.hidden.total,
        "little_reported_long_waits": {
            "verdict": equity.verdict.value,
            "level": found.level,
            "city_per_1000": equity.rate,
            "city_median_s": equity.wait,
            "areas": list(equity.left_out),
            "share_of_residents": equity.share,
            "report_little": list(equity.quiet),
            "report_too_little_to_know": list(equity.unheard),
            "smaller_areas": list(found.equity_below.left_out) if found.equity_below else [],
        },
        "areas": [row_document(row) for row in _by_code(found.rows)],
    }


def area_document(found: AreaPage, zone: ZoneInfo) -> dict[str, object]:
    """One area in a period, with its months, categories and parts; ``agencies``: shares of who was responsible then."""
    named, agencies = found.named, found.reports.agencies if found.reports else ()
    return {
        "area": named.key,
        "name": named.name,
        "level": named.level,
        "parent": named.parent,
        **_residents(found.row),
        **page_document(found, zone),
        "categories": [{"category": c.named.key, "figures": scorecard_document(c.sheet)} for c in found.categories],
        "categories_period": found.categories_of.key,
        "agencies": [{"agency": part.named.key, "reports": part.n, "share": round(part.share, 4)} for part in agencies],
        "areas": [row_document(row) for row in _by_code(found.parts.rows if found.parts else ())],
    }


def row_document(row: AreaRow) -> dict[str, object]:
    """One area among others."""
    return {
        "area": row.named.key,
        "name": row.named.name,
        "level": row.named.level,
        "parent": row.named.parent,
        **_residents(row),
        "overdue_share": figure_document(row.overdue),
        "figures": scorecard_document(row.sheet) if row.sheet else None,
    }


def table(
    rows: Iterable[AreaRow], period: Period, as_of: datetime, seq: int, zone: ZoneInfo
) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row an area, by code."""
    at = moments(zone)(int(as_of.timestamp()))
    return [_values(row, period, at, seq) for row in _by_code(rows)]


def _values(row: AreaRow, period: Period, at: str, seq: int) -> tuple[object, ...]:
    named, card = row.named, row.sheet.card if row.sheet else None
    counts = (
        (card.received, card.counted, card.resolution.ended, card.backlog.n, card.backlog.overdue)
        if card
        else (0, 0, 0, 0, 0)
    )
    p90 = card.resolution.p90.value if card else None
    return (
        named.key, named.name, named.level, named.parent, period.key, *counts, row.overdue.value,
        named.population, named.year, *_ends(row.rate), *_ends(row.median), p90,
        *_ends(row.on_time), row.on_time.n, str(row.small).lower(), row.sheet.own if row.sheet else 0, at, seq,
        *verdict_values(card),
    )  # fmt: skip


def _ends(figure: Figure | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if figure is None else (figure.value, figure.low, figure.high)


def _residents(row: AreaRow) -> dict[str, object]:
    return {
        "population": row.named.population,
        "population_year": row.named.year,
        "per_1000": figure_document(row.rate) if row.rate else None,
    }


def _by_code(rows: Iterable[AreaRow]) -> list[AreaRow]:
    return sorted(rows, key=lambda row: row.named.key)
