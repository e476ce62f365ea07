"""Photos go into a backup and come back, wherever MEDIA_URL says that they lie."""

from __future__ import annotations

from pathlib import Path

from portal.backups.manifest import PHOTOS
from portal.backups.photos import beside, bring_back, elsewhere
from portal.media.store import MediaStore

KEY = "abcdefghij_klmno-pqr"
PATH = f"ab/{KEY}/original"


def test_photos_of_the_data_directory_are_packed_with_it(tmp_path: Path) -> None:
    store = MediaStore(str(tmp_path / "media"))
    store.put(KEY, {"original": b"1"})
    assert beside(store, tmp_path) and list(elsewhere(store, tmp_path)) == []


def test_photos_that_lie_elsewhere_come_back_to_where_photos_lie_here(tmp_path: Path) -> None:
    store = MediaStore(str(tmp_path / "disk"))
    store.put(KEY, {"original": b"1"})
    packed = dict(elsewhere(store, tmp_path / "data"))
    assert packed == {PATH: b"1"}
    for path, content in packed.items():
        (tmp_path / "room" / PHOTOS / path).parent.mkdir(parents=True)
        (tmp_path / "room" / PHOTOS / path).write_bytes(content)
    for there in (tmp_path / "data" / "media", tmp_path / "other disk"):
        bring_back(tmp_path / "room", MediaStore(str(there)), tmp_path / "data")
        assert (there / PATH).read_bytes() == b"1"


def test_a_backup_of_the_data_directory_fills_a_store_that_is_elsewhere(tmp_path: Path) -> None:
    laid = tmp_path / "data" / "media" / PATH
    laid.parent.mkdir(parents=True)
    laid.write_bytes(b"1")
    store = MediaStore(str(tmp_path / "disk"))
    bring_back(tmp_path / "room", store, tmp_path / "data")
    assert store.get(KEY, "original") == b"1"
