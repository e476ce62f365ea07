"""Every row of a list shows why it is there: what was asked for is marked where it stands."""

from __future__ import annotations

from random import Random
from urllib.parse import quote_plus

from flask import Flask
from flask.testing import FlaskClient

from portal.context import portal_of
from portal.extensions import db
from portal.queries.city.clocks import source_clocks
from portal.search.query_parser import parse
from tests.support.demonstration import NOW
from tests.support.pages import Pages

WORDS = 100
PHRASE = quote_plus('teks:"lampu jalan"')


def test_every_row_of_a_hundred_words_has_a_marked_reason(demonstration: Flask, reader: FlaskClient) -> None:
    portal, rng = portal_of(demonstration), Random(20261126)
    with demonstration.app_context():
        clocks = source_clocks(db.session(), portal.cache, NOW)
        words = sorted(word for word in portal.engine.vocabulary() if word.isalpha() and len(word) > 2)
    asked = [word for word in words if parse(word, portal.city, portal.engine.analyser, clocks).marks]
    elsewhere = rows = 0
    for number, word in enumerate(rng.sample(asked, WORDS)):
        address = f"/en/tickets?q={word}" if number % 5 == 0 else f"/tickets?q={word}"
        for row in reader.get(address).text.split('<li class="row">')[1:]:
            rows += 1
            elsewhere += "Cocok pada" in row
            assert "<mark>" in row.partition("</li>")[0], (address, row)
    assert rows > WORDS and elsewhere, "some match in what a row would not show by itself"


def test_a_phrase_is_marked_as_one_span_and_a_part_only_in_its_own_words(reading: Pages) -> None:
    for query, selector in (('teks:"lampu jalan"', ".said"), ("jawaban:petugas", "h3")):
        page = reading.get(f"/tickets?q={quote_plus(query)}")
        assert page.all("ol.rows mark"), query
        assert not any(place.select("mark") for place in page.all(f"ol.rows {selector}")), query
    marks = reading.get(f"/tickets?q={PHRASE}").all("ol.rows mark")
    assert {len(mark.text.split()) for mark in marks} == {2}


def test_a_closed_report_shows_the_category_that_matched_once_and_in_english_what_the_page_does_not_name(
    reading: Pages,
) -> None:
    query = quote_plus("jalan kategori:jalan is:private")
    for row in reading.get(f"/tickets?q={query}").all("ol.rows > li"):
        assert row.select("h3 mark") and "Cocok pada kategori" not in row.text
    rows = reading.get(f"/en/tickets?q={query}").all("ol.rows > li")
    assert rows and all("Matches the category" in row.text for row in rows), "whose English name is Roads"
