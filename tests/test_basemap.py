"""A street map that cannot be drawn is found out at the start, and said in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.basemap import BasemapError, read
from portal.config import from_environment
from portal.environment import SettingsError
from tests.support.pmtiles import archive, road, tile_id

TILES = {(0, 0, 0): road("Jalan Kemang Raya", (0, 0), (4096, 4096)), (1, 1, 0): road("Jalan Lain", (0, 9), (9, 0))}


def changed(place: int, value: int) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:place] + bytes([value]) + whole[place + 1 :]


def test_a_whole_archive_is_taken_and_known_by_a_version(tmp_path: Path) -> None:
    found = read(archive(tmp_path / "city.pmtiles", TILES))
    assert (found.finest, found.size) == (1, (tmp_path / "city.pmtiles").stat().st_size)
    other = archive(tmp_path / "other.pmtiles", {**TILES, (2, 0, 0): b""})
    assert read(other).version != found.version
    set_ = from_environment({"PANTAU_DATA": str(tmp_path), "BASEMAP": str(other)})
    assert set_.basemap_file == other
    assert from_environment({"PANTAU_DATA": str(tmp_path)}).basemap_file is None


def test_a_broken_archive_is_refused_with_what_is_wrong_with_it(tmp_path: Path) -> None:
    whole = archive(tmp_path / "city.pmtiles", TILES).read_bytes()
    for spoil, why in (
        (lambda _: b"", "no PMTiles archive"),
        (lambda _: b"<html>" * 100, "no PMTiles archive"),
        (lambda whole: whole[:-1], "is cut off"),
        (changed(7, 2), "version 2"),
        (changed(99, 2), "no vector tiles"),
        (changed(98, 3), "gzip"),
    ):
        (tmp_path / "city.pmtiles").write_bytes(spoil(whole))
        with pytest.raises(BasemapError, match=why):
            read(tmp_path / "city.pmtiles")
        with pytest.raises(SettingsError, match=f"^BASEMAP must be a whole PMTiles file: .*{why}"):
            from_environment({"PANTAU_DATA": str(tmp_path), "BASEMAP": str(tmp_path / "city.pmtiles")})
    with pytest.raises(BasemapError, match="cannot be read"):
        read(tmp_path / "nowhere.pmtiles")


def test_tiles_are_numbered_along_the_curve_of_the_specification() -> None:
    assert [tile_id(1, *place) for place in ((0, 0), (0, 1), (1, 1), (1, 0))] == [1, 2, 3, 4]
    assert (tile_id(0, 0, 0), tile_id(2, 0, 0), tile_id(12, 3423, 1763)) == (0, 5, 19078479)
