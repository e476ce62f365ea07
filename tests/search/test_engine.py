"""What both engines answer about a few known tickets: ids, counts, facets, trend, squares and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from whoosh.query import Query, Term

from portal.domain.lens import Box, Sort, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.search import cells, open_engine
from portal.search.engine import Engine, Found, MonthCount, SearchRequest
from tests.search import sampling
from tests.search.sampling import CLOCKS, NOW, PLAIN, ticket

HOUR, DAY = 3_600, 86_400
ENDED = {"ended": PLAIN.submitted + DAY, "ended_month": 202306}
TICKETS = (
    ticket(1, agency="sudin-1", title="Lampu mati"),
    ticket(2, agency="sudin-1", channel=None, due=int(NOW.timestamp()) + HOUR),
    ticket(3, agency="sudin-2", status="selesai", **ENDED),
    ticket(4, agency="sudin-2", status="selesai", ended=PLAIN.submitted + 30 * DAY, ended_month=202307),
    ticket(5, agency="sudin-3", status="ditolak", **ENDED),
    ticket(6, agency="sudin-3", month=202305, day=20230520, areas=("31.74.02",), lat=None, lon=None, due=None),
)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(request.param, Path(tmp_path_factory.mktemp("answers")), sampling.city())
    made.write(TICKETS, [], 5)
    yield made
    made.close()


def search(engine: Engine, filter: TicketFilter | None = None, tree: Query | None = None, **asked: object) -> Found:
    return engine.search(SearchRequest(tree, filter or TicketFilter(), CLOCKS, **asked))  # type: ignore[arg-type]


def test_it_knows_how_many_documents_it_holds_and_how_far_it_has_come(engine: Engine) -> None:
    assert (engine.documents(), engine.seq()) == (6, 5)


def test_totals_are_those_of_all_matches_and_not_of_the_page(engine: Engine) -> None:
    found = search(engine, limit=2)
    assert (found.total, found.open, len(found.ids)) == (6, 3, 2)


def test_overdue_are_open_tickets_past_their_due_date(engine: Engine) -> None:
    found = search(engine)
    assert found.overdue == 1


def test_a_ticket_is_overdue_from_the_second_after_it_is_due(engine: Engine) -> None:
    due = NOW + timedelta(hours=1)
    for at, expected in ((due, 1), (due + timedelta(seconds=1), 2)):
        assert engine.search(SearchRequest(None, TicketFilter(), SourceClocks(at))).overdue == expected
        assert engine.count(None, TicketFilter(overdue=True), SourceClocks(at)) == expected


def test_the_share_resolved_within_a_week_leaves_rejected_tickets_out(engine: Engine) -> None:
    found = search(engine)
    assert (found.resolved_within_week, found.counted) == (1, 5)


def test_facets_count_their_values_and_no_value_is_none(engine: Engine) -> None:
    facets = search(engine).facets
    assert facets["status"] == {"proses": 3, "selesai": 2, "ditolak": 1}
    assert facets["agency"] == {"sudin-1": 2, "sudin-2": 2, "sudin-3": 2}
    assert facets["channel"] == {"jaki": 5}


def test_an_area_counts_for_itself_and_for_those_above_it(engine: Engine) -> None:
    expected = {"31.74.01.1001": 5, "31.74.01": 5, "31.74": 5, "31.74.02": 1}
    assert search(engine).facets["area"] == expected
    assert engine.counts_by_area(None, TicketFilter(), CLOCKS) == expected


def test_a_facet_leaves_its_own_selection_out_and_keeps_all_others(engine: Engine) -> None:
    found = search(engine, TicketFilter(agency=("sudin-1",), status=("proses",)))
    assert found.total == 2
    assert found.facets["agency"] == {"sudin-1": 2, "sudin-3": 1}
    assert found.facets["status"] == {"proses": 2}


def test_facets_and_trend_are_only_counted_when_they_are_asked_for(engine: Engine) -> None:
    found = search(engine, facets=False, trend=False)
    assert (found.facets, found.trend, found.total) == ({}, (), 6)


def test_the_trend_has_every_month_in_which_something_came_in_or_ended(engine: Engine) -> None:
    assert search(engine).trend == (
        MonthCount(202305, 1, 0, 0),
        MonthCount(202306, 5, 2, 1),
        MonthCount(202307, 0, 1, 1),
    )


def test_nothing_found_is_zero_everywhere(engine: Engine) -> None:
    found = search(engine, tree=Term("words", "gempa"))
    assert found == Found(facets={name: {} for name in found.facets})
    assert list(engine.ids(Term("words", "gempa"), TicketFilter(), CLOCKS)) == []


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (Sort.BEST, (6, 5, 4, 3, 2, 1)),  # without words the newest is the best
        (Sort.NEWEST, (6, 5, 4, 3, 2, 1)),
        (Sort.OLDEST, (1, 2, 3, 4, 5, 6)),
        (Sort.WAITING, (1, 2, 6, 3, 4, 5)),  # open ones first
    ],
)
def test_every_order_gives_the_same_ids_as_pages_and_as_a_stream(
    engine: Engine, sort: Sort, ids: tuple[int, ...]
) -> None:
    assert search(engine, sort=sort).ids == ids
    assert tuple(engine.ids(None, TicketFilter(), CLOCKS, sort=sort)) == ids
    assert search(engine, sort=sort, offset=2, limit=3).ids == ids[2:5]


def test_the_best_match_has_the_word_in_its_title(engine: Engine) -> None:
    tree = Term("words", "lampu")
    only_text = [search(engine, tree=tree).ids, tuple(engine.ids(tree, TicketFilter(), CLOCKS, sort=Sort.BEST))]
    assert only_text[0] == only_text[1] and set(only_text[0]) == {1, 2, 3, 4, 5, 6}


def test_a_page_beyond_the_last_is_empty_and_still_counts(engine: Engine) -> None:
    found = search(engine, offset=100)
    assert (found.ids, found.total) == ((), 6)


def test_no_page_at_all_still_counts(engine: Engine) -> None:
    found = search(engine, limit=0)
    assert (found.ids, found.total) == ((), 6)


def test_squares_hold_the_tickets_that_have_a_place(engine: Engine) -> None:
    grid = engine.cells(None, TicketFilter(), 12, CLOCKS)
    level = cells.level_at(12)
    assert grid.placed == 5
    (square,) = grid.cells
    assert (square.lat, square.lon) == cells.centre(cells.number(-6.25, 106.85) // cells.span(level), level)
    assert (square.count, grid.width) == (5, cells.degrees(level))


@pytest.mark.parametrize("zoom", range(0, 20, 3))
def test_every_zoom_shows_all_placed_tickets(engine: Engine, zoom: int) -> None:
    grid = engine.cells(None, TicketFilter(), zoom, CLOCKS)
    assert sum(square.count for square in grid.cells) == grid.placed == 5


def test_a_frame_leaves_tickets_outside_and_without_a_place_out(engine: Engine) -> None:
    around, beside = Box(106.8, -6.3, 106.9, -6.2), Box(106.9, -6.3, 107.0, -6.2)
    assert search(engine, TicketFilter(bbox=around)).total == 5
    assert search(engine, TicketFilter(bbox=beside)).total == 0
    assert engine.cells(None, TicketFilter(bbox=beside), 14, CLOCKS).cells == ()


def test_the_vocabulary_holds_words_as_written_with_the_number_of_their_tickets(engine: Engine) -> None:
    words = engine.vocabulary()
    assert words["penerangan"] == 12, "in the report and in the category of each"
    assert words["raya"] == 6
    assert "terang" not in words


def test_a_vocabulary_may_be_asked_for_by_its_beginning(engine: Engine) -> None:
    found = engine.vocabulary("pe")
    assert found == {word: count for word, count in engine.vocabulary().items() if word.startswith("pe")}
    assert "penerangan" in found and "lampu" not in found
    assert engine.vocabulary("xyz") == {}
