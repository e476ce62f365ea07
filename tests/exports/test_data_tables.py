"""The tables beside the tickets are plain CSV, and the dictionary names every column of every one."""

from __future__ import annotations

import csv
import io
from zoneinfo import ZoneInfo

from portal.exports.data_tables import ABOUT, CUSTODY, SOURCES, TABLES, chunks, dictionary

ZONE = ZoneInfo("Asia/Jakarta")


def test_moments_have_an_offset_and_what_would_run_is_made_plain() -> None:
    rows = [("JS-1", "=cmd|1", "responsible", 0, None, None)]
    head, row = csv.reader(io.StringIO("".join(chunks(CUSTODY, rows, ZONE)), newline=""))
    assert head == ["ticket", "agency", "role", "from", "to", "ended_by"]
    assert row == ["JS-1", "'=cmd|1", "responsible", "1970-01-01T07:00:00+07:00", "", ""]


def test_flags_are_words_and_numbers_stay() -> None:
    [_, row] = csv.reader(io.StringIO("".join(chunks(SOURCES, [("crm", "feed", 0, 24, True)], ZONE)), newline=""))
    assert row[3:] == ["24", "true"]
    [_, row] = csv.reader(io.StringIO("".join(chunks(ABOUT, [("seq", 7)], ZONE)), newline=""))
    assert row == ["seq", "7"]


def test_the_dictionary_has_a_row_for_every_column() -> None:
    rows = list(dictionary(str.upper))
    assert len(rows) == len({row[:2] for row in rows}) == sum(len(table.columns) for table in TABLES)
    assert all(row[6] == str(row[5]).upper() for row in rows)
