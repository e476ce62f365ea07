"""The worker: tails the log and feeds every projection, each apart, so that one that fails delays no other."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy.orm import Session

from .checkpoints import newest, rebuild_asked

log = logging.getLogger(__name__)
POLL = 0.25  # seconds between looks at the log
LOOK = 2.0  # seconds between looks at what a projection has built
LONGEST_BACK_OFF = 60.0  # seconds between tries of a projection that fails


@dataclass(slots=True)
class Projection:
    """One projection: ``feed(session, seq)`` brings it up to ``seq``. ``gap``: least seconds between two runs.

    ``unfit(session)`` says why it must be fed although the log has nothing new; it is asked every few seconds.
    """

    name: str
    feed: Callable[[Session, int], object]
    gap: float = 0.0
    unfit: Callable[[Session], str] | None = None
    looked_at: float = 0.0
    done: int = -1
    not_before: float = 0.0
    failures: int = field(default=0)

    def run(self, session: Session, seq: int, *, drain: bool = False) -> None:
        """Feed when there is something new and it is time; a failure is logged and tried again later."""
        if monotonic() < self.not_before and not drain:
            return
        try:
            if self.done >= seq and not (seq and (rebuild_asked(session, self.name) or self._ill(session))):
                return
            self.feed(session, seq)
        except Exception:
            session.rollback()
            if drain:
                raise
            self.failures += 1
            self.not_before = monotonic() + min(LONGEST_BACK_OFF, 2.0**self.failures)
            log.exception("projection %s failed at seq %d; tried again later", self.name, seq)
        else:
            self.failures = 0
            self.done = seq
            self.not_before = monotonic() + self.gap

    def _ill(self, session: Session) -> bool:
        """Whether it has to be mended; said once in the log."""
        if self.unfit is None or monotonic() < self.looked_at + LOOK:
            return False
        self.looked_at = monotonic()
        why = self.unfit(session)
        session.rollback()
        if why:
            log.warning("projection %s is %s; built anew", self.name, why)
        return bool(why)


def drain(session: Session, projections: Sequence[Projection]) -> int:
    """Bring every projection up to the newest event and return its seq; a failing projection raises."""
    seq = newest(session)
    session.rollback()
    for projection in projections:
        projection.run(session, seq, drain=True)
    return seq


def tail(
    session: Session,
    projections: Sequence[Projection],
    stop: threading.Event,
    chores: Sequence[Callable[[], object]] = (),
) -> None:
    """Follow the log until ``stop`` is set; ``chores`` (such as releasing pending tickets) run once a minute."""
    chores_at = 0.0
    while not stop.is_set():
        try:
            if monotonic() >= chores_at:
                chores_at = monotonic() + 60
                for chore in chores:
                    chore()
            seq = newest(session)
            session.rollback()
            for projection in projections:
                projection.run(session, seq)
        except Exception:
            session.rollback()
            log.exception("the worker could not look at the log; tried again")
            stop.wait(2.0)
        stop.wait(POLL)
