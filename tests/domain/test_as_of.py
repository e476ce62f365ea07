"""What an address asks to see figures as of: a day, a moment, a number of the log, or nothing that can be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.domain.as_of import AskedAsOf, read_as_of

ZONE, NOW = "Asia/Jakarta", datetime(2024, 1, 5, tzinfo=UTC)
NIGHT = datetime(2023, 12, 31, 16, 59, 59, tzinfo=UTC)


def read(at: list[str], seq: list[str]) -> AskedAsOf:
    return read_as_of(at, seq, ZONE, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "2023-12-31",
        "2023-12-31T16:59:59Z",
        "2023-12-31T23:59:59+07:00",
        "2023-12-31T23:59:59 07:00",  # as an address has it where nobody has encoded the plus
    ],
)
def test_a_day_is_its_end_in_the_citys_zone_and_a_moment_bears_its_own(text: str) -> None:
    assert read([text], []) == AskedAsOf(at=NIGHT)
    assert read([text], ["548150"]) == AskedAsOf(at=NIGHT, seq=548150)


@pytest.mark.parametrize(
    ("at", "seq", "unread"),
    [
        (["kemarin"], [], ("as_of",)),
        (["2023-02-30"], [], ("as_of",)),
        (["2023-12-31T23:59:59"], [], ("as_of",)),  # of no zone
        (["٢٠٢٣-12-31"], [], ("as_of",)),
        (["2023-12-31", "2023-12-30"], [], ("as_of",)),
        (["2023-12-31"], ["0"], ("seq",)),
        (["2023-12-31"], ["12", "13"], ("seq",)),
        ([], ["12"], ("seq",)),  # a number alone names no moment
        (["kemarin"], ["x"], ("as_of", "seq")),
    ],
)
def test_what_cannot_be_read_is_named_and_asks_for_nothing(
    at: list[str], seq: list[str], unread: tuple[str, ...]
) -> None:
    assert read(at, seq) == AskedAsOf(unread=unread)


def test_a_day_that_is_not_over_is_refused() -> None:
    assert read(["2024-01-05"], []) == AskedAsOf(unread=("as_of",), ahead=True)


def test_nothing_typed_asks_for_today() -> None:
    assert read([""], [""]) == AskedAsOf()
