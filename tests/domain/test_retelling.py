"""A source that tells a ticket again is believed, and what it said before stays in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.replay import Replay, replay
from portal.domain.retelling import Telling, retell
from portal.domain.source_log import LogEntry, in_order, own_entries, taken_back
from portal.domain.source_view import source_view
from portal.domain.status import Refused

START = datetime(2023, 5, 1, tzinfo=UTC)
NOW = START + timedelta(days=400)
ROADS, WATER, PARKS, OFFICER = 1, 2, 3, 7


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def step(kind: Kind, at: float, agency: int | None = ROADS, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=day(at), agency=agency, **facts)  # type: ignore[arg-type]


def told(agency: int, *steps: EventDraft, updated: float | None = None, end_corrects: bool = False) -> Telling:
    received = EventDraft(kind=Kind.RECEIVED, at=START, agency=agency)
    moment = None if updated is None else day(updated)
    return Telling([received, *steps], moment, NOW, end_corrects=end_corrects)


@dataclass
class Book:
    """A ticket's log in memory, as intake keeps it."""

    log: list[LogEntry] = field(default_factory=list)
    last: Telling | None = None

    def tell(self, telling: Telling) -> list[EventDraft]:
        older = self.last and self.last.updated and telling.updated and telling.updated < self.last.updated
        if older or telling == self.last:
            return []
        new = retell(self.log, telling, None) if self.log else list(telling.drafts)
        self.write(*new)
        self.last = telling
        return new

    def write(self, *drafts: EventDraft) -> None:
        seq = len(self.log)
        known = {id(draft): seq + n for n, draft in enumerate(drafts, 1)}
        entries = in_order(self.log, drafts)
        self.log = [LogEntry(known[id(e.draft)] if e.seq is None else e.seq, e.draft) for e in entries]

    @property
    def now(self) -> Replay:
        return replay([entry.draft for entry in self.log], None, taken_back(self.log))

    def kinds(self) -> list[tuple[str, float]]:
        return [(e.draft.kind.value, (e.draft.at - START) / timedelta(days=1)) for e in self.log]


def book(*tellings: Telling) -> Book:
    made = Book()
    for telling in tellings:
        made.tell(telling)
    return made


RESOLVED = step(Kind.RESOLVED, 3)


def test_the_same_again_says_nothing() -> None:
    one = told(ROADS, step(Kind.STARTED, 1), RESOLVED, updated=3)
    assert book(one).tell(one) == []


def test_another_agency_is_a_hand_over_at_the_time_of_the_change() -> None:
    [moved] = book(told(ROADS, updated=0)).tell(told(WATER, updated=5))
    assert (moved.kind, moved.at, moved.agency, moved.to_agency) == (Kind.TRANSFERRED, day(5), ROADS, WATER)
    assert moved.changed == () and moved.officer is None


def test_a_hand_over_without_a_time_says_so_and_stands_at_the_time_of_the_import() -> None:
    [moved] = book(told(ROADS)).tell(told(WATER))
    assert (moved.at, moved.changed) == (NOW, (TicketFact.AGENCY,))


def test_a_hand_over_is_never_later_than_the_end_that_is_told_with_it() -> None:
    made = book(told(ROADS, updated=0), told(WATER, step(Kind.RESOLVED, 9, WATER), updated=12))
    assert made.kinds() == [("received", 0), ("transferred", 9), ("resolved", 9)]
    assert made.log[1].draft.changed == (TicketFact.AGENCY,)
    assert (made.now.state.agency, made.now.state.ended_at) == (WATER, day(9))


def test_open_after_an_end_is_reopened() -> None:
    made = book(told(ROADS, RESOLVED, updated=3), told(ROADS, updated=8))
    assert made.kinds()[-1] == ("reopened", 8)
    assert (made.now.state.ended_at, made.now.state.reopened) == (None, 1)


def test_a_later_end_is_reopened_and_ended_anew() -> None:
    made = book(told(ROADS, RESOLVED, updated=3), told(ROADS, step(Kind.RESOLVED, 20), updated=20))
    assert made.kinds() == [("received", 0), ("resolved", 3), ("reopened", 20), ("resolved", 20)]
    assert made.log[2].draft.changed == (TicketFact.END,)


