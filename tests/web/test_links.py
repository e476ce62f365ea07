"""Addresses of the lens that are filled in by one place are those of the whole filter."""

from __future__ import annotations

from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.lens import MULTI, Box, Sort, TicketFilter
from portal.web.links import Lens, ticket

WORDS = st.text(max_size=20).map(lambda text: text.replace("\x00", " ").strip())
VALUES = st.lists(WORDS.filter(bool), max_size=2, unique=True).map(tuple)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))
FILTERS = st.builds(
    TicketFilter,
    q=WORDS,
    **dict.fromkeys(MULTI, VALUES),
    since=DAYS,
    until=DAYS,
    overdue=st.booleans(),
    bbox=st.sampled_from([None, Box(106.5, -6.5, 107, -6)]),
    sort=st.sampled_from(list(Sort)),
    page=st.integers(1, 500),
)
LENS = Lens("/map", [("layer", "count")])


@given(FILTERS)
def test_an_address_is_the_query_string_of_its_filter(filter: TicketFilter) -> None:
    assert LENS(filter) == "/map?" + urlencode([*filter.pairs(), ("layer", "count")])
    assert Lens("/tickets")(TicketFilter()) == "/tickets"


@given(FILTERS, st.sampled_from(MULTI), WORDS.filter(bool))
def test_a_value_that_is_added_stands_where_the_filter_has_it(filter: TicketFilter, field: str, value: str) -> None:
    filter = filter.without(field, value)
    assert unescape(LENS.adding(filter, field)(value)) == LENS(filter.with_value(field, value))


@given(FILTERS, WORDS.filter(bool))
def test_other_words_stand_where_the_filter_has_them(filter: TicketFilter, words: str) -> None:
    assert unescape(LENS.asking(filter)(words)) == LENS(filter.but(q=words))


@given(FILTERS, st.dates(), st.dates())
def test_days_stand_where_the_filter_has_them(filter: TicketFilter, first: date, last: date) -> None:
    assert unescape(LENS.during(filter)(first, last)) == LENS(filter.but(since=first, until=last))


@given(FILTERS, WORDS.filter(bool))
def test_what_is_filled_in_cannot_leave_its_attribute(filter: TicketFilter, words: str) -> None:
    assert not set("\"'<> ") & set(LENS.asking(filter)(words) + LENS.adding(filter, "agency")(words))


@pytest.mark.parametrize("code", ["JK2301150042", "a b", "x/../y", "é", "%00"])
@pytest.mark.parametrize("format", ["", "json", "atom"])
def test_a_tickets_address_is_the_one_that_leads_to_it(app: Flask, code: str, format: str) -> None:
    with app.test_request_context("/"):
        assert ticket(code, format) == url_for("tickets.page" + (f"_{format}" if format else ""), code=code)
