"""Moves are all made or all taken back; what could not be taken back is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.backups.swap import HalfDoneError, all_or_nothing


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name in ("old/a", "old/b", "new/b"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_failure_puts_everything_back(here: Path) -> None:
    before = sorted(here.rglob("*"))
    with pytest.raises(FileExistsError), all_or_nothing() as swap:
        swap.move(here / "old" / "a", here / "aside")
        assert not (here / "old" / "a").exists()
        swap.move(here / "new" / "b", here / "old")
    assert sorted(here.rglob("*")) == before and (here / "old" / "b").read_text() == "old/b"


def test_a_success_stays(here: Path) -> None:
    with all_or_nothing() as swap:
        swap.move(here / "old" / "b", here / "aside")
        swap.move(here / "new" / "b", here / "old")
    assert (here / "old" / "b").read_text() == "new/b" and (here / "aside" / "b").read_text() == "old/b"
    assert swap.directories == [here / "aside"]


def test_what_cannot_be_taken_back_is_named(here: Path) -> None:
    with pytest.raises(HalfDoneError) as raised, all_or_nothing() as swap:
        swap.move(here / "old" / "a", here / "aside")
        (here / "aside" / "a").unlink()
        raise OSError(28, "No space left on device")
    assert "No space left" in str(raised.value) and f"{here / 'old' / 'a'} is now at" in str(raised.value)
