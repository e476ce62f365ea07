"""The help of the search shows examples that find something in this city, and are written as a reader would."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.domain.source_clock import SourceClocks
from portal.queries.tickets.examples import UNTOLD, examples
from portal.queries.tickets.names import lens_names
from tests.queries.tickets.test_rows import NOW
from tests.support.installed import install
from tests.support.lens import sources
from tests.support.lens_cases import counted
from tests.support.pages import Pages


def test_every_example_of_the_help_finds_something(reading: Pages, reader: FlaskClient) -> None:
    for prefix, field in (("", "instansi:"), ("/en", "agency:")):
        page = reading.get(f"{prefix}/tickets?q=xyzzy&area=31.74.06")
        texts = [code.get_text() for code in page.all(".help code")]
        assert len(texts) >= 15 and any(text.startswith(field) for text in texts)
        values = {text.partition(":")[2] for text in texts if re.match("(category|kategori|status):", text)}
        assert ("selesai" in values, "resolved" in values) == (not prefix, bool(prefix)), "values in its language too"
        assert ("sampah" in values) == (not prefix)
        for link in page.links(".help a"):
            assert reader.get(link).status_code == 200, f"{link} is a list, and no ticket's code"
            assert counted(reader, link.replace("/tickets?", "/tickets.csv?").removeprefix("/en")), link


@pytest.mark.only_on("sqlite")
def test_a_city_without_tickets_shows_how_words_are_written(app: Flask, session: Session) -> None:
    read = sources(app, session)
    install(read.city)
    found = examples(read, SourceClocks(NOW), lens_names(read))
    assert {one.kind: one.text for one in found if one.kind in UNTOLD} == UNTOLD
    assert {one.kind for one in found} - set(UNTOLD) == {"status", "ever", "days", "is", "handoffs"}
