"""How a query was understood is a plain value that can be compared and kept."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from portal.search.interpretation import Note, ParsedPart, ParsedQuery


def test_an_empty_query_matches_everything_and_explains_nothing() -> None:
    empty = ParsedQuery()
    assert (empty.tree, empty.part, empty.notes, empty.words) == (None, None, (), ())
    assert not empty.marks


def test_equal_notes_are_one() -> None:
    assert {Note("stop_word", "mohon"), Note("stop_word", "mohon")} == {Note("stop_word", "mohon")}
    assert Note("bad_date", "x", "received") != Note("bad_date", "x")


def test_parts_cannot_be_changed() -> None:
    part = ParsedPart("word", ("lampu",))
    with pytest.raises(FrozenInstanceError):
        part.kind = "phrase"  # type: ignore[misc]
