"""An id that comes twice in a file is found, with the line that had it first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.domain.record import Record
from portal.importers.duplicate_ids import DuplicateIds

RECORD = Record(source="plain", source_id="1", submitted_at=datetime(2023, 3, 6, tzinfo=UTC), text="Padam.")


@pytest.fixture
def ids() -> Iterator[DuplicateIds]:
    with closing(DuplicateIds()) as made:
        yield made


def test_a_new_id_and_an_equal_row_are_no_duplicates(ids: DuplicateIds) -> None:
    assert ids.line_of_other(RECORD, 2) is None
    assert ids.line_of_other(replace(RECORD), 3) is None
    assert ids.line_of_other(replace(RECORD, source_id="2"), 4) is None


def test_other_contents_are_told_by_the_line_of_the_first_row_every_time(ids: DuplicateIds) -> None:
    ids.line_of_other(RECORD, 2)
    changed = replace(RECORD, text="Menyala.")
    assert [ids.line_of_other(changed, line) for line in (3, 4)] == [2, 2]
    assert ids.line_of_other(RECORD, 5) is None, "the first row counts"


def test_ids_are_compared_letter_by_letter(ids: DuplicateIds) -> None:
    for line, id in enumerate(("a", "A", "á", "a ", "0x1"), 2):
        assert ids.line_of_other(replace(RECORD, source_id=id, text=id), line) is None
