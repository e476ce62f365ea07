"""An archive holds what lies beside the database and nothing that only runs; what was there is set aside."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from portal.backups import archive
from portal.backups.manifest import DATABASES, BackupError, Contents, Manifest
from portal.backups.swap import Swap

PLAIN = Manifest("2026-01-02T03:04:05Z", "sqlite", Contents("abc", "kota", "0014", 3, 7, ""))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    for name in (
        "secret-key",
        "pantau.db",
        "pantau.db-wal",
        "import.lock",
        "serving",
        "dumps/kota.csv.gz",
        "index/a/seq",
        "media/b.jpg",
        "replaced-1/x",
    ):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name)
    return made


def packed(data: Path, tmp_path: Path) -> Path:
    (tmp_path / "copy").write_bytes(b"a database")
    archive.pack(tmp_path / "file", data, tmp_path / "copy", PLAIN)
    return tmp_path / "file"


def test_everything_beside_the_database_comes_back_as_it_was(data: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    found = archive.unpack(packed(data, tmp_path), tmp_path / "into", lambda done, _of: seen.append(done))
    names = {"files/secret-key", "files/index/a/seq", "files/media/b.jpg", DATABASES["sqlite"]}
    assert found.files.keys() == names and found.stored == PLAIN.stored and seen == sorted(seen)
    assert found.files[DATABASES["sqlite"]] == hashlib.sha256(b"a database").hexdigest()
    archive.put_files(tmp_path / "into", tmp_path / "into" / "data", Swap(), tmp_path / "aside")
    assert (tmp_path / "into" / "data" / "media" / "b.jpg").read_text() == "media/b.jpg"


def test_an_archive_that_could_not_be_finished_is_not_there(data: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        archive.pack(tmp_path / "file", data, tmp_path / "no copy", PLAIN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_an_archive_is_not_written_over(data: Path, tmp_path: Path) -> None:
    packed(data, tmp_path)
    with pytest.raises(BackupError, match="is there already"):
        packed(data, tmp_path)


def test_what_is_there_is_set_aside_and_a_key_alone_is_nothing(data: Path, tmp_path: Path) -> None:
    assert archive.contents(data) == ["dumps", "index", "media", "pantau.db", "pantau.db-wal"]
    archive.unpack(packed(data, tmp_path), tmp_path / "into", lambda _done, _of: None)
    (data / "secret-key").write_text("older")
    archive.put_files(tmp_path / "into", data, Swap(), data / "replaced-now")
    assert archive.contents(data) == ["index", "media"]
    assert (data / "replaced-now" / "secret-key").read_text() == "older"
    assert (data / "secret-key").read_text() == "secret-key"
    assert archive.contents(tmp_path / "nowhere") == []


def test_the_files_of_a_database_by_another_name_are_left_out(data: Path, tmp_path: Path) -> None:
    (data / "kota.sqlite").write_text("in use")
    (tmp_path / "copy").write_bytes(b"a database")
    archive.pack(tmp_path / "file", data, tmp_path / "copy", PLAIN, [data / "kota.sqlite"])
    found = archive.unpack(tmp_path / "file", tmp_path / "into", lambda _done, _of: None)
    assert "files/kota.sqlite" not in found.files
