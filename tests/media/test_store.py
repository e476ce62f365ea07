"""Files are there whole or not at all, in a directory and in a bucket alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.media.store import MediaStore
from tests.support.s3 import s3_server

KEY, OTHER = "abcdefghij_klmno-pqr", "zyxwvutsrqponmlkjihg"


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with s3_server() as url:
        yield url


@pytest.fixture(params=["directory", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> MediaStore:
    if request.param == "directory":
        return MediaStore(str(tmp_path / "media"))
    return MediaStore(f"{request.getfixturevalue('bucket')}/{tmp_path.name}")


def test_what_is_put_is_read_listed_and_removed(store: MediaStore) -> None:
    store.put(KEY, {"small.webp": b"1", "original": b"22"})
    store.put(OTHER, {"small.webp": b"3"})
    assert (store.get(KEY, "original"), store.names(KEY)) == (b"22", ["original", "small.webp"])
    assert sorted(store.keys()) == [KEY, OTHER]
    store.remove(KEY, "original")
    assert store.names(KEY) == ["small.webp"]
    store.remove(KEY)
    store.remove(KEY)
    assert (store.names(KEY), list(store.keys())) == ([], [OTHER])
    with pytest.raises(FileNotFoundError):
        store.get(KEY, "small.webp")


def test_it_is_known_when_the_files_of_a_picture_were_written(store: MediaStore) -> None:
    """What a process left behind that died is told from what another is just writing."""
    store.put(KEY, {"small.webp": b"1", "original": b"22"})
    written = store.written_at(KEY)
    assert written.tzinfo is not None
    assert abs(clock.now() - written) < timedelta(minutes=5)


def test_when_one_file_cannot_be_written_none_stays(store: MediaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    write = type(store.place).write

    def fail_later(place: object, path: str, content: bytes) -> None:
        if path.endswith("large.webp"):
            raise OSError(28, "No space left on device")
        write(place, path, content)  # type: ignore[arg-type]

    monkeypatch.setattr(type(store.place), "write", fail_later)
    with pytest.raises(OSError, match="No space"):
        store.put(KEY, {"small.webp": b"1", "large.webp": b"2"})
    assert store.names(KEY) == []


def test_no_name_leads_out_of_the_store(store: MediaStore) -> None:
    for key in ("../../../etc", "a" * 15, "a/b" * 8, "", "ä" * 20):
        with pytest.raises(FileNotFoundError):
            store.get(key, "small.webp")


def test_files_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    MediaStore(str(tmp_path / "media")).put(KEY, {"original": b"x"})
    made = [path for path in (tmp_path / "media").rglob("*")]
    assert {oct(path.stat().st_mode)[-3:] for path in made if path.is_file()} == {"600"}
    assert {oct(path.stat().st_mode)[-3:] for path in made if path.is_dir()} <= {"700"}


def test_a_bucket_that_is_away_is_a_disk_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("s3fs.S3FileSystem.retries", 1)
    with pytest.raises(OSError, match="cannot be used"):
        MediaStore("s3://away/media").get(KEY, "original")


def test_a_file_that_can_be_drawn_is_drawn_once_and_kept(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def draw(key: str, name: str) -> bytes | None:
        asked.append((key, name))
        return b"drawn" if key == KEY else None

    store = MediaStore(str(tmp_path), draw)
    assert (store.get(KEY, "small.webp"), store.get(KEY, "small.webp")) == (b"drawn", b"drawn")
    assert asked == [(KEY, "small.webp")] and store.names(KEY) == ["small.webp"]
    with pytest.raises(FileNotFoundError):
        store.get(OTHER, "small.webp")
