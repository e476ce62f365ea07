"""Agencies' scorecards as JSON and CSV: the figures of the pages, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.period_scorecard import PeriodScorecard
from ...domain.standardisation import Standardised
from ...domain.time_in_hand import Cause
from ...exports.columns import moments
from ..scorecards import document as scorecards
from .facts import AgencyFacts
from .facts_document import facts_document
from .index import AgencyKind, AgencyList, AgencyRow
from .page import AgencyPage

#: The columns of the list as a table; times in seconds, shares from 0 to 1. ``category``, ``area``: the filter.
COLUMNS = (
    "agency", "name", "kind", "period", "received", "counted", "resolved", "open", "overdue",
    "median_resolution_s", "median_resolution_low_s", "median_resolution_high_s", "p90_resolution_s",
    "median_response_s", "on_time", "on_time_low", "on_time_high", "on_time_n", "small", "rank_best", "rank_worst",
    "as_of", "seq", "citys_own_left_out", "passed_on", "rejected", "closed", "median_citizens_s",
    "category", "area", "ranked_by", "alike", "on_time_adjusted", "on_time_adjusted_low", "on_time_adjusted_high",
    "on_time_adjusted_n", "adjusted_covers", *scorecards.VERDICT_COLUMNS, "clock_stopped", "stood_still_s",
)  # fmt: skip


def list_document(found: AgencyList, zone: ZoneInfo) -> dict[str, object]:
    """All agencies of the filter, in its order; moments as in every file, in the city's ``zone``. ``city``: the figures
    of all its tickets together."""
    return {
        "period": found.period.key,
        "filter": found.filter.pairs(),
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "units": scorecards.UNITS,
        "city": scorecards.scorecard_document(found.whole) if found.whole else None,
        "nothing_to_compare": [kind.kind for kind in found.kinds if kind.alone],
        "agencies": [
            {
                "agency": row.slug,
                "name": row.named.name,
                "kind": row.named.level,
                "rank": [row.standing.best, row.standing.worst] if row.standing.best else None,
                "ranked_by": kind.comparison.measure.value,
                "alike": list(row.standing.alike),
                "on_time_adjusted": adjusted_document(row.adjusted) if row.adjusted else None,
                "figures": scorecards.scorecard_document(row.sheet),
            }
            for kind in found.kinds
            for row in kind.rows
        ],
    }


def adjusted_document(of: Standardised) -> dict[str, object]:
    """The share on time with the city's mix of categories, and how much of that mix it speaks for."""
    return {**scorecards.figure_document(of.figure), "covers": of.covered, "categories": of.categories}


def page_document(found: AgencyPage, facts: AgencyFacts, zone: ZoneInfo) -> dict[str, object]:
    """One agency in a period, with its months and categories, and all else that its page shows."""
    return {
        "agency": found.slug,
        "name": found.name,
        "kind": found.kind,
        "active": found.active,
        **scorecards.page_document(found, zone),
        "on_time_adjusted": adjusted_document(found.adjusted) if found.adjusted else None,
        "categories": [
            {"category": c.slug, "figures": scorecards.scorecard_document(c.sheet)} for c in facts.categories
        ],
        "categories_period": found.categories_of.key,
        **facts_document(found, facts, zone),
    }


def table(found: AgencyList, zone: ZoneInfo) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row an agency."""
    as_of = moments(zone)(int(found.as_of.timestamp()))
    return [_row(found, kind, row, as_of) for kind in found.kinds for row in kind.rows]


def _row(found: AgencyList, kind: AgencyKind, row: AgencyRow, as_of: str) -> tuple[object, ...]:
    card, standing = row.sheet.card, row.standing
    median, on_time = card.resolution.median, card.on_time
    return (
        row.slug, row.named.name, kind.kind, found.period.key, card.received, card.counted, card.resolution.ended,
        card.backlog.n, card.backlog.overdue, median.value, median.low, median.high, card.resolution.p90.value,
        card.response.median.value, on_time.value, on_time.low, on_time.high, on_time.n, str(card.small).lower(),
        standing.best, standing.worst, as_of, found.seq,
        row.sheet.own, *_outcomes(row.sheet),
        found.filter.category, found.filter.area, kind.comparison.measure.value, ";".join(standing.alike),
        *_adjusted(row.adjusted), *scorecards.verdict_values(card), *_stopped(row.sheet),
    )  # fmt: skip


def _adjusted(of: Standardised | None) -> tuple[object, ...]:
    if of is None:
        return (None,) * 5
    figure = of.figure
    return figure.value, figure.low, figure.high, figure.n, of.covered


def _outcomes(sheet: PeriodScorecard) -> tuple[object, ...]:
    """What an agency passed on, rejected and closed of what it had, and the citizens' median of all of it."""
    found = sheet.outcomes
    if found is None:
        return (None,) * 4
    ended = found.ended
    return ended[Cause.PASSED_ON], ended[Cause.REJECTED], ended[Cause.CLOSED], found.citizens.median.value


def _stopped(sheet: PeriodScorecard) -> tuple[object, ...]:
    """For which share the agency's clock stood still for a question to the reporter, and for how many seconds."""
    found = sheet.outcomes
    return (None,) * 2 if found is None or found.stopped is None else (found.stopped.value, found.waited)
