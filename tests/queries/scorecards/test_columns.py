"""Duplicates are followed to the report that stays."""

from __future__ import annotations

import numpy as np
import pytest

from portal.queries.scorecards.columns import stays


@pytest.mark.parametrize(
    ("duplicate_of", "expected"),
    [
        ([0, 0, 0], [0, 1, 2]),
        ([7, 0, 5], [1, 1, 1]),  # 9 -> 5 -> 7
        ([99, 0, 0], [0, 1, 2]),  # 99 is not public
    ],
)
def test_a_duplicate_goes_on_in_the_report_that_stays(duplicate_of: list[int], expected: list[int]) -> None:
    ids = np.array([5, 7, 9], dtype=np.int64)
    assert stays(ids, np.array(duplicate_of, dtype=np.int64)).tolist() == expected


def test_long_chains_of_merges_are_followed_to_their_end() -> None:
    ids = np.arange(1, 101, dtype=np.int64)
    assert set(stays(ids, np.append(ids[1:], 0)).tolist()) == {99}
