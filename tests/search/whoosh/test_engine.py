"""What is particular to the reference engine: it keeps nothing open and needs nothing but Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.query import And, Term

from portal.domain.lens import Sort, TicketFilter
from portal.search.analysis import Analyser
from portal.search.document import Document
from portal.search.engine import IndexBusy, SearchRequest
from portal.search.index_entry import VERSION
from portal.search.whoosh.engine import WhooshEngine
from tests.search.sampling import CLOCKS, ticket

LAMP = Term("words", "lampu")


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path, Analyser())


def test_the_folder_is_named_by_engine_version_and_analyser(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.seq()
    assert [path.name for path in tmp_path.iterdir()] == [f"whoosh-{VERSION}-{Analyser().fingerprint}"]


def test_two_engines_write_one_after_the_other(engine: WhooshEngine, tmp_path: Path) -> None:
    other = WhooshEngine(tmp_path, Analyser())
    engine.write([ticket(1)], [], 1)
    other.write([ticket(2)], [], 2)
    assert engine.documents() == other.documents() == 2


def test_a_second_writer_in_the_middle_of_a_write_is_refused(engine: WhooshEngine, tmp_path: Path) -> None:
    other = WhooshEngine(tmp_path, Analyser())

    def documents() -> Iterator[Document]:
        yield ticket(1)
        with pytest.raises(IndexBusy):
            other.write([ticket(2)], [], 2)

    engine.write(documents(), [], 1)
    assert (other.documents(), other.seq()) == (1, 1)


def test_a_score_is_only_given_by_words_and_the_filter_still_holds(engine: WhooshEngine) -> None:
    engine.write([ticket(1, agency="a", text="lampu lampu"), ticket(2, agency="b"), ticket(3, agency="a")], [], 1)
    found = engine.search(SearchRequest(LAMP, TicketFilter(agency=("a",)), CLOCKS))
    assert (set(found.ids), found.total) == ({1, 3}, 2)
    assert found.facets["agency"] == {"a": 2, "b": 1}


def test_words_in_the_title_put_a_ticket_first(engine: WhooshEngine) -> None:
    plain = {"place": "", "answers": (), "facts": ""}
    engine.write([ticket(1, title="Banjir", text="", **plain), ticket(2, title="", text="banjir", **plain)], [], 1)
    found = engine.search(SearchRequest(Term("words", "banjir"), TicketFilter(), CLOCKS))
    assert found.ids == (1, 2)


def test_a_page_by_score_is_a_part_of_the_whole(engine: WhooshEngine) -> None:
    engine.write([ticket(id) for id in range(1, 12)], [], 1)
    tree = And([LAMP, Term("status", "proses")])
    whole = tuple(engine.ids(tree, TicketFilter(), CLOCKS, sort=Sort.BEST))
    page = engine.search(SearchRequest(tree, TicketFilter(), CLOCKS, offset=3, limit=4)).ids
    assert page == whole[3:7]
