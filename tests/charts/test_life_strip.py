"""The life strip: to scale, nothing vanishes, nothing stands on anything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from portal.charts.life_strip import LARGE, ROW, SIZES, life_strip
from portal.domain.life import Hands, Life, LifeMark, LifeSign
from portal.domain.status import Status

START = datetime(2026, 10, 19, tzinfo=UTC)
SOME = Hands(1, START, START + timedelta(days=37), "Sudin Bina Marga")


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def a_life(end: float = 37, *, status: Status = Status.PROSES, due: float = 7, **facts: object) -> Life:
    drawn: dict[str, object] = {"hands": (Hands(1, START, at(end)),), "marks": (), **facts}
    return Life(start=START, end=at(end), due=at(due), status=status, **drawn)  # type: ignore[arg-type]


def marks(*found: tuple[LifeSign, float]) -> tuple[LifeMark, ...]:
    return tuple(LifeMark(sign, at(day)) for sign, day in found)


def test_the_width_is_the_time_from_submission_to_now_or_to_the_due_date() -> None:
    late = life_strip(a_life(28))
    assert (late.end, late.due, late.ahead) == (100, 25, None)
    assert late.late is not None and (late.late.x, late.late.width) == (25, 75)
    new = life_strip(a_life(1, due=4))
    assert (new.end, new.due, new.late) == (25, 100, None)
    assert new.ahead is not None and (new.ahead.x, new.ahead.width) == (25, 75)
    assert life_strip(a_life(1, due=4, status=Status.SELESAI)).ahead is None


def test_what_is_late_is_cut_by_weeks_and_after_a_hundred_days_by_months() -> None:
    assert life_strip(a_life(28)).cuts == (50, 75)
    year = life_strip(a_life(367))
    assert (year.piece, len(year.cuts)) == (timedelta(days=30), 11)
    assert life_strip(a_life(7 + 1000, due=7), LARGE).piece == timedelta(days=30)
    assert life_strip(a_life(5000)).piece == timedelta(days=365)
    assert life_strip(a_life(99, due=8)).cuts and not life_strip(a_life(900, due=801)).cuts  # pieces too short to see


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_hand_of_minutes_is_still_seen_and_no_hand_covers_another(size: object) -> None:
    edges = [0, 0.001, 0.002, 5, 5.001, 12, 36.999, 37]
    hands = tuple(Hands(turn + 1, at(a), at(b)) for turn, (a, b) in enumerate(pairwise(edges)))
    strip = life_strip(a_life(hands=hands), size)  # type: ignore[arg-type]
    least = 100 * (2.9 + strip.size.gap) / strip.size.width
    assert all(band.width >= least for band in strip.bands)
    for band, following in pairwise(strip.bands):
        assert band.x + band.width <= following.x + 0.02
    assert strip.bands[-1].x + strip.bands[-1].width == pytest.approx(100, abs=0.02)
    assert strip.bands[5].width == pytest.approx(100 * (36.999 - 12) / 37, abs=3)


def test_more_hands_than_there_is_room_for_share_the_room() -> None:
    hands = tuple(Hands(turn % 9 + 1, at(turn / 10), at((turn + 1) / 10)) for turn in range(200))
    strip = life_strip(a_life(20, hands=hands))
    assert len(strip.bands) == 200 and all(band.width > 0 and 1 <= band.colour <= 6 for band in strip.bands)


def test_time_in_nobodys_hands_is_a_gap() -> None:
    first, second = life_strip(a_life(40, hands=(Hands(1, START, at(10)), Hands(1, at(30), at(40))))).bands
    assert (first.x, first.width, second.x, second.width) == (0, 25, 75, 25)


def test_marks_too_near_to_each_other_are_one_and_a_dispute_wins() -> None:
    near = marks(
        (LifeSign.WORD, 10),
        (LifeSign.DONE, 10.1),
        (LifeSign.DISPUTED, 10.2),
        (LifeSign.WORD, 25),
        (LifeSign.WORD, 25.4),
    )
    found = life_strip(a_life(40, marks=near)).marks
    assert [(mark.sign, mark.times) for mark in found] == [(LifeSign.DISPUTED, 1), (LifeSign.WORD, 2)]
    assert found[0].x == 25.5
    apart = ROW.near / ROW.width * 40
    both = life_strip(a_life(40, marks=marks((LifeSign.WORD, 10), (LifeSign.WORD, 10 + apart)))).marks
    assert len(both) == 2


def test_the_sign_of_the_end_covers_what_is_too_near_to_it() -> None:
    last = marks((LifeSign.WORD, 20), (LifeSign.DONE, 39.8))
    assert [mark.sign for mark in life_strip(a_life(40, status=Status.SELESAI, marks=last)).marks] == [LifeSign.WORD]
    assert len(life_strip(a_life(40, marks=last)).marks) == 2


def test_a_promise_ahead_widens_the_scale_but_not_beyond_reason() -> None:
    ahead = life_strip(a_life(5, marks=marks((LifeSign.PROMISE, 10))))
    assert (ahead.end, ahead.marks[0].x) == (50, 100)
    far = life_strip(a_life(5, marks=marks((LifeSign.PROMISE, 3000))))
    assert (far.due, far.marks) == (100, ())


def test_a_merged_report_goes_on_in_the_other_one() -> None:
    strip = life_strip(a_life(4, status=Status.DUPLIKAT, followed=at(40), due=20))
    assert strip.merged is not None and (strip.merged.x, strip.merged.width) == (10, 90)
    assert strip.late is not None and strip.late.x == 50


def test_names_stand_where_marks_leave_room_and_on_the_large_one_only() -> None:
    named = life_strip(a_life(hands=(SOME,), marks=marks((LifeSign.WORD, 9))), LARGE)
    (name,) = named.names
    assert (name.name, name.wide) == ("Sudin Bina Marga", False) and name.x > 100 * 9 / 37
    short = Hands(1, at(0), at(10), "Sudin Bina Marga")
    assert [one.wide for one in life_strip(a_life(due=30, hands=(short,)), LARGE).names] == [True]
    assert life_strip(a_life(hands=(SOME,)), ROW).names == ()


def test_an_instant_has_a_strip() -> None:
    strip = life_strip(a_life(0, due=0, status=Status.SELESAI))
    assert (strip.late, strip.end) == (None, 0)
