"""A directory and a bucket keep the same promises; what stays of a broken write is nothing that anybody reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.media.places import S3, Bucket, Directory

PATH = "ab/abcdefghij_klmno-pqr/small.webp"


def test_a_write_that_breaks_leaves_the_name_unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Directory(str(tmp_path))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            place.write(PATH, b"half")
    assert [*place.paths()] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_is_written_anew_is_the_old_one_until_it_is_the_new_one(tmp_path: Path) -> None:
    place = Directory(str(tmp_path))
    for content in (b"old", b"new"):
        place.write(PATH, content)
        assert place.read(PATH) == content
    assert place.names(PATH.rpartition("/")[0]) == ["small.webp"]


def test_a_folder_goes_with_its_last_file(tmp_path: Path) -> None:
    place = Directory(str(tmp_path))
    place.write(PATH, b"1")
    place.write(PATH.replace("small", "large"), b"2")
    place.delete(PATH)
    assert [*place.paths()] == [PATH.replace("small", "large")]
    place.delete(PATH.replace("small", "large"))
    assert not (tmp_path / PATH).parent.exists()
    place.delete(PATH)


def test_a_bucket_is_not_reached_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    def reach(*_: object, **__: object) -> None:
        raise AssertionError("the portal must start while its store is away")

    monkeypatch.setattr("fsspec.filesystem", reach)
    for url, root in ((f"{S3}photos", "photos"), (f"{S3}photos/kota/satu/", "photos/kota/satu")):
        assert Bucket(url).root == root
