"""What a source says of a ticket, whatever was decided at the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.source_view import End, SourceView, source_view

START = datetime(2023, 5, 1, tzinfo=UTC)
ROADS, WATER = 1, 2


def draft(kind: Kind, day: float, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=START + timedelta(days=day), **facts)  # type: ignore[arg-type]


RECEIVED = draft(Kind.RECEIVED, 0, agency=ROADS)
RESOLVED = draft(Kind.RESOLVED, 3, agency=ROADS)


def test_a_ticket_begins_open_with_the_agency_that_received_it() -> None:
    assert source_view([RECEIVED]) == SourceView(ROADS, None, START)


def test_the_last_end_counts_also_without_a_reopening_between() -> None:
    closed = draft(Kind.CLOSED, 5, agency=WATER)
    assert source_view([RECEIVED, RESOLVED, closed]).end == End(Kind.CLOSED, closed.at, WATER, None)


def test_a_reopening_takes_the_end_away_and_a_hand_over_moves_the_agency() -> None:
    view = source_view([RECEIVED, RESOLVED, draft(Kind.REOPENED, 4), draft(Kind.TRANSFERRED, 6, to_agency=WATER)])
    assert (view.agency, view.end, view.since) == (WATER, None, START + timedelta(days=6))


def test_what_was_only_noted_beside_the_desk_counts_as_said() -> None:
    agency = draft(Kind.CORRECTED, 4, to_agency=WATER, changed=(TicketFact.AGENCY,))
    opened = draft(Kind.CORRECTED, 5, changed=(TicketFact.END,))
    view = source_view([RECEIVED, RESOLVED, agency, opened])
    assert (view.agency, view.end) == (WATER, None)


def test_other_events_change_nothing() -> None:
    others = [draft(Kind.STARTED, 1), draft(Kind.CORRECTED, 2, changed=(TicketFact.TEXT,))]
    assert source_view([RECEIVED, *others]) == source_view([RECEIVED])


def test_what_does_not_begin_with_its_receipt_is_no_ticket() -> None:
    with pytest.raises(ValueError, match="RECEIVED"):
        source_view([RESOLVED])
