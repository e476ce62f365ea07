"""A notice is answered within three days, or it is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.domain.notice import ANSWERED_WITHIN, is_late


def test_a_notice_is_late_after_its_term_and_not_before() -> None:
    since = datetime(2026, 3, 1, tzinfo=UTC)
    assert not is_late(since, since + ANSWERED_WITHIN)
    assert is_late(since, since + ANSWERED_WITHIN + timedelta(seconds=1))
