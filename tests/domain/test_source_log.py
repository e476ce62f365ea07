"""The log of a source: its order, what it took back, and which steps of a telling it has already."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.source_log import LogEntry, compare, in_order, own_entries, taken_back

START = datetime(2023, 5, 1, tzinfo=UTC)


def draft(kind: Kind, day: float, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=START + timedelta(days=day), agency=1, **facts)  # type: ignore[arg-type]


def log(*drafts: EventDraft) -> list[LogEntry]:
    return [LogEntry(seq, one) for seq, one in enumerate(drafts, 1)]


def test_of_one_second_what_is_new_comes_last() -> None:
    new = draft(Kind.RESPONDED, 2)
    found = in_order(log(draft(Kind.RECEIVED, 0), draft(Kind.STARTED, 2), draft(Kind.RESOLVED, 3)), [new])
    assert [entry.seq for entry in found] == [1, 2, None, 3]


def test_an_end_that_was_taken_back_and_what_officers_did_are_not_the_sources_own() -> None:
    entries = log(
        draft(Kind.RECEIVED, 0),
        draft(Kind.RESOLVED, 2),
        draft(Kind.CORRECTED, 3, corrects=2, changed=(TicketFact.END,)),
        draft(Kind.RESPONDED, 4, officer=7),
    )
    assert taken_back(entries) == {1}
    assert [entry.seq for entry in own_entries(entries)] == [1, 3]


def test_a_masked_text_is_not_taken_back() -> None:
    masked = draft(Kind.CORRECTED, 3, corrects=2, changed=(TicketFact.MASKED,))
    assert taken_back(log(draft(Kind.RECEIVED, 0), draft(Kind.RESOLVED, 2), masked)) == frozenset()


def test_a_step_is_known_by_its_kind_and_its_second() -> None:
    own = log(draft(Kind.RECEIVED, 0), draft(Kind.STARTED, 1), draft(Kind.RESPONDED, 2, text="a"))
    same, other = draft(Kind.RESPONDED, 2, text="b"), draft(Kind.RESPONDED, 3)
    match = compare(own, [same, other])
    assert [(entry.seq, step) for entry, step in match.known] == [(3, same)]
    assert match.fresh == [other]
    assert [entry.seq for entry in match.missing] == [2]
