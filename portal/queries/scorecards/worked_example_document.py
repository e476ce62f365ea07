"""The worked example for machines: its tickets as rows, and the steps to both of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from zoneinfo import ZoneInfo

from ...domain.time_in_hand import Cause
from ...exports.columns import moments
from .document import UNITS, figure_document
from .worked_example import HandEstimate, WorkedExample

#: A row a ticket; spans in seconds. ``ended``: empty where it goes on.
COLUMNS = ("ticket", "waiting_since", "received_at", "in_hand_s", "ended", "citizens_wait_s", "resolved")


def example_rows(found: WorkedExample, zone: ZoneInfo) -> Iterator[tuple[str | int, ...]]:
    """The rows of COLUMNS; moments in the city's ``zone``."""
    moment = moments(zone)
    for ticket in found.tickets:
        yield (
            *(ticket.code, moment(ticket.since), moment(ticket.received), ticket.wait, ended(ticket.cause)),
            *(ticket.citizens_wait, "true" if ticket.resolved else "false"),
        )


def ended(cause: Cause) -> str:
    """How an agency's time with a ticket ended, in one word; '' where it goes on."""
    return "" if cause is Cause.GOING_ON else cause.name.lower()


def example_document(found: WorkedExample, zone: ZoneInfo) -> dict[str, object]:
    """The group, its tickets, and both shares with their steps."""
    return {
        "agency": found.agency.key,
        "category": found.category.key,
        "period": found.period.key,
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "units": UNITS,
        "within_days": found.days,
        "resolved_by_the_agency": _estimate(found.own),
        "resolved_by_anybody": _estimate(found.citizens),
        "tickets": [dict(zip(COLUMNS, row, strict=True)) for row in example_rows(found, zone)],
    }


def _estimate(of: HandEstimate) -> dict[str, object]:
    return {"share": figure_document(of.share), "steps": [asdict(step) for step in of.steps]}
