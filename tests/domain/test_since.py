"""From when on a reader asks: days of the city, moments with a zone, numbers of the log; all else is named."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.since import NAMES, Since, parse

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-03-05", datetime(2026, 3, 4, 17, tzinfo=UTC)),
        ("2026-03-05T08:00:00", datetime(2026, 3, 5, 1, tzinfo=UTC)),
        ("2026-03-05T08:00:00Z", datetime(2026, 3, 5, 8, tzinfo=UTC)),
        ("2026-03-05T08:00:00+07:00", datetime(2026, 3, 5, 1, tzinfo=UTC)),
        ("2026-03-05T08:00:00 07:00", datetime(2026, 3, 5, 1, tzinfo=UTC)),  # an address that was not quoted
    ],
)
def test_a_moment_is_of_the_city_unless_it_names_a_zone(typed: str, at: datetime) -> None:
    since, bad = parse({"updated_from": typed}, JAKARTA)
    assert (since, bad) == (Since(at=at), ())


def test_nothing_asked_is_everything() -> None:
    assert parse({"updated_from": " ", "q": "lubang"}, JAKARTA) == (Since(), ())
    assert not Since() and Since(seq=0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("typed", ["kemarin", "-1", "2026-13-01", "9" * 30, "0001-01-01T00:00:00"])
def test_what_cannot_be_read_is_named(name: str, typed: str) -> None:
    assert parse({name: typed}, JAKARTA) == (Since(), (name,))


@given(st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_nothing_that_is_typed_raises(args: dict[str, str]) -> None:
    assert set(parse(args, JAKARTA)[1]) <= set(args)