def test_a_later_end_puts_the_first_right_where_the_source_means_that() -> None:
    made = book(told(ROADS, RESOLVED, updated=3), told(ROADS, step(Kind.RESOLVED, 20), updated=20, end_corrects=True))
    assert made.kinds() == [("received", 0), ("resolved", 3), ("corrected", 20), ("resolved", 20)]
    assert (made.log[2].draft.corrects, made.log[2].draft.changed) == (2, (TicketFact.END,))
    assert (made.now.state.ended_at, made.now.state.reopened) == (day(20), 0)


def test_a_later_end_of_another_agency_puts_the_first_right_and_moves_the_ticket() -> None:
    later = told(WATER, step(Kind.RESOLVED, 20, WATER), updated=9, end_corrects=True)
    made = book(told(ROADS, RESOLVED, updated=3), later)
    assert made.kinds()[-2:] == [("transferred", 9), ("resolved", 20)]
    assert (made.now.state.agency, made.now.state.reopened) == (WATER, 0)


def test_a_later_end_after_the_desk_has_reopened_is_a_new_one_all_the_same() -> None:
    made = book(told(ROADS, RESOLVED, updated=3))
    made.write(step(Kind.REOPENED, 5, text="x", officer=OFFICER))
    made.tell(told(ROADS, step(Kind.RESOLVED, 20), updated=20, end_corrects=True))
    assert made.kinds() == [("received", 0), ("resolved", 3), ("reopened", 5), ("resolved", 20)]


REOPENED = step(Kind.REOPENED, 8)
TURNED = told(ROADS, RESOLVED, REOPENED, step(Kind.RESOLVED, 20), updated=20)


def test_what_a_source_tells_of_a_reopening_stands_as_it_says() -> None:
    made = book(TURNED)
    assert made.kinds() == [("received", 0), ("resolved", 3), ("reopened", 8), ("resolved", 20)]
    assert made.now.state.reopened == 1


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ([told(ROADS, RESOLVED, updated=3)], TURNED),
        ([told(ROADS, RESOLVED, updated=3)], told(ROADS, REOPENED, step(Kind.RESOLVED, 20), updated=20)),
        ([told(ROADS, RESOLVED, updated=3), told(ROADS, updated=12)], TURNED),
        ([told(ROADS, step(Kind.RESOLVED, 4), updated=4)], TURNED),
        ([told(ROADS, step(Kind.CLOSED, 3), step(Kind.REOPENED, 7), updated=9)], TURNED),
        ([told(ROADS, RESOLVED, step(Kind.REOPENED, 12), updated=12)], TURNED),
        ([told(ROADS, step(Kind.RESOLVED, 20), updated=20)], replace(TURNED, updated=day(21))),
    ],
)
def test_a_reopening_that_is_told_later_stands_at_its_own_time(before: list[Telling], then: Telling) -> None:
    made = book(*before, then)
    own = [entry.draft for entry in own_entries(made.log) if entry.draft.kind is not Kind.CORRECTED]
    turns = [(draft.kind, draft.at) for draft in own]
    assert turns == [(d.kind, d.at) for d in TURNED.drafts]
    assert not any(draft.changed for draft in own)
    assert made.now.state.reopened == 1


def test_a_reopening_of_a_report_whose_end_before_is_not_told_counts() -> None:
    made = book(told(ROADS, REOPENED, updated=8))
    assert made.kinds() == [("received", 0), ("reopened", 8)]
    assert (made.now.state.reopened, made.now.state.ended_at) == (1, None)
    made.tell(told(ROADS, REOPENED, step(Kind.CLOSED, 20), updated=21))
    assert made.kinds()[2:] == [("closed", 20)]


def test_only_a_source_reopens_what_is_open() -> None:
    made = book(told(ROADS, updated=0))
    made.write(step(Kind.REOPENED, 5, text="x", officer=OFFICER))
    with pytest.raises(Refused, match="not_from_here"):
        _ = made.now


