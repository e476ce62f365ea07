"""Counts of a Tantivy index, against the same counts by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
import tantivy

from portal.domain.lens import TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.domain.status import Status, StatusType
from portal.search import cells, squares
from portal.search.engine import FACETS, UNCOUNTED, SearchRequest
from portal.search.tantivy import counts
from tests.search import sampling
from tests.search.sampling import CLOCKS, NOW, PLAIN, ticket
from tests.search.tantivy.memory import EVERYTHING, SCHEMA, searcher

DOCUMENTS = list(sampling.documents(400))


@pytest.fixture(scope="module")
def index() -> tantivy.Searcher:
    return searcher(DOCUMENTS)


def tally(index: tantivy.Searcher, *, facets: bool = True, trend: bool = True, now: datetime = NOW) -> counts.Tally:
    request = SearchRequest(None, TicketFilter(), SourceClocks(now), facets=facets, trend=trend)
    return counts.tally(index, EVERYTHING, request)


def test_the_total_is_the_number_of_matches(index: tantivy.Searcher) -> None:
    assert tally(index).total == counts.total(index, EVERYTHING) == 400
    assert counts.total(index, tantivy.Query.empty_query()) == 0


def test_open_and_counted_tickets_are_known_by_their_status(index: tantivy.Searcher) -> None:
    found = tally(index).found(())
    statuses = Counter(Status(document.status) for document in DOCUMENTS)
    assert found.open == sum(n for status, n in statuses.items() if status.type is StatusType.OPEN)
    assert found.counted == sum(n for status, n in statuses.items() if status not in UNCOUNTED)


def test_a_fix_within_a_week_is_counted_by_its_time(index: tantivy.Searcher) -> None:
    quick = [
        document
        for document in DOCUMENTS
        if Status(document.status).type is StatusType.RESOLVED
        and document.ended is not None
        and document.ended - document.submitted <= 7 * 86_400
    ]
    assert tally(index).found(()).resolved_within_week == len(quick) > 50


def test_overdue_tickets_are_counted(index: tantivy.Searcher) -> None:
    now = int(NOW.timestamp())
    late = [
        document
        for document in DOCUMENTS
        if Status(document.status).type is StatusType.OPEN and document.due is not None and document.due < now
    ]
    found = tally(index).found(())
    assert found.overdue == len(late) > 10


def test_before_anything_was_due_nothing_is_overdue(index: tantivy.Searcher) -> None:
    found = tally(index, now=datetime(2000, 1, 1, tzinfo=UTC)).found(())
    assert found.overdue == 0


def test_without_open_tickets_nothing_is_overdue() -> None:
    ended = searcher([ticket(status="selesai", ended=PLAIN.submitted + 60, ended_month=202306)])
    assert tally(ended).found(()).overdue == 0


@pytest.mark.parametrize("name", ["agency", "category", "channel", "status"])
def test_a_facet_counts_each_value_and_leaves_none_out(index: tantivy.Searcher, name: str) -> None:
    expected = dict(Counter(value for document in DOCUMENTS if (value := getattr(document, name))))
    assert tally(index).facets[name] == expected
    assert counts.facet(index, EVERYTHING, name) == expected


def test_areas_count_for_each_area_of_their_chain(index: tantivy.Searcher) -> None:
    expected = dict(Counter(area for document in DOCUMENTS for area in document.areas))
    assert tally(index).facets["area"] == expected
    assert counts.facet(index, EVERYTHING, "area") == expected


def test_facets_are_those_that_pages_know(index: tantivy.Searcher) -> None:
    assert set(tally(index).facets) == set(FACETS)
    assert tally(index, facets=False).facets == {}


def test_the_trend_counts_arrivals_and_ends_by_month(index: tantivy.Searcher) -> None:
    trend = tally(index).found(()).trend
    assert {point.month: point.received for point in trend if point.received} == Counter(d.month for d in DOCUMENTS)
    ended = Counter(document.ended_month for document in DOCUMENTS if document.ended_month)
    assert {point.month: point.ended for point in trend if point.ended} == ended
    assert [point.month for point in trend] == sorted(point.month for point in trend)
    assert all(point.resolved <= point.ended for point in trend)


def test_no_trend_is_counted_unless_it_is_asked_for(index: tantivy.Searcher) -> None:
    assert tally(index, trend=False).found(()).trend == ()


def test_the_ids_of_the_page_are_passed_on(index: tantivy.Searcher) -> None:
    assert tally(index).found([3, 1, 2]).ids == (3, 1, 2)


def test_selected_facets_are_those_with_a_value() -> None:
    assert counts.selected(TicketFilter()) == []
    assert counts.selected(TicketFilter(channel=("jaki",), status=("open",), overdue=True)) == ["status", "channel"]


def test_squares_hold_the_placed_tickets(index: tantivy.Searcher) -> None:
    span = cells.span(squares.LEVEL)
    expected = Counter(
        str(cells.number(document.lat, document.lon) // span)
        for document in DOCUMENTS
        if document.lat is not None and document.lon is not None
    )
    assert counts.squares_of(index, EVERYTHING) == dict(expected)


def test_more_squares_than_can_be_counted_are_none(index: tantivy.Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_ALL", 5)
    assert counts.squares_of(index, EVERYTHING) is None


def test_counts_follow_the_query(index: tantivy.Searcher) -> None:
    query = tantivy.Query.term_query(SCHEMA, "status", "proses")
    expected = [document for document in DOCUMENTS if document.status == "proses"]
    found = counts.tally(index, query, SearchRequest(None, TicketFilter(), CLOCKS)).found(())
    assert (found.total, found.open) == (len(expected), len(expected))
    assert found.facets["agency"] == dict(Counter(document.agency for document in expected))
