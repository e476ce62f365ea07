"""Columns cut by agency and period: each agency's own, in order of time, and nothing where it has none."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from portal.domain.period import ALL, parse
from portal.queries.scorecards.by_agency import ByAgency
from portal.queries.scorecards.groups import Periods


def at(*months: int) -> list[int]:
    return [int(datetime(2023, month, 15, tzinfo=UTC).timestamp()) for month in months]


def test_each_period_has_the_rows_of_one_agency_in_order_of_time() -> None:
    columns = [np.array(values, dtype=np.int64) for values in ([2, 1, 2, 2], at(5, 1, 1, 3), [50, 10, 20, 30])]
    march = parse("2023-03", "Asia/Jakarta")
    assert march is not None
    periods = Periods([ALL, march])
    cut = ByAgency(np.stack(columns, axis=1))
    assert cut.of(2).each(periods, lambda _, other: other.tolist()) == [[20, 30, 50], [30]]
    assert cut.of(9).each(periods, lambda _, other: other.tolist()) == [[], []]
