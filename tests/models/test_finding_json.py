"""A finding is read as it was written."""

from __future__ import annotations

from portal.domain.weekly_finding import WeeklyKind
from portal.models.finding_json import parsed, written
from tests.domain.test_weekly_finding import course, found


def test_a_finding_is_read_as_it_was_written() -> None:
    for of in (found({1: course(60, 0.3, 0.6), 2: course(300, 0.3, 0.3)}), found({})):
        assert parsed(written(of)) == of
    assert parsed(written(found({}))).kind is WeeklyKind.FEW
