"""The timeline: whose hands, how long, what went by, and that nothing is hidden or made up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from portal.domain.custody import CustodyPeriod
from portal.domain.event import Kind
from portal.domain.status import Status
from portal.domain.timeline import (
    AgencyRef,
    Deadlines,
    MissedDeadline,
    Passed,
    TimelineEvent,
    TimelinePeriod,
    Wait,
    WaitReason,
)
from portal.domain.timeline_build import build, shares

START = datetime(2023, 11, 14, 1, 0, tzinfo=UTC)
LURAH, ROADS, WATER = (
    AgencyRef(1, "lurah", "Kelurahan"),
    AgencyRef(2, "roads", "Bina Marga"),
    AgencyRef(3, "water", "PAM"),
)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def event(seq: int, kind: Kind, hours: float, status: Status, **facts: object) -> TimelineEvent:
    return TimelineEvent(seq=seq, kind=kind, at=at(hours), status=status, **facts)  # type: ignore[arg-type]


def dates(first: float | None = 1.0) -> Deadlines:
    return Deadlines(response_due=at(6), due=at(168), first_action=None if first is None else at(first))


def entries(periods: Iterable[TimelinePeriod]) -> list[object]:
    return [entry for period in periods for entry in period.entries]


def waits(periods: Iterable[TimelinePeriod]) -> list[Wait]:
    return [entry for entry in entries(periods) if isinstance(entry, Wait)]


def missed(periods: Iterable[TimelinePeriod]) -> list[MissedDeadline]:
    return [entry for entry in entries(periods) if isinstance(entry, MissedDeadline)]


RECEIVED = event(1, Kind.RECEIVED, 0, Status.MENUNGGU, agency=LURAH)
ROUTED = event(2, Kind.ROUTED, 1, Status.MENUNGGU, agency=LURAH, to_agency=ROADS)
ASKED = event(3, Kind.COORDINATION_ASKED, 49, Status.KOORDINASI, agency=ROADS, to_agency=WATER)
ANSWERED = event(4, Kind.COORDINATION_ANSWERED, 121, Status.PROSES, agency=WATER)


def test_an_event_that_hands_the_ticket_on_closes_the_period_of_who_did_it() -> None:
    custody = [
        CustodyPeriod(LURAH, at(0), at(1)),
        CustodyPeriod(ROADS, at(1), at(49)),
        CustodyPeriod(WATER, at(49), at(121)),
        CustodyPeriod(ROADS, at(121), None),
    ]
    periods = build([RECEIVED, ROUTED, ASKED, ANSWERED], custody, dates(), at(130))
    seqs = [[e.seq for e in period.entries if isinstance(e, TimelineEvent)] for period in periods]
    assert seqs == [[1, 2], [3], [4], []]
    assert [period.agency for period in periods] == [LURAH, ROADS, WATER, ROADS]
    assert periods[1].number == periods[3].number != periods[2].number


def test_waiting_for_another_agency_is_told_from_silence() -> None:
    custody = [
        CustodyPeriod(LURAH, at(0), at(1)),
        CustodyPeriod(ROADS, at(1), at(49)),
        CustodyPeriod(WATER, at(49), None),
    ]
    periods = build([RECEIVED, ROUTED, ASKED], custody, dates(), at(100))
    assert [wait.reason for wait in waits(periods)] == [WaitReason.START, WaitReason.START, WaitReason.OTHER]
    assert waits(periods)[-1].running


def test_after_an_answer_it_is_not_said_that_there_is_no_word_of_the_agency() -> None:
    answer = event(3, Kind.RESPONDED, 20, Status.MENUNGGU, agency=ROADS, text="Tim berangkat besok.")
    custody = [CustodyPeriod(LURAH, at(0), at(1)), CustodyPeriod(ROADS, at(1), None)]
    periods = build([RECEIVED, ROUTED, answer], custody, dates(), at(100))
    assert [wait.reason for wait in waits(periods)] == [WaitReason.START, WaitReason.START, WaitReason.SILENCE]


def test_the_waits_and_events_of_a_ticket_leave_no_time_out() -> None:
    custody = [
        CustodyPeriod(LURAH, at(0), at(1)),
        CustodyPeriod(ROADS, at(1), at(49)),
        CustodyPeriod(WATER, at(49), None),
    ]
    periods = build([RECEIVED, ROUTED, ASKED], custody, dates(), at(500))
    total = sum((wait.span for wait in waits(periods)), timedelta())
    assert total == at(500) - at(0)
    assert all(before.end == after.start for before, after in pairwise(periods))


def test_nothing_since_is_said_with_its_length() -> None:
    periods = build([RECEIVED], [CustodyPeriod(LURAH, at(0), None)], dates(None), at(48))
    last = waits(periods)[-1]
    assert last.running
    assert last.named
    assert last.span == timedelta(hours=42)  # since the deadline of the first answer went by
    assert periods[-1].running


def test_a_deadline_that_went_by_is_a_moment_and_what_follows_is_late() -> None:
    periods = build([RECEIVED], [CustodyPeriod(LURAH, at(0), None)], dates(None), at(200))
    assert missed(periods) == [MissedDeadline(Passed.RESPONSE_DUE, at(6)), MissedDeadline(Passed.DUE, at(168))]
    assert [wait.late for wait in waits(periods)] == [False, False, True]


def test_no_deadline_is_shown_before_its_time_or_after_the_end() -> None:
    done = event(2, Kind.RESOLVED, 5, Status.SELESAI, agency=LURAH)
    assert missed(build([RECEIVED, done], [CustodyPeriod(LURAH, at(0), at(5))], dates(5), at(900))) == []
    assert missed(build([RECEIVED], [CustodyPeriod(LURAH, at(0), None)], dates(1), at(100))) == []


def test_the_deadline_of_a_ticket_opened_again_counts_from_its_first_day() -> None:
    done = event(2, Kind.RESOLVED, 5, Status.SELESAI, agency=LURAH)
    again = event(3, Kind.DISPUTED, 300, Status.PROSES)
    custody = [CustodyPeriod(LURAH, at(0), at(5)), CustodyPeriod(LURAH, at(300), None)]
    periods = build([RECEIVED, done, again], custody, dates(5), at(310))
    assert [period.agency for period in periods] == [LURAH, None, LURAH]
    assert missed(periods) == [MissedDeadline(Passed.DUE, at(168))]
    assert waits(periods)[-1].late
    assert periods[1].status is Status.SELESAI


def test_a_promise_that_was_moved_in_time_is_not_broken() -> None:
    first = event(2, Kind.PROMISED, 1, Status.MENUNGGU, agency=LURAH, promised_at=at(24))
    moved = event(3, Kind.PROMISED, 20, Status.MENUNGGU, agency=LURAH, promised_at=at(48))
    periods = build([RECEIVED, first, moved], [CustodyPeriod(LURAH, at(0), None)], dates(), at(60))
    assert missed(periods) == [MissedDeadline(Passed.PROMISE, at(48))]


def test_a_correction_stands_beside_what_it_corrects_and_in_its_own_time() -> None:
    said = event(2, Kind.RESPONDED, 2, Status.MENUNGGU, agency=LURAH, text="Selasa")
    mended = event(3, Kind.CORRECTED, 9, Status.MENUNGGU, agency=LURAH, text="Rabu", corrects=2)
    periods = build([RECEIVED, said, mended], [CustodyPeriod(LURAH, at(0), None)], dates(), at(10))
    told = {e.seq: e for e in entries(periods) if isinstance(e, TimelineEvent)}
    assert told[2].text == "Selasa"
    assert [c.text for c in told[2].corrections] == ["Rabu"]
    assert told[3].at == at(9)


def test_a_redaction_without_a_target_is_of_the_report_itself() -> None:
    taken = event(2, Kind.REDACTED, 9, Status.MENUNGGU, agency=LURAH, text="Memuat nama orang.")
    periods = build([RECEIVED, taken], [CustodyPeriod(LURAH, at(0), None)], dates(), at(10))
    report = next(e for e in entries(periods) if isinstance(e, TimelineEvent))
    assert report.redacted is not None
    assert report.redacted.text == "Memuat nama orang."


def test_what_came_after_the_end_is_in_nobody_s_hands() -> None:
    done = event(2, Kind.RESOLVED, 5, Status.SELESAI, agency=LURAH)
    good = event(3, Kind.CONFIRMED, 60, Status.SELESAI)
    periods = build([RECEIVED, done, good], [CustodyPeriod(LURAH, at(0), at(5))], dates(5), at(900))
    assert [period.agency for period in periods] == [LURAH, None]
    assert periods[-1].end == at(60)
    assert not any(period.running for period in periods)


def test_shares_add_up_what_each_agency_had() -> None:
    custody = [
        CustodyPeriod(LURAH, at(0), at(1)),
        CustodyPeriod(ROADS, at(1), at(49)),
        CustodyPeriod(LURAH, at(49), None),
    ]
    back = event(3, Kind.TRANSFERRED, 49, Status.MENUNGGU, agency=ROADS, to_agency=LURAH)
    periods = build([RECEIVED, ROUTED, back], custody, dates(), at(60))
    assert [(s.agency, s.span, s.running) for s in shares(periods)] == [
        (ROADS, timedelta(hours=48), False),
        (LURAH, timedelta(hours=12), True),
    ]


def test_events_out_of_step_with_custody_are_all_shown() -> None:
    """An import may tell things that the stored periods do not know; nothing of it may be lost or crash the page."""
    odd = [RECEIVED, event(2, Kind.NOTED, 500, Status.PROSES), event(3, Kind.RESPONDED, 700, Status.PROSES)]
    periods = build(odd, [CustodyPeriod(LURAH, at(0), at(5))], dates(), at(10))
    assert [e.seq for e in entries(periods) if isinstance(e, TimelineEvent)] == [1, 2, 3]
    in_nobodys = build(odd, [], dates(), at(10))
    assert [e.seq for e in entries(in_nobodys) if isinstance(e, TimelineEvent)] == [1, 2, 3]
    assert build([], [], dates(), at(10)) == ()


def test_a_check_is_waited_for_by_its_name() -> None:
    said = event(2, Kind.COMPLETED, 10, Status.VALIDASI, agency=LURAH, text="Sudah.")
    custody = [CustodyPeriod(LURAH, at(0), at(10)), CustodyPeriod(ROADS, at(10), None)]
    periods = build([RECEIVED, said], custody, dates(), at(40))
    assert waits(periods)[-1].reason is WaitReason.CHECK
    assert [period.status for period in periods] == [Status.MENUNGGU, Status.VALIDASI]


def test_the_time_between_end_and_reopening_is_a_wait_in_nobodys_custody() -> None:
    done = event(2, Kind.RESOLVED, 5, Status.SELESAI, agency=LURAH)
    again = event(3, Kind.REOPENED, 50, Status.PROSES, agency=LURAH)
    custody = [CustodyPeriod(LURAH, at(0), at(5)), CustodyPeriod(LURAH, at(50), None)]
    idle = build([RECEIVED, done, again], custody, dates(), at(60))[1]
    assert (idle.agency, idle.number, idle.start, idle.end, idle.running) == (None, 0, at(5), at(50), False)
    assert {wait.reason for wait in waits([idle])} == {WaitReason.ENDED}


def test_agencies_are_numbered_in_the_order_in_which_they_first_had_the_ticket() -> None:
    custody = [
        CustodyPeriod(LURAH, at(0), at(1)),
        CustodyPeriod(ROADS, at(1), at(2)),
        CustodyPeriod(LURAH, at(2), at(3)),
        CustodyPeriod(WATER, at(3), None),
    ]
    periods = build([RECEIVED], custody, dates(), at(4))
    assert [period.number for period in periods] == [1, 2, 1, 3]


def test_a_correction_that_was_redacted_is_no_longer_shown_as_one() -> None:
    said = event(2, Kind.RESPONDED, 2, Status.MENUNGGU, agency=LURAH, text="Selasa")
    mended = event(3, Kind.CORRECTED, 9, Status.MENUNGGU, agency=LURAH, corrects=2)
    taken = event(4, Kind.REDACTED, 10, Status.MENUNGGU, agency=LURAH, text="Nama.", corrects=3)
    found = build([RECEIVED, said, mended, taken], [CustodyPeriod(LURAH, at(0), None)], dates(), at(11))
    by_seq = {e.seq: e for e in entries(found) if isinstance(e, TimelineEvent)}
    assert by_seq[2].corrections == ()
    assert by_seq[3].redacted is not None and by_seq[3].redacted.text == "Nama."


def test_a_broken_promise_is_a_missed_deadline_of_its_own() -> None:
    promise = event(2, Kind.PROMISED, 1, Status.MENUNGGU, agency=LURAH, promised_at=at(24))
    late = event(3, Kind.PROMISED, 30, Status.MENUNGGU, agency=LURAH, promised_at=at(90))
    periods = build([RECEIVED, promise, late], [CustodyPeriod(LURAH, at(0), None)], dates(), at(40))
    assert missed(periods) == [MissedDeadline(Passed.PROMISE, at(24))]


def test_a_missed_deadline_comes_after_what_happened_in_its_second() -> None:
    said = event(2, Kind.RESPONDED, 168, Status.MENUNGGU, agency=LURAH, text="Maaf.")
    periods = build([RECEIVED, said], [CustodyPeriod(LURAH, at(0), None)], dates(), at(200))
    kinds = [type(entry) for entry in entries(periods) if not isinstance(entry, Wait)]
    assert kinds == [TimelineEvent, TimelineEvent, MissedDeadline]


def test_a_wait_carries_the_status_that_it_was_waited_in() -> None:
    started = event(2, Kind.STARTED, 10, Status.PROSES, agency=LURAH)
    periods = build([RECEIVED, started], [CustodyPeriod(LURAH, at(0), None)], dates(), at(40))
    assert [wait.status for wait in waits(periods)] == [Status.MENUNGGU, Status.PROSES]


def test_an_agency_that_had_the_ticket_twice_has_one_share() -> None:
    custody = [CustodyPeriod(LURAH, at(0), at(5)), CustodyPeriod(LURAH, at(50), at(60))]
    found = shares(build([RECEIVED], custody, dates(), at(70)))
    assert [(share.agency, share.span, share.running) for share in found] == [(LURAH, timedelta(hours=15), False)]


def test_shares_of_equal_length_are_in_order_of_names() -> None:
    custody = [CustodyPeriod(WATER, at(0), at(5)), CustodyPeriod(ROADS, at(5), at(10))]
    assert [share.agency for share in shares(build([RECEIVED], custody, dates(), at(10)))] == [ROADS, WATER]
