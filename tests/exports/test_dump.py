"""Ready files are whole or not there, and what describes them is right."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.exports.dump import DESCRIPTION, Made, read, write

ABOUT = Made(datetime(2026, 3, 10, 12, 0, tzinfo=UTC), 7, "ab" * 32, 2)


def test_what_is_written_is_described_and_read_again(tmp_path: Path) -> None:
    made = write(tmp_path / "new", "kota", ABOUT, {"csv": lambda: iter(["a\n", "b\n"])})
    [file] = made.files
    packed = (tmp_path / "new" / file.name).read_bytes()
    assert gzip.decompress(packed) == b"a\nb\n"
    assert (file.size, file.sha256) == (len(packed), hashlib.sha256(packed).hexdigest())
    assert read(tmp_path / "new") == made
    assert made.file("csv") == file and made.file("json") is None


def test_equal_rows_make_equal_bytes(tmp_path: Path) -> None:
    first, second = (write(tmp_path / name, "kota", ABOUT, {"csv": lambda: iter(["a"])}) for name in ("1", "2"))
    assert first == second


def test_the_files_before_go_when_the_new_ones_are_there(tmp_path: Path) -> None:
    write(tmp_path, "monday", ABOUT, {"csv": lambda: iter(["a"])})
    write(tmp_path, "tuesday", ABOUT, {"csv": lambda: iter(["b"])})
    assert sorted(path.name for path in tmp_path.iterdir()) == [DESCRIPTION, "tuesday-csv.gz"]


def test_a_writing_that_breaks_off_leaves_the_files_before(tmp_path: Path) -> None:
    made = write(tmp_path, "monday", ABOUT, {"csv": lambda: iter(["a"])})

    def torn() -> Iterator[str]:
        yield "b"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write(tmp_path, "tuesday", ABOUT, {"csv": torn})
    assert read(tmp_path) == made
    assert gzip.decompress((tmp_path / "monday-csv.gz").read_bytes()) == b"a"
    write(tmp_path, "wednesday", ABOUT, {"csv": lambda: iter(["c"])})
    assert sorted(path.name for path in tmp_path.iterdir()) == [DESCRIPTION, "wednesday-csv.gz"]


@pytest.mark.parametrize("said", ["", "{", "[]", '{"files": [{"x": 1}]}', '{"made_at": "x", "files": []}'])
def test_a_description_that_cannot_be_read_is_none(tmp_path: Path, said: str) -> None:
    assert read(tmp_path) is None
    (tmp_path / DESCRIPTION).write_text(said)
    assert read(tmp_path) is None
