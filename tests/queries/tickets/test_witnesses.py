"""Who said so is counted by the city's own day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.domain.witness import WitnessKind
from portal.queries.tickets.witnesses import WitnessedTicket, Witnesses


def test_a_day_is_that_of_the_city() -> None:
    night, noon = datetime(2026, 11, 26, 23, tzinfo=UTC), datetime(2026, 11, 27, 5, tzinfo=UTC)
    found = WitnessedTicket(1, "JK1", "", WitnessKind.SEEN, Witnesses(seen=(night, noon)))
    assert found.days("seen", "Asia/Jakarta") == {date(2026, 11, 27): [night, noon]}
    assert len(found.days("seen", "UTC")) == 2
