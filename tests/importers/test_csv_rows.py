"""Files as they come: packed, encoded, cut, broken; the good rows always come through."""

from __future__ import annotations

import csv
import gzip
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importers.csv_rows import LONGEST_FIELD, CsvRow, CsvRows
from portal.importers.problem import FileError, RowProblem

WANTED = frozenset({"id", "text"})


def found(directory: Path, content: bytes, *encodings: str) -> list[CsvRow | RowProblem]:
    path = directory / "file.csv"
    path.write_bytes(content)
    with closing(CsvRows(path, WANTED, encodings=encodings or ("utf-8",))) as rows:
        return list(rows)


def told(directory: Path, content: bytes, *encodings: str) -> list[tuple[int, str]]:
    """(line, the second cell or the reason) of everything found."""
    rows = found(directory, content, *encodings)
    return [(r.line, r.cells[1] if isinstance(r, CsvRow) else r.reason) for r in rows]


def refusal(directory: Path, content: bytes) -> str:
    with pytest.raises(FileError) as error:
        found(directory, content)
    return str(error.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_shows_the_wanted_columns(tmp_path: Path, delimiter: str) -> None:
    head = delimiter.join(["Id", "TEXT", '"a,b;c|d"'])
    content = head + "\n" + delimiter.join(["1", '"x, y; z"', ""]) + "\n"
    assert told(tmp_path, content.encode()) == [(2, "x, y; z")]


def test_a_named_delimiter_that_shows_no_column_does_not_stand_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text('id,text\n1,"a;b"\n')
    with closing(CsvRows(path, WANTED, delimiter=";")) as rows:
        assert [row.cells for row in rows if isinstance(row, CsvRow)] == [["1", "a;b"]]
    path.write_text("id;text,other\n1;a,b\n")
    with closing(CsvRows(path, WANTED, delimiter=";")) as rows:
        assert rows.header == ["id", "text,other"]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-8"), ("cp1252", "cp1252"), ("latin-1", "latin-1")],
)
def test_a_file_is_read_in_its_encoding(tmp_path: Path, encoding: str, named: str) -> None:
    content = "id,text\n1,Café à gauche\n2,ok\n".encode(encoding)
    assert told(tmp_path, content, named) == [(2, "Café à gauche"), (3, "ok")]


def test_gzip_is_known_by_its_first_bytes_whatever_the_name(tmp_path: Path) -> None:
    assert told(tmp_path, gzip.compress(b"id,text\n1,a\n")) == [(2, "a")]


def test_lines_in_another_encoding_are_read_in_the_next_one_that_the_mapping_names(tmp_path: Path) -> None:
    content = "id,text\n1,Café\n".encode() + "2,Café\n".encode("cp1252")
    assert told(tmp_path, content, "utf-8", "cp1252") == [(2, "Café"), (3, "Café")]


def test_lines_in_no_named_encoding_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    content = b"id,text\n1,a\n" + "2,Café\n".encode("cp1252") + "3,Café\n".encode()
    rows = found(tmp_path, content)
    assert rows[1] == RowProblem(3, "text", "wrong_encoding", "Caf\ufffd", ["2", "Caf\ufffd"])
    assert [r.cells for r in rows if isinstance(r, CsvRow)] == [["1", "a"], ["3", "Café"]]


def test_a_nul_byte_is_refused_and_shown(tmp_path: Path) -> None:
    rows = found(tmp_path, b"id,text\n1,a\x00b\n2,c\n")
    assert rows == [RowProblem(2, "text", "nul_byte", "a\u2400b", ["1", "a\u2400b"]), CsvRow(3, ["2", "c"])]


def test_a_field_over_a_million_characters_is_refused_and_kept(tmp_path: Path) -> None:
    huge = "x" * (LONGEST_FIELD + 1)
    rows = found(tmp_path, f"id,text\n1,{huge}\n2,{huge[1:]}\n3,c\n".encode())
    assert rows[0] == RowProblem(2, "text", "field_too_long", huge[:200], ["1", huge])
    assert [(r.line, len(r.cells[1])) for r in rows[1:] if isinstance(r, CsvRow)] == [(3, LONGEST_FIELD), (4, 1)]


def test_a_huge_field_with_line_breaks_is_one_problem(tmp_path: Path) -> None:
    huge = "line\n" * 300_000
    assert told(tmp_path, f'id,text\n1,"{huge}"\n2,c\n'.encode()) == [(2, "field_too_long"), (300_003, "c")]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_that_never_ends_does_not_fill_the_memory(tmp_path: Path, quote: str) -> None:
    path = tmp_path / "file.csv"
    with path.open("w") as file:
        file.write(f"id,text\n1,{quote}")
        for _ in range(50):
            file.write("x" * 1_000_000)
        file.write(f"{quote}\n2,c\n")
    tracemalloc.start()
    with closing(CsvRows(path, WANTED)) as rows:
        lines = [(r.line, r.reason if isinstance(r, RowProblem) else r.cells[1]) for r in rows]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines == [(2, "line_too_long"), (3, "c")]
    assert peak < 40_000_000


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (b"2,cut", [(2, "a"), (3, "cut")]),  # nothing tells that this was cut
        (b"2", [(2, "a"), (3, "cut_off")]),
        (b'2,"cut in a quoted', [(2, "a"), (3, "cut_off")]),
        (b'2,"cut in\na quoted\nfield', [(2, "a"), (3, "cut_off")]),
    ],
)
def test_a_row_that_the_end_of_the_file_cuts_is_refused(
    tmp_path: Path, end: bytes, expected: list[tuple[int, str]]
) -> None:
    assert told(tmp_path, b"id,text\n1,a\n" + end) == expected


