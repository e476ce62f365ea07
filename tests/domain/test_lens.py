"""The one filter: what is changed, dropped and left out of it, and how it is written into an address."""

from __future__ import annotations

from datetime import date

from portal.domain.lens import Box, Sort, TicketFilter
from portal.domain.turn import Turn


def test_whatever_else_is_asked_begins_at_the_first_page() -> None:
    asked = TicketFilter(q="a", page=3, turn=Turn(7, 4))
    assert asked.but(q="b") == asked.ordered("best").but(q="b") == TicketFilter(q="b")
    assert asked.without("q") == TicketFilter() and not TicketFilter(turn=Turn(7)).narrowed


def test_what_is_excluded_can_be_dropped_by_itself_or_with_its_field() -> None:
    asked = TicketFilter(status=("open",), excluded=(("agency", "a"), ("status", "proses")), page=2)
    assert asked.without("status", "-proses") == TicketFilter(status=("open",), excluded=(("agency", "a"),))
    assert asked.without("status") == TicketFilter(excluded=(("agency", "a"),))
    assert asked.without("agency").excluded == (("status", "proses"),)
    assert asked.choosing("agency", ("b",), ("c",)).excluded == (("agency", "c"), ("status", "proses"))
    assert asked.words_only == TicketFilter() and asked.faceted and TicketFilter(excluded=asked.excluded).narrowed


def test_another_value_begins_at_the_first_page_and_stands_once() -> None:
    asked = TicketFilter(status=("open",), page=4)
    assert asked.with_value("status", "proses") == TicketFilter(status=("open", "proses"))
    assert asked.with_value("status", "open") == TicketFilter(status=("open",))


def test_a_value_or_a_whole_field_can_be_dropped() -> None:
    asked = TicketFilter(q="lubang", status=("open", "proses"), overdue=True, page=4)
    assert asked.without("status", "open") == TicketFilter(q="lubang", status=("proses",), overdue=True)
    assert asked.without("status") == TicketFilter(q="lubang", overdue=True)
    assert asked.without("overdue").overdue is False
    assert asked.without("q").q == ""


def test_another_order_begins_at_the_first_page() -> None:
    assert TicketFilter(q="a", page=3).ordered("oldest") == TicketFilter(q="a", sort=Sort.OLDEST)


def test_order_and_page_narrow_nothing() -> None:
    assert not TicketFilter(sort=Sort.OLDEST, page=7).narrowed
    assert TicketFilter(q="lubang").narrowed
    assert not TicketFilter(q="lubang").faceted
    assert TicketFilter(q="lubang", overdue=True).faceted


def test_the_words_alone_keep_their_order() -> None:
    asked = TicketFilter(q="lubang", agency=("a",), since=date(2023, 1, 1), sort=Sort.NEWEST, page=3)
    assert asked.words_only == TicketFilter(q="lubang", sort=Sort.NEWEST)


def test_defaults_are_left_out_of_the_address() -> None:
    assert TicketFilter().pairs() == []
    asked = TicketFilter(bbox=Box(106.5, -6.25, 107, -6.1), until=date(2023, 5, 1), page=2)
    assert asked.pairs() == [("to", "2023-05-01"), ("bbox", "106.5,-6.25,107,-6.1"), ("page", "2")]
