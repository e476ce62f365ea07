"""Agencies' scorecards as JSON and CSV: the figures of the pages, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.period_scorecard import PeriodScorecard
from ...domain.time_in_hand import Cause
from ...exports.columns import moments
from ..scorecards import document as scorecards
from .facts import AgencyFacts
from .facts_document import facts_document
from .index import AgencyList, AgencyRow
from .page import AgencyPage

#: The columns of the list as a table; times in seconds, shares from 0 to 1.
COLUMNS = (
    "agency", "name", "kind", "period", "received", "counted", "resolved", "open", "overdue",
    "median_resolution_s", "median_resolution_low_s", "median_resolution_high_s", "p90_resolution_s",
    "median_response_s", "on_time", "on_time_low", "on_time_high", "on_time_n", "small", "rank_best", "rank_worst",
    "as_of", "seq", "citys_own_left_out", "passed_on", "rejected", "closed", "median_citizens_s",
)  # fmt: skip


def list_document(found: AgencyList, zone: ZoneInfo) -> dict[str, object]:
    """All agencies of a period; moments as in every file, in the city's ``zone``."""
    return {
        "period": found.period.key,
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "units": scorecards.UNITS,
        "city": scorecards.scorecard_document(found.city),
        "agencies": [
            {
                "agency": row.slug,
                "name": row.name,
                "kind": row.kind,
                "rank": [row.standing.best, row.standing.worst] if row.standing.best else None,
                "figures": scorecards.scorecard_document(row.sheet),
            }
            for row in found.rows
        ],
    }


def page_document(found: AgencyPage, facts: AgencyFacts, zone: ZoneInfo) -> dict[str, object]:
    """One agency in a period, with its months and categories, and all else that its page shows."""
    return {
        "agency": found.slug,
        "name": found.name,
        "kind": found.kind,
        "active": found.active,
        **scorecards.page_document(found, zone),
        "categories": [
            {"category": c.slug, "figures": scorecards.scorecard_document(c.sheet)} for c in facts.categories
        ],
        "categories_period": found.categories_of.key,
        **facts_document(found, facts, zone),
    }


def table(found: AgencyList, zone: ZoneInfo) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row an agency."""
    as_of = moments(zone)(int(found.as_of.timestamp()))
    return [_row(found, row, as_of) for row in found.rows]


def _row(found: AgencyList, row: AgencyRow, as_of: str) -> tuple[object, ...]:
    card, standing = row.sheet.card, row.standing
    median, on_time = card.resolution.median, card.on_time
    return (
        row.slug, row.name, row.kind, found.period.key, card.received, card.counted, card.resolution.ended,
        card.backlog.n, card.backlog.overdue, median.value, median.low, median.high, card.resolution.p90.value,
        card.response.median.value, on_time.value, on_time.low, on_time.high, on_time.n, str(card.small).lower(),
        standing.best, standing.worst, as_of, found.seq,
        row.sheet.own, *_outcomes(row.sheet),
    )  # fmt: skip


def _outcomes(sheet: PeriodScorecard) -> tuple[object, ...]:
    """What an agency passed on, rejected and closed of what it had, and the citizens' median of all of it."""
    found = sheet.outcomes
    if found is None:
        return (None,) * 4
    ended = found.ended
    return ended[Cause.PASSED_ON], ended[Cause.REJECTED], ended[Cause.CLOSED], found.citizens.median.value
