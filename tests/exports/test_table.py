"""Small tables as CSV."""

from __future__ import annotations

import csv
import io

from portal.exports.table import table


def test_a_table_reads_back_with_empty_cells_for_none_and_no_formula() -> None:
    text = table(["name", "n"], [['Dinas, "A"', 3], ["=1+1", None], ["-6.2", 0.5]])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["name", "n"],
        ['Dinas, "A"', "3"],
        ["'=1+1", ""],
        ["-6.2", "0.5"],
    ]


def test_a_table_without_rows_is_its_header() -> None:
    assert table(["a", "b"], []) == "a,b\r\n"
