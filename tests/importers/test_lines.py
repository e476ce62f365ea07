"""A file's lines, whatever it is packed and encoded in; a line can be given back and read again."""

from __future__ import annotations

import gzip
import os
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importers.lines import LONGEST, Lines, printable
from portal.importers.problem import FileError


def read(directory: Path, content: bytes, *encodings: str) -> list[str]:
    path = directory / "file"
    path.write_bytes(content)
    with closing(Lines(path, encodings or ("utf-8",))) as lines:
        return list(lines)


def test_lines_keep_their_ends_and_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a\r\nb\n\nc")
    with closing(Lines(path, ("utf-8",))) as lines:
        assert [(line, lines.number) for line in lines] == [("a\r\n", 1), ("b\n", 2), ("\n", 3), ("c", 4)]


def test_lines_that_are_given_back_come_again_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("a\nb\nc\n")
    with closing(Lines(path, ("utf-8",))) as lines:
        assert [next(lines) for _ in range(3)] == lines.held
        lines.give_back(2)
        assert (lines.held, lines.number) == (["a\n"], 1)
        lines.release()
        assert [next(lines), next(lines), lines.number] == ["b\n", "c\n", 3]


def test_what_is_wrong_with_a_held_line_is_forgotten_with_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\xe9\n\x00\nc\n")
    with closing(Lines(path, ("utf-8",))) as lines:
        next(lines)
        assert (lines.wrong, lines.nul) == (True, False)
        lines.release()
        next(lines)
        assert (lines.wrong, lines.nul) == (False, True)
        lines.release()
        assert (lines.wrong, lines.nul) == (False, False)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_mark_says_the_encoding_whatever_the_mapping_names(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert read(tmp_path, f"{mark}Kafé\n".encode(encoding), "cp1252") == ["Kafé\n"]


def test_each_line_is_in_the_first_encoding_that_fits_it(tmp_path: Path) -> None:
    content = "é\n".encode() + "é\n".encode("cp1252") + b"\x81\n"
    assert read(tmp_path, content, "utf-8", "cp1252") == ["é\n", "é\n", "\udc81\n"]


def test_a_line_that_is_too_long_is_cut_and_the_next_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (2 * LONGEST + 5) + b"\nb\n")
    with closing(Lines(path, ("utf-8",))) as lines:
        assert len(next(lines)) == LONGEST and lines.long
        lines.release()
        assert (next(lines), lines.long, lines.number) == ("b\n", False, 2)


def test_gzip_that_is_cut_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "file"
    packed = gzip.compress("".join(f"{n * n}\n" for n in range(9_000)).encode())
    path.write_bytes(packed[:-9])
    with closing(Lines(path, ("utf-8",))) as lines:
        assert sum(1 for _ in lines) > 8_000
        assert lines.damaged
    path.write_bytes(packed)
    with closing(Lines(path, ("utf-8",))) as lines:
        assert sum(1 for _ in lines) == 9_000
        assert not lines.damaged


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"PK\x03\x04", "ZIP or Excel"), (b"%PDF-1", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Excel")],
)
def test_files_of_other_programs_are_named(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(FileError, match=reason):
        read(tmp_path, content)


def test_what_could_not_be_read_is_shown_by_marks_that_can_be_stored() -> None:
    assert printable("a\udc81b\x00c") == "a\ufffdb\u2400c"


ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "shift_jis", "gb18030", "big5", "euc_kr", "mac_roman")


@given(
    content=st.binary(max_size=200),
    encodings=st.lists(st.sampled_from(ENCODINGS), min_size=1, max_size=3).map(tuple),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b", b"\x1f\x8b\x08\x00"]),
)
def test_any_bytes_in_any_encoding_are_lines_or_a_file_of_another_program(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, encodings: tuple[str, ...], mark: bytes
) -> None:
    try:
        found = read(tmp_path_factory.getbasetemp(), mark + content, *encodings)
    except FileError as error:
        assert "save it as CSV" in str(error)
    else:
        assert all(printable(line).encode() for line in found)


def test_a_pipe_and_standard_input_get_a_sentence_that_says_what_to_do() -> None:
    read_end, write_end = os.pipe()
    try:
        with pytest.raises(FileError, match=r"is a pipe or a terminal, which cannot be read twice; write it to a file"):
            Lines(Path(f"/dev/fd/{read_end}"), ("utf-8",))
    finally:
        os.close(read_end)
        os.close(write_end)
    with pytest.raises(FileError, match=r"- cannot be opened: .* Standard input cannot be read; write it to a file"):
        Lines(Path("-"), ("utf-8",))
