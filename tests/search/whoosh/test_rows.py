"""Rows survive being stored, and their counts are right."""

from __future__ import annotations

import pickle
from datetime import timedelta

from portal.domain.source_clock import SourceClocks
from portal.search.analysis import Analyser
from portal.search.engine import MAX_CELLS, MonthCount
from portal.search.index_entry import index_entry
from portal.search.whoosh.rows import WhooshRow, counts_of, grid, loaded_row, overdue, stored_row, trend
from tests.search.sampling import CLOCKS, NOW, PLAIN, ticket

ENDED = {"ended": PLAIN.submitted + 86_400, "ended_month": 202307}


def row(id: int = 1, **changes: object) -> WhooshRow:
    stored = stored_row(index_entry(ticket(id, **changes), Analyser()))
    return loaded_row(pickle.loads(pickle.dumps(stored)))


def test_a_row_holds_the_entry_that_it_was_made_from() -> None:
    entry = index_entry(ticket(), Analyser())
    found = row()
    assert (found.id, found.type, found.status) == (1, "open", ("proses",))
    assert (found.agency, found.category, found.channel) == (("sudin-1",), ("kategori-1",), ("jaki",))
    assert set(found.area) == {"31.74.01.1001", "31.74.01", "31.74"}
    assert found.newest == entry.numbers["newest"] and found.waiting == entry.numbers["waiting"]
    assert (found.month, found.open_due, found.cell) == (202306, PLAIN.due, entry.numbers["cell"])
    assert (found.resolved_month, found.closed_month, found.resolved_within_week) == (None, None, None)


def test_what_a_ticket_lacks_is_none() -> None:
    bare = row(category=None, lat=None, lon=None, due=None)
    assert (bare.category, bare.cell, bare.open_due) == ((), None, None)


def test_a_resolved_and_a_closed_ticket_have_their_months() -> None:
    resolved, closed = row(status="selesai", **ENDED), row(status="ditolak", **ENDED)
    assert (resolved.resolved_month, resolved.closed_month, resolved.resolved_within_week) == (202307, None, 1)
    assert (closed.resolved_month, closed.closed_month, closed.resolved_within_week) == (None, 202307, None)


def test_equal_texts_of_rows_are_one_object() -> None:
    assert row(1).agency[0] is row(2).agency[0]


def test_a_row_counts_for_each_of_its_values() -> None:
    rows = [row(1), row(2, agency="sudin-2"), row(3, areas=())]
    assert counts_of(rows, "agency") == {"sudin-1": 2, "sudin-2": 1}
    assert counts_of(rows, "area") == {"31.74.01.1001": 2, "31.74.01": 2, "31.74": 2}
    assert counts_of([], "agency") == {}


def test_overdue_is_due_before_now() -> None:
    due = int(NOW.timestamp())
    rows = [row(1, due=due), row(2, due=due - 1), row(3, due=None), row(4, due=due - 1, status="selesai", **ENDED)]
    assert [found.id for found in overdue(rows, CLOCKS)] == [2]
    assert [found.id for found in overdue(rows, SourceClocks(NOW + timedelta(seconds=1)))] == [1, 2]


def test_a_trend_counts_arrivals_and_ends_by_month_in_order() -> None:
    rows = [row(1), row(2, month=202305), row(3, status="selesai", **ENDED), row(4, status="ditolak", **ENDED)]
    assert trend(rows) == (
        MonthCount(202305, 1, 0, 0),
        MonthCount(202306, 3, 0, 0),
        MonthCount(202307, 0, 2, 1),
    )
    assert trend([]) == ()


def test_too_many_squares_are_joined_to_larger_ones() -> None:
    one = row()
    many = [one._replace(cell=number) for number in range(4 * (MAX_CELLS + 1))]
    found = grid(many, 20)
    assert len(found.cells) <= MAX_CELLS
    assert sum(cell.count for cell in found.cells) == found.placed == len(many)
    assert found.width > grid(many[:10], 20).width


def test_rows_without_a_place_are_in_no_square() -> None:
    assert grid([row(lat=None)], 10).cells == ()
