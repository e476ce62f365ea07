"""Duplicates are followed to the report that stays, areas to the largest that they lie in."""

from __future__ import annotations

import numpy as np
import pytest

from portal.queries.scorecards.columns import first_tickets, largest_areas, merged_late, stays


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


def test_each_area_lies_in_one_of_the_highest_level() -> None:
    parents = {3: None, 5: 3, 8: 5, 9: None}
    areas = np.array([8, 0, 5, 3, 9], dtype=np.int64)
    assert largest_areas(areas, parents).tolist() == [3, 0, 3, 3, 9]
    assert largest_areas(np.zeros(2, dtype=np.int64), {}).tolist() == [0, 0], "a city without areas"


@pytest.mark.parametrize(("merged", "late"), [(5, False), (6, False), (7, True)])
def test_what_is_merged_into_a_report_that_had_ended_before_stands_for_itself(merged: int, late: bool) -> None:
    ids, ended = np.array([11, 12], dtype=np.int64), np.array([6, merged], dtype=np.int64)
    assert merged_late(ids, np.array([0, 11], dtype=np.int64), ended).tolist() == [False, late]
    assert not merged_late(ids, np.array([0, 10], dtype=np.int64), ended).any(), "it is not known what it goes on in"


def test_a_reporter_is_known_by_the_first_ticket_whoever_else_reports() -> None:
    ids, hashes = np.array([4, 6, 9, 12], dtype=np.int64), np.array([70, -1, 30, 70], dtype=np.int64)
    assert first_tickets(ids, hashes).tolist() == [4, -1, 9, 4]
    assert first_tickets(np.append(ids, 15), np.append(hashes, 50)).tolist() == [4, -1, 9, 4, 15]
    assert first_tickets(ids[:0], hashes[:0]).tolist() == []
