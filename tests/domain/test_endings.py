"""Which end or reopening that was told before was wrong, by what is told now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.domain.endings import in_their_order, last_end, new_turns, opens_nothing, put_right
from portal.domain.event import EventDraft, Kind
from portal.domain.source_log import LogEntry, compare

START = datetime(2023, 5, 1, tzinfo=UTC)
Said = tuple[Kind, int]


def draft(said: Said) -> EventDraft:
    return EventDraft(kind=said[0], at=START + timedelta(days=said[1]), agency=1)


def log(*said: Said) -> list[LogEntry]:
    return [LogEntry(seq, draft(one)) for seq, one in enumerate([(Kind.RECEIVED, 0), *said], 1)]


def wrong(before: list[Said], now: list[Said]) -> list[Said]:
    """What of ``before`` is put right by ``now``."""
    known, drafts = log(*before), [draft(one) for one in now]
    match = compare(known, drafts)
    found = put_right(known, known, match, new_turns(drafts, match))
    return [(entry.draft.kind, (entry.draft.at - START).days) for entry in found]


def test_the_last_end_is_none_while_a_ticket_is_open_again() -> None:
    turned = [draft((Kind.RESOLVED, 3)), draft((Kind.REOPENED, 8))]
    assert last_end(turned) is None and last_end([]) is None
    assert last_end([*turned, draft((Kind.CLOSED, 9)), draft((Kind.RESPONDED, 9))]) == draft((Kind.CLOSED, 9))


def test_one_end_between_two_reopenings_and_one_reopening_between_two_ends() -> None:
    ends, opens = Kind.RESOLVED, Kind.REOPENED
    assert wrong([(ends, 3), (opens, 8)], [(ends, 3), (opens, 7)]) == [(opens, 8)]
    assert wrong([(ends, 3)], [(ends, 4), (opens, 8)]) == [(ends, 3)]
    assert wrong([(Kind.CLOSED, 3), (opens, 8)], [(ends, 3), (opens, 8)]) == [(Kind.CLOSED, 3)]
    assert wrong([(ends, 3), (opens, 8), (ends, 9), (opens, 12)], [(ends, 3), (opens, 10)]) == [(opens, 12)]


def test_what_is_told_of_another_stretch_stands() -> None:
    ends, opens = Kind.RESOLVED, Kind.REOPENED
    assert wrong([(ends, 3)], [(opens, 8)]) == []
    assert wrong([(ends, 3), (opens, 8), (ends, 9)], [(ends, 3), (opens, 12)]) == []
    assert wrong([(ends, 3)], [(ends, 9)]) == []  # the last end: reopened in between, unless the mapping says otherwise
    assert wrong([(ends, 3), (opens, 8)], [(ends, 3), (opens, 8)]) == []


def test_a_reopening_without_an_end_before_it_opens_nothing_unless_the_source_says_so() -> None:
    entries = log((Kind.RESOLVED, 1), (Kind.REOPENED, 2), (Kind.REOPENED, 3), (Kind.REOPENED, 4))
    assert opens_nothing(entries, {5}) == [entries[3]]


def test_an_end_in_whose_second_work_is_told_is_written_anew_after_that_work() -> None:
    before, now = log((Kind.CLOSED, 3), (Kind.REOPENED, 8)), [draft((Kind.CLOSED, 3)), draft((Kind.REOPENED, 8))]
    now.insert(0, draft((Kind.STARTED, 3)))
    match = in_their_order(compare(before, now), now, [now[0].at])
    assert [step.kind for step in match.fresh] == [Kind.STARTED, Kind.CLOSED]
    assert [step.kind for _, step in match.known] == [Kind.REOPENED]
