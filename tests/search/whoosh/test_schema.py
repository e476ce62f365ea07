"""A document as Whoosh's writers take it."""

from __future__ import annotations

from portal.search.analysis import Analyser
from portal.search.index_entry import NAMES, NUMBERS, TEXTS, index_entry
from portal.search.whoosh.rows import stored_row
from portal.search.whoosh.schema import schema, whoosh_document
from tests.search.sampling import ticket

ANALYSER = Analyser()


def test_the_schema_has_every_field_of_an_entry() -> None:
    assert set(schema().names()) == {"id", "row", *TEXTS, *NAMES, *NUMBERS}


def test_a_document_has_no_field_that_the_schema_lacks() -> None:
    assert set(whoosh_document(ticket(), ANALYSER)) <= set(schema().names())


def test_texts_are_lists_of_words_that_are_analysed_already() -> None:
    document = whoosh_document(ticket(title="Lampu penerangan"), ANALYSER)
    assert document["title"] == ["lampu", "terang"]
    assert whoosh_document(ticket(title=""), ANALYSER)["title"] == []


def test_values_are_lists_and_numbers_are_left_out_where_there_are_none() -> None:
    document = whoosh_document(ticket(channel=None, lat=None, lon=None), ANALYSER)
    assert document["channel"] == [] and document["agency"] == ["sudin-1"]
    assert not {"lat", "lon"} & set(document)


def test_the_id_is_a_word_and_the_row_is_stored_beside_it() -> None:
    document = whoosh_document(ticket(7), ANALYSER)
    assert document["id"] == "7"
    assert document["row"] == stored_row(index_entry(ticket(7), ANALYSER))
