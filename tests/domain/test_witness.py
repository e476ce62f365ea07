"""What people may say of a report, and when enough of them have said that it is not done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.domain.status import Status
from portal.domain.visibility import Visibility
from portal.domain.witness import WITHIN, WitnessKind, asked, reopens

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


def test_enough_people_on_two_days_reopen_a_report_at_most_twice() -> None:
    both = [MONDAY, MONDAY, TUESDAY]
    assert reopens(both, 3, 0) and reopens(both, 3, 1)
    assert not reopens(both, 3, 2) and not reopens(both, 4, 0) and not reopens(both, 0, 0)
    assert not reopens([MONDAY] * 50, 3, 0), "all on one day"
