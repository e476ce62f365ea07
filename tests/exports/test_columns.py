"""The columns of every file: one list, which is also the data dictionary."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exports.columns import AT, COLUMNS, NAMES, ColumnType, batches, moments, written
from tests.support.export_rows import JAKARTA, row


@given(
    st.integers(-3_000_000_000, 9_000_000_000),
    st.sampled_from(["Asia/Jakarta", "Asia/Kolkata", "America/New_York", "UTC"]),
)
def test_moments_are_those_of_the_zone(seconds: int, zone: str) -> None:
    plain = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)).isoformat()
    assert moments(ZoneInfo(zone))(seconds) == plain


def test_every_column_is_described_once() -> None:
    assert len(set(NAMES)) == len(COLUMNS) == len(AT)
    assert all(column.description.endswith(".") for column in COLUMNS)


def test_only_times_are_written_anew() -> None:
    given = row(title="Lubang", handoffs=2, lat=-6.3)
    shown = written(JAKARTA)(given)
    times = {column.name for column in COLUMNS if column.type is ColumnType.TIME}
    assert {name for name in NAMES if shown[AT[name]] != given[AT[name]]} <= times
    assert shown[AT["submitted_at"]] == "2023-03-06T08:30:00+07:00"
    assert shown[AT["resolved_at"]] is None


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1200])
def test_no_row_is_lost_between_batches(count: int) -> None:
    many = [row(code=f"JK{n}") for n in range(count)]
    found = list(batches(iter(many)))
    assert [one for batch in found for one in batch] == many
    assert all(0 < len(batch) <= 500 for batch in found)