@pytest.mark.parametrize(
    "end", [step(Kind.CLOSED, 3), step(Kind.RESOLVED, 2), step(Kind.RESOLVED, 3, WATER), step(Kind.MERGED, 3)]
)
def test_an_end_that_was_wrong_is_taken_back_when_the_source_changed_it(end: EventDraft) -> None:
    made = book(told(ROADS, RESOLVED, updated=3), told(ROADS, end, updated=6))
    state = made.now.state
    assert ("corrected", 6) in made.kinds() and ("resolved", 3) in made.kinds()
    assert (state.ended_at, state.reopened) == (end.at, 0)
    assert source_view([entry.draft for entry in own_entries(made.log)]) == source_view(told(ROADS, end).drafts)
    assert retell(made.log, told(ROADS, end, updated=6), None) == []


def test_steps_that_stand_after_an_earlier_end_are_taken_back() -> None:
    made = book(told(ROADS, step(Kind.STARTED, 5), updated=5), told(ROADS, RESOLVED, updated=8))
    assert made.now.state.ended_at == day(3)
    assert [e.draft.changed for e in made.log if e.draft.corrects] == [(TicketFact.STEPS,)]


def test_work_that_is_told_of_a_reopened_ticket_is_after_its_reopening() -> None:
    made = book(told(ROADS, RESOLVED, updated=3), told(ROADS, step(Kind.STARTED, 7), updated=8))
    assert made.kinds() == [("received", 0), ("resolved", 3), ("reopened", 7), ("started", 7)]


def test_work_told_of_a_time_when_the_ticket_had_ended_takes_that_end_back() -> None:
    first = [told(ROADS, RESOLVED, updated=3), told(ROADS, updated=8)]
    made = book(*first, told(ROADS, step(Kind.STARTED, 5), updated=9))
    assert [entry.draft.kind for entry in own_entries(made.log)][:2] == [Kind.RECEIVED, Kind.STARTED]
    assert made.now.state.reopened == 0


def test_another_text_of_a_known_step_is_its_correction() -> None:
    said = step(Kind.RESPONDED, 1, text="Besok.")
    made = book(told(ROADS, said, updated=1))
    other = told(ROADS, step(Kind.RESPONDED, 1, text="Lusa."), updated=2)
    [correction] = made.tell(other)
    assert (correction.kind, correction.corrects, correction.text) == (Kind.CORRECTED, 2, "Lusa.")
    assert made.tell(other) == []


@pytest.mark.parametrize(
    "other",
    [
        step(Kind.COORDINATION_ASKED, 1, WATER, text="a", to_agency=PARKS),
        step(Kind.COORDINATION_ASKED, 1, ROADS, text="a", to_agency=WATER),
        step(Kind.COORDINATION_ASKED, 1, ROADS, text="", to_agency=PARKS),
        step(Kind.COORDINATION_ASKED, 1, ROADS, text="a", to_agency=PARKS, public=False),
    ],
)
def test_what_differs_besides_in_a_known_step_is_said_once(other: EventDraft) -> None:
    made = book(told(ROADS, step(Kind.COORDINATION_ASKED, 1, text="a", to_agency=PARKS), updated=1))
    [note] = made.tell(told(ROADS, other, updated=2))
    assert (note.kind, note.changed, note.corrects) == (Kind.CORRECTED, (TicketFact.STEPS,), None)
    assert made.tell(told(ROADS, other, updated=2)) == []


def test_another_promised_day_moves_the_promise() -> None:
    made = book(told(ROADS, step(Kind.PROMISED, 1, promised_at=day(9)), updated=1))
    made.tell(told(ROADS, step(Kind.PROMISED, 1, promised_at=day(12)), updated=2))
    assert made.now.state.promised_at == day(12)


def test_a_step_that_the_source_no_longer_tells_is_said_once() -> None:
    made = book(told(ROADS, step(Kind.STARTED, 1), updated=1))
    assert [d.changed for d in made.tell(told(ROADS, updated=2))] == [(TicketFact.STEPS,)]
    assert made.tell(told(ROADS, updated=2)) == []


def test_against_an_officer_nothing_is_written_where_the_source_has_not_changed_its_mind() -> None:
    made = book(told(ROADS, updated=0))
    made.write(step(Kind.TRANSFERRED, 2, to_agency=WATER, officer=OFFICER))
    assert made.tell(told(ROADS, step(Kind.RESPONDED, 1, text="x"), updated=4))[0].kind is Kind.RESPONDED
    assert made.now.state.agency == WATER


