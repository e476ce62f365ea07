"""Addresses of tickets and of the lens mean what they were made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

from portal.context import portal_of
from portal.domain.lens import MULTI, Box, Sort, TicketFilter
from portal.web.links import Lens, absolute, area, map_, map_lens, ticket, tickets

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

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
def test_a_value_is_added_to_those_of_its_field(filter: TicketFilter, field: str, value: str) -> None:
    assert LENS.adding(filter, field)(value) == LENS(filter.with_value(field, value))


@given(FILTERS, WORDS.filter(bool))
def test_other_words_and_days_take_the_place_of_those_before(filter: TicketFilter, words: str) -> None:
    first, last = date(2023, 1, 1), date(2023, 1, 31)
    assert LENS.asking(filter)(words) == LENS(filter.but(q=words))
    assert LENS.during(filter)(first, last) == LENS(filter.but(since=first, until=last))


@given(FILTERS, WORDS.filter(bool))
def test_what_is_typed_cannot_leave_its_attribute(filter: TicketFilter, words: str) -> None:
    assert not set("\"'<> ") & set(LENS.asking(filter)(words) + LENS.adding(filter, "agency")(words))


@pytest.mark.parametrize("code", ["JK2301150042", "a b", "x/../y", "é", "%00"])
@pytest.mark.parametrize("format", ["", "json", "atom"])
def test_a_tickets_address_is_the_one_that_leads_to_it(app: Flask, code: str, format: str) -> None:
    with app.test_request_context("/"):
        assert ticket(code, format) == url_for("tickets.page" + (f"_{format}" if format else ""), code=code)


def test_a_file_of_a_filter_has_the_filters_query(app: Flask) -> None:
    asked = TicketFilter(q="lampu jalan", area=("31.74.01",))
    with app.test_request_context("/en/", environ_overrides={"SCRIPT_NAME": "/en"}):
        assert tickets(asked, "csv") == "/en/tickets.csv?q=lampu+jalan&area=31.74.01"
        assert map_(asked) == "/en/map?q=lampu+jalan&area=31.74.01"
        assert area("31.74.01") == "/en/areas/31.74.01"
        with pytest.raises(ValueError, match="exe"):
            tickets(asked, "exe")


def test_an_absolute_address_begins_with_what_the_operator_said(app: Flask) -> None:
    with app.test_request_context("/", base_url="http://internal:8000"):
        assert absolute("/tickets") == "http://internal:8000/tickets"
        portal_of(app).settings = replace(portal_of(app).settings, public_url="https://pantau.example")
        assert absolute("/tickets") == "https://pantau.example/tickets"


def test_the_maps_addresses_keep_a_chosen_frame_until_they_ask_for_another_place(app: Flask) -> None:
    here = TicketFilter(q="lampu", area=("31.74.01",), bbox=Box(106.8, -6.3, 106.9, -6.2))
    asked = here.without("bbox")
    with app.test_request_context("/"):
        lens = map_lens("days", here)
        assert lens(asked.with_value("status", "open")).endswith("&bbox=106.8%2C-6.3%2C106.9%2C-6.2&layer=days")
        assert lens(asked.but(bbox=Box(1, 2, 3, 4))).count("bbox=") == 1
        for elsewhere in (asked.without("area"), asked.with_value("area", "31.74.02")):
            assert "bbox=" not in lens(elsewhere)
        assert "bbox=" not in map_lens("days")(asked)
        assert map_lens()(TicketFilter()) == "/map"
