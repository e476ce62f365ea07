"""The areas of a list between how much is reported and how long reports wait."""

from __future__ import annotations

from ...charts.scatter import Scatter, ScatterArea, scatter
from .index import AreaList
from .rows import AreaRow


def equity_chart(found: AreaList) -> Scatter | None:
    """Of the largest areas; None where the city's own figures or those of nearly all areas are not known."""
    of = found.equity
    if of.rate is None or of.wait is None:
        return None
    rows = [row for row in found.largest.rows if row.rate]
    notable = {*of.left_out, *_extremes(rows)}
    return scatter([_area(row, notable, of.left_out) for row in rows], of.rate, of.wait)


def _area(row: AreaRow, notable: set[str], left_out: tuple[str, ...]) -> ScatterArea:
    key = row.named.key
    assert row.rate is not None
    return ScatterArea(
        key=key,
        name=row.named.name,
        rate=row.rate,
        wait=row.median,
        notable=key in notable,
        left_out=key in left_out,
        few=row.small,
    )


def _extremes(rows: list[AreaRow]) -> set[str]:
    """Who reports most and least, and who waits longest and shortest, of those with enough reports."""
    known = [row for row in rows if not row.small and row.rate and row.rate.value is not None and row.median.shown]
    if not known:
        return set()
    rates = sorted(known, key=lambda row: (row.rate.value if row.rate and row.rate.value else 0.0, row.named.key))
    waits = sorted(known, key=lambda row: (row.median.value or 0.0, row.named.key))
    return {row.named.key for row in (rates[0], rates[-1], waits[0], waits[-1])}
