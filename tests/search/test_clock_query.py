"""What is late and how long it has waited, on both engines, against a plain count of the same tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.domain.lens import TicketFilter
from portal.domain.status import Status, StatusType
from portal.search import open_engine
from portal.search.document import Document
from portal.search.engine import Engine, SearchRequest
from portal.search.query_parser import parse
from tests.search import sampling

DOCUMENTS = list(sampling.documents(900, seed=9))
CLOCKS = sampling.EXPORTS
DAY = 86_400


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(request.param, tmp_path_factory.mktemp("clock"), sampling.city())
    with made.rebuild() as build:
        build.add(DOCUMENTS)
        build.finish(1)
    yield made
    made.close()


def is_open(document: Document) -> bool:
    return Status(document.status).type is StatusType.OPEN


def known_until(document: Document) -> int:
    """The rule for one ticket, as pages have it."""
    at_desk = None if document.desk_at is None else datetime.fromtimestamp(document.desk_at, UTC)
    return int(CLOCKS.until(document.source, at_desk).timestamp())


def late() -> set[int]:
    return {d.id for d in DOCUMENTS if is_open(d) and d.due is not None and d.due < known_until(d)}


def test_overdue_is_what_was_late_when_its_source_last_spoke_or_an_agency_last_acted(engine: Engine) -> None:
    found = set(engine.ids(None, TicketFilter(overdue=True), CLOCKS))
    assert found == late()
    assert found < set(engine.ids(None, TicketFilter(overdue=True), sampling.CLOCKS))


def test_every_count_of_overdue_tickets_is_of_the_same_ones(engine: Engine) -> None:
    found = engine.search(SearchRequest(None, TicketFilter(), CLOCKS))
    assert found.overdue == len(late())


@pytest.mark.parametrize("text, least, most", [("days:>20", 21, None), ("days:3..40", 3, 40), ("days:<5", None, 4)])
def test_open_tickets_have_waited_as_far_as_is_known(
    engine: Engine, text: str, least: int | None, most: int | None
) -> None:
    tree = parse(text, sampling.city(), engine.analyser, CLOCKS).tree
    expected = set()
    for document in filter(is_open, DOCUMENTS):
        waited = known_until(document) - document.submitted
        if (least is None or waited >= least * DAY) and (most is None or waited < (most + 1) * DAY):
            expected.add(document.id)
    assert set(engine.ids(tree, TicketFilter(status=("open",)), CLOCKS)) == expected != set()


def test_where_no_ticket_came_in_by_the_portals_own_door_none_is_asked_for(engine: Engine) -> None:
    found = set(engine.ids(None, TicketFilter(overdue=True), replace(CLOCKS, own=False)))
    assert found == {id for id in late() if DOCUMENTS[id - 1].source != "form"}


def test_reports_of_unknown_outcome_are_counted_and_neither_open_nor_late(engine: Engine) -> None:
    unknown = {d.id for d in DOCUMENTS if d.status == Status.TIDAK_DIKETAHUI}
    assert set(engine.ids(None, TicketFilter(status=("unknown",)), CLOCKS)) == unknown != set()
    assert engine.search(SearchRequest(None, TicketFilter(), CLOCKS)).untold == len(unknown)
    assert not unknown & set(engine.ids(None, TicketFilter(status=("open",)), CLOCKS))
