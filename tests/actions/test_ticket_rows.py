"""Rows of tickets, events and custody: seconds, masked texts, and columns that only some kinds have."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from portal.actions.ticket_rows import custody_rows, event_row, seconds, state_row
from portal.domain.custody import CustodyPeriod
from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.masking import Contacts
from portal.domain.status import Status
from portal.domain.transitions import Closing, TicketState
from portal.domain.visibility import Visibility
from portal.models import Custody, Event, Ticket

AT = datetime(2023, 5, 1, tzinfo=UTC)
NUMBER = "Hubungi 0812 3456 7890."


def row(kind: Kind, **facts: object) -> dict[str, object]:
    draft = EventDraft(kind=kind, at=AT, **facts)  # type: ignore[arg-type]
    return event_row(7, 3, draft, Status.PROSES, 99, Contacts())


def test_moments_are_whole_seconds() -> None:
    assert seconds(AT + timedelta(milliseconds=900)) == int(AT.timestamp())
    assert seconds(None) is None


def test_an_event_names_columns_of_its_table_only() -> None:
    assert row(Kind.STARTED).keys() <= {column.name for column in Event.metadata.tables["event"].columns}
    assert (row(Kind.STARTED)["seq"], row(Kind.STARTED)["ticket_id"], row(Kind.STARTED)["recorded_at"]) == (7, 3, 99)


@pytest.mark.parametrize(("public", "expected"), [(True, "Hubungi [telepon]."), (False, NUMBER)])
def test_only_public_texts_are_masked(public: bool, expected: str) -> None:
    assert row(Kind.RESPONDED, text=f" {NUMBER} ", public=public)["text"] == expected


def test_what_only_some_events_have_is_empty_in_the_others() -> None:
    plain = row(Kind.RESPONDED, text="x")
    assert [plain[name] for name in ("changed", "visibility_after", "promised_at", "corrects")] == [None] * 4
    assert row(Kind.CORRECTED, changed=(TicketFact.AREA, TicketFact.DUE))["changed"] == ["area", "due"]
    assert row(Kind.VISIBILITY_CHANGED, visibility_after=Visibility.STUB)["visibility_after"] == "stub"


def test_every_part_of_the_state_has_its_column() -> None:
    state = TicketState(
        status=Status.SELESAI, agency=1, holder=2, submitted_at=AT, holder_since=AT, closing=Closing.RESOLVED
    )
    columns = state_row(state)
    assert columns.keys() <= {column.name for column in Ticket.metadata.tables["ticket"].columns}
    assert len(columns) == len(fields(TicketState)) - 1  # submitted_at is the record's own
    assert (columns["status"], columns["closing"], columns["holder_since"]) == ("selesai", "resolved", seconds(AT))


def test_each_period_of_custody_is_a_row() -> None:
    rows = custody_rows(3, [CustodyPeriod(1, AT, AT + timedelta(hours=1)), CustodyPeriod(2, AT + timedelta(hours=1))])
    assert [row["agency_id"] for row in rows] == [1, 2]
    assert rows[0]["to_at"] == rows[1]["from_at"]
    assert rows[1]["to_at"] is None
    assert rows[0].keys() <= {column.name for column in Custody.metadata.tables["custody"].columns}