def test_what_the_desk_did_before_is_noted_and_a_later_change_is_still_seen() -> None:
    made = book(told(ROADS, updated=0))
    made.write(step(Kind.TRANSFERRED, 2, to_agency=WATER, officer=OFFICER))
    [note] = made.tell(told(WATER, updated=4))
    assert (note.kind, note.changed, note.to_agency) == (Kind.CORRECTED, (TicketFact.AGENCY,), WATER)
    assert made.tell(told(WATER, updated=5)) == []
    assert [d.kind for d in made.tell(told(ROADS, updated=6))] == [Kind.TRANSFERRED]


def test_an_end_that_contradicts_the_desk_is_refused() -> None:
    made = book(told(ROADS, updated=0))
    made.write(step(Kind.REJECTED, 2, text="x", officer=OFFICER))
    with pytest.raises(Refused, match="against_the_desk"):
        made.tell(told(ROADS, RESOLVED, updated=3))


ENDS = st.sampled_from([Kind.RESOLVED, Kind.CLOSED, Kind.REJECTED, Kind.MERGED, Kind.TIMED_OUT])
AGENCIES = st.sampled_from([ROADS, WATER, PARKS])


@st.composite
def tellings(draw: st.DrawFn, number: int) -> Telling:
    """What a source may say of one complaint, changed on the day ``number``."""
    agency, turn = draw(AGENCIES), draw(turns(number))
    days = st.integers(0, 2 * number)
    end = None
    if draw(st.booleans()):
        end = step(draw(ENDS), draw(days) / 2, draw(AGENCIES), text="x", other_ticket=None)
    if end is not None and turn and turn[-1].at >= end.at:
        turn = []
    steps = []
    if draw(st.booleans()):
        started = step(Kind.STARTED, draw(days) / 2, agency, text="x")
        meanwhile = len(turn) == 2 and turn[0].at <= started.at <= turn[1].at
        steps = [] if meanwhile or (end is not None and started.at >= end.at) else [started]
    if draw(st.booleans()):
        steps.append(step(Kind.RESPONDED, draw(days) / 2, agency, text=draw(st.sampled_from("ab"))))
    ordered = sorted([*steps, *turn, *([end] if end else [])], key=lambda one: one.at)
    return told(agency, *ordered, updated=number, end_corrects=draw(st.booleans()))


@st.composite
def turns(draw: st.DrawFn, number: int) -> list[EventDraft]:
    """A reopening before that day, or none, with the end before it where the source tells that."""
    if not draw(st.booleans()):
        return []
    ended = draw(st.integers(0, 2 * number)) / 2
    reopened = step(Kind.REOPENED, draw(st.integers(int(2 * ended), 2 * number)) / 2)
    before = draw(st.sampled_from([None, Kind.RESOLVED, Kind.CLOSED]))
    return [reopened] if before is None else [step(before, ended), reopened]


@st.composite
def sequences(draw: st.DrawFn) -> list[Telling]:
    """Any order of a set of tellings of one complaint, each once or twice, no two changed at the same moment."""
    made = [draw(tellings(number)) for number in draw(st.sets(st.integers(0, 9), min_size=1, max_size=4))]
    twice = [one for one in made if draw(st.booleans())]
    order: list[Telling] = draw(st.permutations([*made, *twice]))
    return order


def meaning(made: Book) -> Sequence[object]:
    state = made.now.state
    return (state.status.type, state.agency, state.closing, state.ended_at, state.resolved_at, state.custodian)


@given(sequences())
def test_any_order_of_tellings_ends_in_what_the_newest_alone_says(order: list[Telling]) -> None:
    newest = max(order, key=lambda one: one.updated or START)
    made, alone = book(*order), book(newest)
    assert meaning(made) == meaning(alone)
    assert source_view([e.draft for e in own_entries(made.log)]) == source_view(newest.drafts)
    assert made.now.custody[-1].agency == newest.drafts[0].agency
    assert made.now.custody[-1].end == alone.now.custody[-1].end
    for telling in order:
        assert made.tell(telling) == []


@given(sequences())
def test_a_telling_seen_twice_is_as_good_as_once(order: list[Telling]) -> None:
    once = list(dict.fromkeys(id(one) for one in order))
    by_id = {id(one): one for one in order}
    assert book(*order).kinds() == book(*(by_id[key] for key in once)).kinds()
