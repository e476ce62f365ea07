"""Whether a directory takes what is written to it is tried, not guessed from its rights."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import disk


def test_a_directory_that_takes_writing_is_left_as_it_was(tmp_path: Path) -> None:
    assert disk.takes_writing(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_not_there_takes_none(tmp_path: Path) -> None:
    assert not disk.takes_writing(tmp_path / "nowhere")


def test_a_disk_that_is_nearly_full_is_said_before_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "LEAST_FREE", 1 << 60)
    assert not disk.takes_writing(tmp_path)
