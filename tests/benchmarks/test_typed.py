"""What anybody may type is drawn alike each time, every kind of it, and the page answers each."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from benchmarks.addresses import Facts, Sample
from benchmarks.completed import beginnings
from benchmarks.typed import KINDS, asked, p99, strings

FOUND = Facts([Sample("JK1", ["lampu", "padam", "kemang", "trotoar", "banjir"], date(2023, 5, 1), {})], [])


@pytest.mark.only_on("sqlite")
def test_each_kind_of_string_has_its_page(demonstration: Flask) -> None:
    drawn = dict(strings(FOUND, 10 * len(KINDS)))
    assert drawn.keys() == KINDS.keys() and drawn == dict(strings(FOUND, 10 * len(KINDS)))
    assert sum(len(set(texts)) for texts in drawn.values()) > 9 * len(KINDS), "hardly any twice"
    client = demonstration.test_client()
    for kind, texts in drawn.items():
        pages = list(asked(client, texts))
        assert len(pages) == 10 and p99(page.work for page in pages) > 0, kind


@pytest.mark.only_on("sqlite")
def test_a_word_is_completed_as_far_as_it_is_typed(demonstration: Flask) -> None:
    drawn = beginnings(FOUND, 30)
    assert drawn == beginnings(FOUND, 30) and any(" " in text for text in drawn)
    assert all(any(word.startswith(text.split()[-1]) for word in FOUND.samples[0].words) for text in drawn)
    assert len(list(asked(demonstration.test_client(), drawn, "/type-ahead"))) == 30
