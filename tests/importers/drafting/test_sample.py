"""A sample is read as an import reads: every delimiter, encoding and compression, and hostile files with a sentence."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from portal.importers.problem import FileError
from tests.support.drafting import file, sample

HEADER = ("id", "Tanggal Masuk", "Isi")
ROWS = [("1", "2024-03-04", "Lampu padam"), ("2", "2024-03-05", "NULL"), ("3", "2024-03-06", "Kafé")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    found = sample(file(tmp_path, HEADER, ROWS, delimiter))
    assert [column.name for column in found.columns] == list(HEADER) and found.rows == 3 and found.whole


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", ("utf-8",)),
        ("utf-8-sig", ("utf-8",)),
        ("utf-16", ("utf-8",)),
        ("cp1252", ("utf-8", "cp1252")),
        ("latin-1", ("utf-8", "cp1252")),
    ],
)
def test_any_encoding_is_found(tmp_path: Path, encoding: str, named: tuple[str, ...]) -> None:
    path = file(tmp_path, HEADER, ROWS)
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    found = sample(path)
    assert found.encodings == named and found.columns[2].cells[2] == "Kafé"


def test_bytes_that_no_usual_encoding_has_are_read_by_the_last(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(b"id,isi\n1,Kaf\x81\n2,ok\n")
    assert sample(path).encodings == ("utf-8", "latin-1")


def test_a_compressed_file_is_unpacked_and_only_the_first_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "file.csv.gz"
    path.write_bytes(gzip.compress(("id,x\n" + "".join(f"{n},y\n" for n in range(500))).encode()))
    found = sample(path, rows=20)
    assert (found.rows, found.whole) == (20, False)
    assert sample(path, rows=500).whole


def test_words_for_an_empty_cell_are_empty_and_told(tmp_path: Path) -> None:
    isi = sample(file(tmp_path, HEADER, ROWS)).columns[2]
    assert isi.cells == ("Lampu padam", "", "Kafé") and isi.blanks == ("NULL",)


def test_examples_are_short_and_masked(tmp_path: Path) -> None:
    rows = [("1", "2024-03-04", "Hubungi 0812-3456-7890"), ("2", "2024-03-04", "x" * 90)]
    shown = sample(file(tmp_path, HEADER, rows)).columns[2].examples()
    assert shown == f"Hubungi [telepon], {'x' * 40}..."


def test_a_column_that_stands_twice_or_has_signs_of_templates_cannot_be_named(tmp_path: Path) -> None:
    found = sample(file(tmp_path, ("id", "A", "a ", "b{c}", "d|e", ""), [("1", "2", "3", "4", "5", "6")]))
    assert [column.usable for column in found.columns] == [True, False, False, False, False, False]
    with pytest.raises(FileError, match=r"There is no column 'A'\. The file has: id, A"):
        found.column("A")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"id,date\n", "has a header, but no row"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "is not text"),
        (b"PK\x03\x04rest", "is a ZIP or Excel file; save it as CSV"),
        (b"\x1f\x8b\x08\x00broken", "damaged"),
        (b"\x7f\x01\x02\x03 x\n1\n", "is not a CSV file"),
        (bytes(range(128, 256)) * 40, "is not a CSV file"),
    ],
)
def test_a_hostile_file_gets_a_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "hostile.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=reason):
        sample(path)


def test_a_missing_file_and_a_directory_get_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(FileError, match="cannot be opened"):
            sample(path)
