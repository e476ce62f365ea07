"""Pages that lie beside a ticket hold, one after the other, the whole list, whatever arrives or ends in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.domain.lens import Sort, TicketFilter
from portal.domain.status import OPEN, Status
from portal.domain.turn import Turn
from portal.search import open_engine
from portal.search.document import Document
from portal.search.engine import Engine, SearchRequest
from portal.search.index_entry import order_keys
from portal.search.query_parser import parse
from portal.search.turning import beside
from tests.search import sampling

COUNT, SIZE = 240, 7


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(request.param, tmp_path_factory.mktemp(request.param), sampling.city())
    with made.rebuild() as build:
        build.add(sampling.documents(COUNT))
        build.finish(5)
    yield made
    made.close()


def page(
    engine: Engine, text: str, filter: TicketFilter, sort: Sort, number: int, turn: Turn | None
) -> tuple[int, ...]:
    tree = parse(text, sampling.city(), engine.analyser, sampling.CLOCKS).tree
    asked = SearchRequest(
        tree, filter, sampling.CLOCKS, sort, (number - 1) * SIZE, SIZE, turn, facets=False, trend=False
    )
    return engine.search(asked).ids


def key(documents: dict[int, Document], id: int, text: str, sort: Sort) -> int:
    if text and sort is Sort.BEST:
        return id
    document = documents[id]
    keys = order_keys(id, document.submitted, Status(document.status) in OPEN)
    return keys["waiting" if sort is Sort.WAITING else "newest"]


def known() -> dict[int, Document]:
    return {document.id: document for document in sampling.documents(COUNT)}


def test_pages_turned_forward_and_back_are_the_list(engine: Engine) -> None:
    documents = known()
    for text, sort in (("", Sort.NEWEST), ("", Sort.OLDEST), ("", Sort.WAITING), ("jalan OR lampu OR got", Sort.BEST)):
        tree = parse(text, sampling.city(), engine.analyser, sampling.CLOCKS).tree
        whole = list(engine.ids(tree, TicketFilter(), sampling.CLOCKS, sort=sort))
        pages, number = [page(engine, text, TicketFilter(), sort, 1, None)], 1
        while len(pages[-1]) == SIZE:
            number += 1
            turn = Turn(key(documents, pages[-1][-1], text, sort))
            pages.append(page(engine, text, TicketFilter(), sort, number, turn))
        assert [id for one in pages for id in one] == whole, (text, sort)
        for shown, before in zip(pages[2:], pages[1:], strict=False):
            if shown:
                turn = Turn(key(documents, shown[0], text, sort), back=True)
                assert page(engine, text, TicketFilter(), sort, 2, turn) == before, (text, sort)


def test_what_ends_on_the_page_before_makes_the_next_skip_nothing(engine: Engine) -> None:
    documents, asked = known(), TicketFilter(status=("resolved",))
    for text in ("", "jalan OR lampu OR got OR sampah"):
        first, second = (page(engine, text, asked, Sort.BEST, number, None) for number in (1, 2))
        reopened = [replace(documents[id], status=Status.PROSES.value, ended=None, ended_month=None) for id in first]
        engine.write(reopened, [], 6)
        turn = Turn(key(documents, first[-1], text, Sort.BEST))
        if text:  # scores shift a little with every change; what matters is the place of what was shown last
            tree = parse(text, sampling.city(), engine.analyser, sampling.CLOCKS).tree
            left = set(engine.ids(tree, asked, sampling.CLOCKS))
            order = [*engine.ids(tree, TicketFilter(), sampling.CLOCKS, sort=Sort.BEST)]
            second = tuple([id for id in order[order.index(first[-1]) :] if id in left][:SIZE])
        assert page(engine, text, asked, Sort.BEST, 2, turn) == second, text
        engine.write([documents[id] for id in first], [], 7)


def test_the_ends_of_a_list_have_nothing_beside_them(engine: Engine) -> None:
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.WAITING):
        for turn in (Turn(0), Turn((1 << 64) - 1), Turn(0, back=True), Turn((1 << 64) - 1, back=True)):
            assert len(page(engine, "", TicketFilter(), sort, 2, turn)) in (0, SIZE), (sort, turn)


def test_a_ticket_that_is_nowhere_is_found_by_its_number() -> None:
    assert beside([5, 4, 3, 2, 1], Turn(9), 2, 2) == (3, 2)
    assert beside([5, 4, 3, 2, 1], Turn(4), 0, 2) == (3, 2)
    assert beside([5, 4, 3, 2, 1], Turn(2, back=True), 0, 2) == (4, 3)
    assert beside([5, 4, 3, 2, 1], Turn(5, back=True), 0, 2) == ()
