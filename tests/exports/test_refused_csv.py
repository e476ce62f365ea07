"""Refused rows go out in the source's own columns."""

from __future__ import annotations

import csv

from portal.exports.refused_csv import RefusedLine, chunks


def written(header: list[str], *rows: RefusedLine) -> list[list[str]]:
    text = "".join(chunks(header, rows))
    assert text.startswith("\ufeff"), "a spreadsheet would take it for its own encoding"
    return list(csv.reader(text[1:].splitlines(keepends=True)))


def test_a_row_comes_in_its_own_columns_with_line_field_and_reason() -> None:
    assert written(["Id", "Text"], RefusedLine(7, "Text", "is empty", ["1", ""])) == [
        ["Id", "Text", "pantau_line", "pantau_field", "pantau_reason"],
        ["1", "", "7", "Text", "is empty"],
    ]


def test_rows_with_too_few_or_too_many_cells_and_broken_lines_keep_all_they_had() -> None:
    rows = [
        RefusedLine(2, "", "r", ["1"]),
        RefusedLine(3, "", "r", ["1", "a", "b"]),
        RefusedLine(4, "", "r", '1,"a\nb'),
    ]
    assert [row[:2] for row in written(["Id", "Text"], *rows)[1:]] == [["1", ""], ["1", "a | b"], ['1,"a\nb', ""]]


def test_formulas_are_guarded() -> None:
    assert written(["Id", "Lat"], RefusedLine(2, "Id", "r", ["=cmd()", "-6.3"]))[1][:2] == ["'=cmd()", "-6.3"]


def test_a_mended_file_that_is_refused_again_does_not_grow_columns() -> None:
    header = ["Id", "pantau_line", "pantau_field", "pantau_reason", "Text"]
    rows = written(header, RefusedLine(2, "Text", "new", ["1", "7", "Id", "old", "a"]))
    assert rows == [["Id", "Text", "pantau_line", "pantau_field", "pantau_reason"], ["1", "a", "2", "Text", "new"]]