def test_rows_with_another_number_of_cells_are_refused_but_empty_ones_too_many_are_not(tmp_path: Path) -> None:
    rows = found(tmp_path, b"id,text\n1\n2,b,more\n3,c,,\n\n4,d\n")
    assert rows == [
        RowProblem(2, "", "wrong_columns", "1 / 2", ["1"]),
        RowProblem(3, "", "wrong_columns", "3 / 2", ["2", "b", "more"]),
        CsvRow(4, ["3", "c"]),
        CsvRow(6, ["4", "d"]),
    ]


def test_a_quote_that_is_never_closed_costs_one_problem_and_no_other_row(tmp_path: Path) -> None:
    good = "".join(f"{n},text {n}\n" for n in range(3, 2000))
    rows = found(tmp_path, f'id,text\n1,a\n2,"never closed\n{good}'.encode())
    assert rows[1] == RowProblem(3, "", "broken_quotes", '2,"never closed', '2,"never closed')
    assert [r.cells[0] for r in rows if isinstance(r, CsvRow)] == ["1", *map(str, range(3, 2000))]
    assert [r.line for r in rows] == list(range(2, 2001))


def test_what_follows_broken_quotes_belongs_to_their_problem_until_a_row_is_whole(tmp_path: Path) -> None:
    content = b'id,text\n1,"a" b"\nsecond line\nthird\n2,"c\nd"\n3,e\n'
    rows = found(tmp_path, content)
    assert rows == [
        RowProblem(2, "", "broken_quotes", '1,"a" b"', '1,"a" b"\nsecond line\nthird'),
        CsvRow(5, ["2", "c\nd"]),
        CsvRow(7, ["3", "e"]),
    ]


def test_line_numbers_count_the_lines_within_quotes(tmp_path: Path) -> None:
    assert told(tmp_path, b'\n\nid,text\r\n1,"a\r\nb"\r\n2,c\r\n') == [(4, "a\r\nb"), (6, "c")]


def test_lines_that_end_like_those_of_old_computers_are_read(tmp_path: Path) -> None:
    assert told(tmp_path, b"id,text\r1,a\r2,b") == [(2, "a"), (3, "b")]


@pytest.mark.parametrize("keep", [0.5, 0.9, 0.999])
def test_a_packed_file_that_is_cut_gives_all_rows_before_the_cut(tmp_path: Path, keep: float) -> None:
    whole = "id,text\n" + "".join(f"{n},{hash((n, 'x'))}\n" for n in range(20_000))
    packed = gzip.compress(whole.encode())
    rows = found(tmp_path, packed[: int(len(packed) * keep)])
    assert isinstance(rows[-1], RowProblem) and rows[-1].reason == "file_damaged"
    good = [r.cells[0] for r in rows if isinstance(r, CsvRow)]
    assert len(good) > 20_000 * keep * 0.8
    assert good == [str(n) for n in range(len(good))]
    assert len(rows) - len(good) <= 2


def test_a_file_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    assert "is empty" in refusal(tmp_path, b"")
    assert "is empty" in refusal(tmp_path, b"\n \n")
    assert refusal(tmp_path, b'"').startswith(f"{tmp_path / 'file.csv'}: the header cannot be read")
    assert "Excel" in refusal(tmp_path, b"PK\x03\x04rest")
    assert "PDF" in refusal(tmp_path, b"%PDF-1.7")
    assert "not text" in refusal(tmp_path, "id,text\n".encode("utf-16-le"))
    assert "not text" in refusal(tmp_path, b"\xff\xd8\xff\xe0,\n")
    assert "is damaged" in refusal(tmp_path, b"\x1f\x8b\x08broken")
    with pytest.raises(FileError, match="cannot be opened: No such file"):
        CsvRows(tmp_path / "none.csv", WANTED)
    with pytest.raises(FileError, match="cannot be opened: Is a directory"):
        CsvRows(tmp_path, WANTED)


def test_progress_tells_the_bytes_of_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "file.csv.gz"
    path.write_bytes(gzip.compress(("id,text\n" + "".join(f"{n},{n * n}\n" for n in range(50_000))).encode()))
    heard: list[int] = []
    with closing(CsvRows(path, WANTED, progress=heard.append)) as rows:
        assert sum(1 for _ in rows) == 50_000
    assert heard == sorted(heard)
    assert 0 < heard[0] <= heard[-1] <= path.stat().st_size


PIECES = st.sampled_from(
    [b",", b";", b'"', b"\n", b"\r", b"\r\n", b"\x00", b"\xe9", b"\xc3\xa9", b"a", b"1", b" ", b"\t|"]
)


@given(
    content=st.lists(PIECES | st.binary(max_size=3), max_size=60).map(b"".join),
    head=st.sampled_from([b"", b"id,text\n"]),
)
def test_any_bytes_are_rows_or_problems_in_the_order_of_their_lines(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(head + content)
    try:
        rows = CsvRows(path, WANTED)
    except FileError as error:
        assert str(error).startswith(str(path))
        return
    with closing(rows):
        found = list(rows)
    lines = [row.line for row in found]
    assert lines == sorted(lines) and all(line >= 2 for line in lines)
    assert all(len(row.cells) == len(rows.header) for row in found if isinstance(row, CsvRow))


@given(cells=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=9))
def test_what_a_writer_of_csv_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    good = [[f"x{first}", second] for first, second in cells if "\x00" not in first + second]
    path = tmp_path_factory.getbasetemp() / "written.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows([["id", "text"], *good])
    with closing(CsvRows(path, WANTED)) as rows:
        assert [row.cells for row in rows if isinstance(row, CsvRow)] == [
            [cell.encode("utf-8", "replace").decode() for cell in row] for row in good
        ]
