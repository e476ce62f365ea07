"""A filter becomes one query tree, of which any field can be left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from whoosh.query import And, Every, Not, Or, Query, Term

from portal.domain.lens import Box, Sort, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.search.filter_query import EngineQuery, all_of, any_of, day_number, ranges

NOW = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
CLOCKS = SourceClocks(NOW)
A, B, C = (Term("words", name) for name in "abc")
BOX = Box(106.8, -6.3, 106.9, -6.2)


def query(filter: TicketFilter, tree: Query | None = None, *, without: str = "") -> str:
    return str(EngineQuery(tree, filter, CLOCKS).query(without=without))


def test_nothing_asked_is_everything() -> None:
    assert EngineQuery(None, TicketFilter(), CLOCKS).query() is None
    assert all_of([]) is None and all_of([None, None]) is None


def test_one_part_stays_as_it_is() -> None:
    assert all_of([None, A]) is A and any_of([A]) is A


def test_several_parts_are_joined() -> None:
    assert all_of([A, None, B]) == And([A, B])
    assert any_of([A, B, C]) == Or([A, B, C])


def test_negations_alone_are_taken_from_everything() -> None:
    assert all_of([Not(A)]) == And([Every(), Not(A)])
    assert all_of([Not(A), Not(B)]) == And([Every(), Not(A), Not(B)])
    assert all_of([Not(A), B]) == And([Not(A), B])


def test_a_negation_among_alternatives_is_taken_from_everything() -> None:
    assert any_of([A, Not(B)]) == Or([A, And([Every(), Not(B)])])


@pytest.mark.parametrize("name", ["agency", "category", "area", "channel", "status"])
def test_values_of_one_field_are_alternatives(name: str) -> None:
    filter = TicketFilter(**{name: ("x", "y")})  # type: ignore[arg-type]
    assert query(filter) == f"({name}:x OR {name}:y)"


def test_what_is_excluded_is_taken_away() -> None:
    filter = TicketFilter(area=("x",), excluded=(("area", "y"), ("status", "open"), ("status", "ditutup")))
    assert query(filter) == "(NOT (type:open OR status:ditutup) AND area:x AND NOT area:y)"
    assert query(filter, without="area") == str(
        And([Every(), Not(Or([Term("type", "open"), Term("status", "ditutup")]))])
    )
    assert query(filter, A, without="status") == "(words:a AND area:x AND NOT area:y)"


def test_fields_must_all_match() -> None:
    filter = TicketFilter(agency=("x",), channel=("jaki",))
    assert query(filter, A) == "(words:a AND agency:x AND channel:jaki)"


def test_a_type_of_statuses_is_looked_for_among_types() -> None:
    assert query(TicketFilter(status=("open", "selesai"))) == "(type:open OR status:selesai)"


def test_a_field_may_be_left_out_for_its_own_facet() -> None:
    filter = TicketFilter(agency=("x",), channel=("jaki",))
    assert query(filter, A, without="agency") == "(words:a AND channel:jaki)"
    assert query(TicketFilter(agency=("x",)), without="agency") == "None"


def test_days_are_both_included() -> None:
    filter = TicketFilter(since=date(2023, 6, 1), until=date(2023, 6, 30))
    assert query(filter) == "day:[20230601 TO 20230630]"


def test_days_may_be_open_at_either_end() -> None:
    since, until = (
        EngineQuery(None, filter, CLOCKS).query()
        for filter in (TicketFilter(since=date(2023, 6, 1)), TicketFilter(until=date(2023, 6, 30)))
    )
    assert since is not None and until is not None
    assert (since.start, since.end) == (20230601, None)
    assert (until.start, until.end) == (None, 20230630)


def test_overdue_is_due_before_this_second() -> None:
    found = EngineQuery(None, TicketFilter(overdue=True), CLOCKS).query()
    assert found is not None
    assert (found.fieldname, found.start, found.end) == ("open_due", None, int(NOW.timestamp()) - 1)


def test_the_filter_alone_leaves_the_text_out() -> None:
    asked = EngineQuery(A, TicketFilter(channel=("jaki",)), CLOCKS)
    assert str(asked.filter_query()) == "channel:jaki"


def test_text_order_and_page_of_a_filter_are_ignored() -> None:
    assert query(TicketFilter(q="lampu", sort=Sort.OLDEST, page=3)) == "None"


def test_a_frame_is_ranges_of_coordinates_unless_the_engine_knows_better() -> None:
    assert EngineQuery(None, TicketFilter(bbox=BOX), CLOCKS).query() == And(list(ranges(BOX)))
    asked = EngineQuery(None, TicketFilter(bbox=BOX), CLOCKS, lambda box: A)
    assert asked.query() is A
    assert asked.query(without="bbox") is None


def test_a_frame_holds_its_south_and_west_edge_and_not_its_north_and_east() -> None:
    lat, lon = ranges(BOX)
    assert (lat.fieldname, lat.start, lat.end) == ("lat", -6_300_000, -6_200_001)
    assert (lon.fieldname, lon.start, lon.end) == ("lon", 106_800_000, 106_899_999)


def test_frames_side_by_side_share_no_place() -> None:
    left, right = ranges(Box(106.8, -6.3, 106.85, -6.2))[1], ranges(Box(106.85, -6.3, 106.9, -6.2))[1]
    assert left.end + 1 == right.start


def test_a_day_is_a_number_that_sorts_by_time() -> None:
    assert day_number(date(2023, 6, 9)) == 20230609 < day_number(date(2023, 10, 1))
