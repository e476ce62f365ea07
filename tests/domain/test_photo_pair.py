"""A resolution's photo after stands beside the photo before that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portal.domain.attachment import FileKind, Photo, Purpose
from portal.domain.event import Kind
from portal.domain.photo_pair import photo_pairs
from portal.domain.status import Status
from portal.domain.timeline import TimelineEvent

START = datetime(2023, 3, 1, tzinfo=UTC)
BEFORE, AFTER = Purpose.BEFORE, Purpose.AFTER


def photo(key: str, purpose: Purpose, kind: FileKind = FileKind.PHOTO) -> Photo:
    return Photo(
        key=key,
        number=1,
        purpose=purpose,
        kind=kind,
        alt="",
        width=4,
        height=3,
        pages=1,
        taken_at=None,
        digest=f"d{key}",
    )


def event(seq: int, kind: Kind, *photos: Photo) -> TimelineEvent:
    return TimelineEvent(seq=seq, kind=kind, at=START + timedelta(days=seq), status=Status.PROSES, photos=photos)


def keys(*events: TimelineEvent) -> list[tuple[int, str, str]]:
    return [(seq, pair.before.key, pair.after.key) for seq, pair in photo_pairs(events).items()]


def test_the_first_photo_of_the_report_stands_beside_the_first_one_after() -> None:
    received = event(1, Kind.RECEIVED, photo("a", BEFORE), photo("b", BEFORE))
    done = event(3, Kind.COMPLETED, photo("c", AFTER), photo("d", AFTER))
    assert keys(received, event(2, Kind.STARTED, photo("e", AFTER)), done) == [(3, "a", "c")]
    [pair] = photo_pairs([received, done]).values()
    assert (pair.reported, pair.done) == (received.at, done.at)
    assert [one.key for one in pair.others(done.photos)] == ["d"]


def test_who_says_that_it_is_done_may_bring_the_photo_before_along() -> None:
    received, own = event(1, Kind.RECEIVED, photo("a", BEFORE)), (photo("c", AFTER), photo("b", BEFORE))
    again = event(5, Kind.RESOLVED, photo("e", AFTER))
    assert keys(received, event(3, Kind.COMPLETED, *own), again) == [(3, "b", "c"), (5, "a", "e")]


def test_a_photo_that_contests_the_work_stands_beside_what_was_called_done() -> None:
    received, contest = event(1, Kind.RECEIVED, photo("a", BEFORE)), event(5, Kind.DISPUTED, photo("z", Purpose.OTHER))
    done, again = event(3, Kind.RESOLVED, photo("c", AFTER)), event(7, Kind.RESOLVED)
    assert keys(received, done, contest) == [(3, "a", "c"), (5, "c", "z")]
    assert [pair.contested for pair in photo_pairs([received, done, contest]).values()] == [False, True]
    assert keys(received, done, again, replace(contest, seq=9, at=again.at)) == [(3, "a", "c")], "the last has none"


def test_a_photo_that_they_have_chosen_stands_before_all_while_it_is_seen() -> None:
    received = event(1, Kind.RECEIVED, photo("a", BEFORE), photo("x", Purpose.OTHER))
    done = event(3, Kind.COMPLETED, photo("c", AFTER), photo("b", BEFORE))
    for chosen, before in (("dx", "x"), ("da", "a"), ("db", "b"), ("gone", "b"), ("", "b")):
        assert keys(received, replace(done, beside=chosen)) == [(3, before, "c")]
    blurred = replace(photo("y", Purpose.OTHER), handed_in="dx")
    assert keys(replace(received, photos=(blurred,)), replace(done, beside="dx")) == [(3, "y", "c")]


def test_without_one_of_the_two_there_is_no_pair() -> None:
    received = event(1, Kind.RECEIVED, photo("a", BEFORE))
    for photos in ((), (photo("b", Purpose.OTHER),), (photo("b", AFTER, FileKind.DOCUMENT),)):
        assert keys(received, event(3, Kind.COMPLETED, *photos)) == []
    late = event(5, Kind.RESPONDED, photo("c", BEFORE))
    assert keys(event(1, Kind.RECEIVED), event(3, Kind.RESOLVED, photo("b", AFTER)), late) == [], "not from afterwards"
