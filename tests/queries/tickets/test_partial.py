"""The second list: with some of the words, below the strict rows, which it does not repeat."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lens import PAGE_SIZE, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.queries.sources import Sources
from portal.queries.tickets.index import ticket_list
from portal.queries.tickets.partial import PartialList, partial_list
from portal.queries.tickets.suggestions import slips
from portal.search import query_parser
from tests.queries.tickets.test_rows import NOW
from tests.support.complaints import complaint
from tests.support.lens import SECRET, filled, sources

MORE = [
    complaint(n, title="Sampah menumpuk", text="Sampah menumpuk di pasar.", agency="Sudin LH") for n in range(20, 50)
]


@pytest.fixture
def read(app: Flask, session: Session) -> Sources:
    filled(app, session, MORE)
    return sources(app, session)


def listed(read: Sources, text: str, strict: tuple[int, ...] = ()) -> PartialList | None:
    clocks = SourceClocks(NOW)
    reading = query_parser.parse(text, read.city, read.engine.analyser, clocks)
    return partial_list(read, TicketFilter(q=text), slips(read.engine, reading, 0), strict, clocks)


def test_rows_have_some_of_the_words_and_mark_them(read: Sources) -> None:
    found = listed(read, "lampu padam lubang")
    assert found is not None and found.rows[0].title == "Lampu jalan padam"
    assert [text for text, matched in found.marked[found.rows[0].id].title if matched] == ["Lampu", "padam"]
    assert found.mended == ()


def test_a_slip_is_put_right_for_this_list(read: Sources) -> None:
    found = listed(read, "samph")
    assert found is not None and found.mended == (("samph", "sampah"),)
    assert {row.title for row in found.rows} == {"Sampah menumpuk"} and len(found.rows) == PAGE_SIZE


def test_it_fills_the_page_and_repeats_nothing(read: Sources) -> None:
    whole = listed(read, "sampah xyzzyqq")
    assert whole is not None and len(whole.rows) == PAGE_SIZE
    strict = tuple(row.id for row in whole.rows[:3])
    rest = listed(read, "sampah xyzzyqq", strict)
    assert rest is not None and len(rest.rows) == PAGE_SIZE - 3 and not {row.id for row in rest.rows} & set(strict)


def test_there_is_none_where_no_word_can_be_left_out_or_nothing_matches(read: Sources) -> None:
    for text in ("", "sampah", "status:open", '"sampah menumpuk"', "xyzzyqq qqyzzyx", SECRET + " tersembunyikan"):
        assert listed(read, text) is None, text


def test_counts_stay_strict_and_facets_say_of_what_they_are(read: Sources) -> None:
    filter = TicketFilter(q="sampah xyzzyqq", channel=("twitter",))
    found = ticket_list(read, filter, NOW)
    assert found.total == 0 and found.rows == [] and found.partial is not None
    assert found.faceted == filter.without("q")
    channel = next(facet for facet in found.facets if facet.field == "channel")
    counts = {value.key: value.number for value in channel.values}
    assert counts["twitter"] == ticket_list(read, found.faceted, NOW).total > 0
    strict = ticket_list(read, TicketFilter(q="sampah"), NOW)
    assert strict.partial is None and strict.faceted == strict.filter
