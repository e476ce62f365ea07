"""What people may say of a report, and when enough of them have said that it is not done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.domain.status import Status
from portal.domain.visibility import Visibility
from portal.domain.witness import CROWD_SAID, WITHIN, WitnessKind, asked, crowd_of, crowd_said, enough

NOW = datetime(2026, 11, 20, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


@pytest.mark.parametrize(
    ("visibility", "status", "days", "kind"),
    [
        (Visibility.FULL, Status.PROSES, None, WitnessKind.SEEN),
        (Visibility.FULL, Status.SELESAI, 3, WitnessKind.UNSOLVED),
        (Visibility.FULL, Status.SELESAI, WITHIN.days + 1, None),
        (Visibility.FULL, Status.DITOLAK, 3, None),
        (Visibility.STUB, Status.PROSES, None, None),
        (Visibility.HIDDEN, Status.SELESAI, 3, None),
    ],
)
def test_people_may_say_what_they_can_have_seen(
    visibility: Visibility, status: Status, days: int | None, kind: WitnessKind | None
) -> None:
    assert asked(visibility, status, None if days is None else NOW - timedelta(days=days), NOW) is kind


def test_enough_are_as_many_as_the_city_says_on_two_days_at_least() -> None:
    both = [MONDAY, MONDAY, TUESDAY]
    assert enough(both, 3) and not enough(both, 4) and not enough(both, 0)
    assert not enough([MONDAY] * 50, 3), "all on one day"


def test_how_many_said_so_is_read_back_from_the_stored_words_alone() -> None:
    for language in (*CROWD_SAID, "fr"):
        assert crowd_of(crowd_said(1_234, language)) == 1_234
    for words in ("", "{people} orang mengatakan", f"Kata RT: {crowd_said(4, 'id')}", "4 orang mengatakan begitu."):
        assert crowd_of(words) is None, words
