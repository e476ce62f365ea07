"""What a log lacks when its source told it out of order, and the events that it should have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.retelling import Telling
from portal.domain.source_history import HistoryEvent, Told, difference, history

AT = datetime(2023, 3, 6, 1, 30, tzinfo=UTC)
ROADS, PARKS = 1, 2


def told(day: int, agency: int, *steps: EventDraft, place: str = "a") -> Told:
    """What the source said when it had last changed the ticket so many days after it came in."""
    updated = AT + timedelta(days=day)
    drafts = [EventDraft(kind=Kind.RECEIVED, at=AT, agency=agency), *steps]
    return Told(Telling(drafts, updated, updated), {TicketFact.PLACE: [place]})


def happened(kind: Kind, day: int, agency: int, text: str = "") -> EventDraft:
    return EventDraft(kind=kind, at=AT + timedelta(days=day), agency=agency, text=text)


def kinds(events: Sequence[HistoryEvent]) -> list[tuple[Kind, int]]:
    return [(event.draft.kind, (event.draft.at - AT).days) for event in events]


def after(log: Sequence[HistoryEvent], tellings: Sequence[Told]) -> list[HistoryEvent]:
    """The standing events of a log once it was brought to what the tellings say in their order."""
    wanted = history(sorted(tellings, key=lambda one: one.telling.updated or AT), None)
    found = difference(log, wanted)
    top = max(event.seq for event in log)
    numbers = {event.seq: top + place for place, event in enumerate(found.missing, 1)}
    new = [
        HistoryEvent(
            numbers[e.seq], replace(e.draft, corrects=numbers.get(e.draft.corrects or 0, e.draft.corrects)), e.status
        )
        for e in found.missing
    ]
    first = log[0]
    if found.first is not None:
        first = HistoryEvent(first.seq, replace(first.draft, agency=found.first), first.status)
    kept = [first, *(event for event in log[1:] if event not in found.gone)]
    return sorted([*kept, *new], key=lambda event: (event.draft.at, event.seq))


def plain(events: Sequence[HistoryEvent]) -> list[tuple[EventDraft, object, int | None]]:
    """Events without their numbers; one that corrects another names its place."""
    places = {event.seq: place for place, event in enumerate(events)}
    corrects = [None if e.draft.corrects is None else places[e.draft.corrects] for e in events]
    return [(replace(e.draft, corrects=None), e.status, place) for e, place in zip(events, corrects, strict=True)]


def test_a_history_is_what_tellings_write_one_after_another() -> None:
    end = happened(Kind.RESOLVED, 4, PARKS, "Beres.")
    events = history([told(1, ROADS), told(3, PARKS, place="b"), told(5, PARKS, end, place="b")], None)
    assert kinds(events) == [(Kind.RECEIVED, 0), (Kind.TRANSFERRED, 3), (Kind.CORRECTED, 3), (Kind.RESOLVED, 4)]
    assert events[2].draft.changed == (TicketFact.PLACE,)


def test_a_telling_that_the_rules_forbid_says_nothing_in_a_history() -> None:
    twice = happened(Kind.VALIDATED, 2, ROADS)
    assert kinds(history([told(1, ROADS), told(2, ROADS, twice)], None)) == [(Kind.RECEIVED, 0)]


def test_a_late_telling_between_two_overtakes_what_led_from_one_to_the_other() -> None:
    first, middle, last = told(1, ROADS), told(3, PARKS), told(5, 3)
    found = difference(history([first, last], None), history([first, middle, last], None))
    assert kinds(found.gone) == [(Kind.TRANSFERRED, 5)]
    assert kinds(found.missing) == [(Kind.TRANSFERRED, 3), (Kind.TRANSFERRED, 5)]
    assert found.first is None
    assert not difference(history([first, last], None), history([first, last], None))


def test_a_late_first_telling_says_who_received_the_ticket() -> None:
    found = difference(history([told(5, PARKS)], None), history([told(1, ROADS), told(5, PARKS)], None))
    assert found.first == ROADS and found.gone == [] and kinds(found.missing) == [(Kind.TRANSFERRED, 5)]


@st.composite
def turns(draw: st.DrawFn, first: int, last: int) -> list[EventDraft]:
    """A reopening between these days, or none; with the end before it, or not."""
    ended = draw(st.integers(first, last))
    reopened = happened(Kind.REOPENED, draw(st.integers(ended, last)), ROADS)
    return draw(st.sampled_from([[], [reopened], [happened(Kind.RESOLVED, ended, ROADS, "Ya."), reopened]]))


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    made = []
    for day in draw(st.sets(st.integers(2, 9), min_size=2, max_size=5)):
        agency = draw(st.sampled_from([ROADS, PARKS]))
        steps = [happened(Kind.RESPONDED, 1, agency, draw(st.sampled_from(["Ya.", "Tidak."])))] * draw(
            st.integers(0, 1)
        )
        ends = draw(st.sampled_from([None, Kind.RESOLVED, Kind.CLOSED]))
        steps += draw(turns(1, day - 1))
        steps += [happened(ends, draw(st.integers(day - 1, day)), agency, "Beres.")] if ends else []
        made.append(told(day, agency, *steps, place=draw(st.sampled_from("ab"))))
    return made


@given(tellings().flatmap(st.permutations))
def test_whatever_the_order_a_log_comes_to_the_same_events(order: list[Told]) -> None:
    log = history(order[:1], None)
    for heard in range(2, len(order) + 1):
        log = after(log, order[:heard])
    whole = history(sorted(order, key=lambda one: one.telling.updated or AT), None)
    assert plain(log) == plain(whole)
