"""One demonstration year that the tests of its shape and words share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from portal import cities
from portal.demo import generate
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.record import Record
from portal.domain.replay import replay
from portal.domain.transitions import TicketState

UNTIL = datetime(2026, 10, 31, 17, tzinfo=UTC)  # midnight in Jakarta
ZONE = timedelta(hours=7)


@cache
def town() -> City:
    return cities.load("jakarta-selatan")


@cache
def year() -> tuple[Record, ...]:
    """Eight thousand tickets of one year."""
    return tuple(record for chunk in generate(town(), 8_000, 2023, UNTIL) for record in chunk)


@cache
def ends() -> tuple[TicketState, ...]:
    """How each of them stands at the year's end."""
    return tuple(folded(record) for record in year())


def folded(record: Record) -> TicketState:
    """By the rules that the actions use; a step that they forbid raises."""
    number = {slug: id for id, slug in enumerate(town().agencies, 1)}
    happenings = [EventDraft(kind=Kind.RECEIVED, at=record.submitted_at, agency=number[record.agency or ""])]
    happenings += [
        EventDraft(
            kind=step.kind,
            at=step.at,
            agency=number[step.agency] if step.agency else None,
            to_agency=number[step.to_agency] if step.to_agency else None,
            text=step.text,
            promised_at=step.promised_at,
            other_ticket=1 if step.other else None,
            public=step.public,
        )
        for step in record.steps
    ]
    return replay(happenings, number[town().validator or ""]).state


def share(of: Callable[[Record], bool]) -> float:
    return sum(map(of, year())) / len(year())


def local(record: Record) -> datetime:
    return record.submitted_at + ZONE
