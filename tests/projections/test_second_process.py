"""Whatever becomes of the second process, every piece is done, once, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portal.projections.second_process import MOST_PIECES, possible, shared

HERE = os.getpid
DONE_THERE = 2


@dataclass(frozen=True, slots=True)
class Work:
    """Squares a piece, and says which process did. The other one notes in a file what it takes, and does ``there`` once
    it has told DONE_THERE pieces; this one waits with its first piece until ``ready``."""

    noted: Path
    there: Callable[[], object] = lambda: None
    ready: Callable[[Work], bool] = lambda work: work.others != 0
    here: int = field(default_factory=HERE)

    def __call__(self, piece: int) -> tuple[int, int]:
        if HERE() != self.here:
            with self.noted.open("a") as file:
                file.write(f"{HERE()}\n")
            if self.taken > DONE_THERE:
                self.there()
        while HERE() == self.here and piece == 0 and not self.ready(self):
            time.sleep(0.001)
        return piece * piece, HERE()

    @property
    def taken(self) -> int:
        return self.noted.read_text().count("\n") if self.noted.exists() else 0

    @property
    def others(self) -> int:
        return int(self.noted.read_text().split()[0]) if self.taken else 0

    @property
    def dead(self) -> bool:
        return self.taken > DONE_THERE and Path(f"/proc/{self.others}/stat").read_text().split(") ")[1][0] == "Z"


@pytest.mark.parametrize("pieces", [0, 1, 2, MOST_PIECES])
def test_both_do_pieces_and_all_come_in_their_order(pieces: int, tmp_path: Path) -> None:
    alone = pieces < 2
    found = shared(Work(tmp_path / "noted", ready=lambda work: alone or work.others != 0), pieces)
    assert [square for square, _ in found] == [piece * piece for piece in range(pieces)]
    assert len({process for _, process in found}) == min(pieces, 2)
    assert pieces == 0 or found[0][1] == HERE(), "the dearest is never left to who gives way"


def fails() -> None:
    raise ValueError("no room")


@pytest.mark.parametrize(
    ("there", "ready", "said"),
    [
        (fails, lambda work: work.dead, ""),
        (lambda: os.kill(HERE(), signal.SIGKILL), lambda work: work.dead, "ended with -9"),
        (lambda: time.sleep(600), lambda work: work.taken > DONE_THERE, ""),
    ],
    ids=["fails", "is killed", "hangs"],
)
def test_what_the_other_does_not_tell_is_done_here(
    there: Callable[[], object],
    ready: Callable[[Work], bool],
    said: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = Work(tmp_path / "noted", there, ready)
    found = shared(work, 20)
    assert [square for square, _ in found] == [piece * piece for piece in range(20)]
    assert [process for _, process in found].count(work.others) == DONE_THERE, "what it told before stands"
    assert said in caplog.text
    assert not Path(f"/proc/{work.others}").exists()


def test_what_fails_here_is_raised_and_the_other_is_gone(tmp_path: Path) -> None:
    def ready(work: Work) -> bool:
        if work.others:
            fails()
        return False

    work = Work(tmp_path / "noted", ready=ready)
    with pytest.raises(ValueError, match="no room"):
        shared(work, 5)
    assert not Path(f"/proc/{work.others}").exists()


@pytest.mark.parametrize("refused", ["os.fork", "tempfile.TemporaryFile"])
def test_where_there_is_no_room_for_another_this_one_does_all(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, refused: str
) -> None:
    def refuse() -> None:
        raise OSError(11, "no room")

    monkeypatch.setattr(refused, refuse)
    assert shared(lambda piece: piece, 3) == [0, 1, 2]
    assert "no room" in caplog.text


def test_one_core_is_no_room_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert not possible()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert possible()
    monkeypatch.setattr("sys.platform", "darwin")
    assert not possible()
