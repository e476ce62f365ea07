"""How many reports come in a minute, of all and of each network: in a rush a report has to be worth a little effort."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from .. import clock
from ..config import REPORTS_A_MINUTE

MINUTE = 60  # seconds
MOST_NAMES = 100_000  # that are counted apart in one minute; those beyond are counted with everybody
EVERYBODY = ""
_TAKEN = "taken"
_KEY = "rush"


@dataclass(slots=True)
class Rush:
    """Counts in this process alone, and forgets after two minutes; no name goes to a file or a table."""

    _minute: int = 0
    _now: Counter[str] = field(default_factory=Counter)
    _before: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str) -> int:
        """Count one more; how many of this minute there are."""
        with self._lock:
            self._turn()
            if name in self._now or len(self._now) < MOST_NAMES:
                self._now[name] += 1
            return self._now[name]

    def rate(self, name: str) -> int:
        """Of this minute or the last, whichever had more: a rush is over once a whole minute was calm."""
        with self._lock:
            self._turn()
            return max(self._now[name], self._before[name])

    def has_room(self) -> bool:
        """Count one that is taken, whatever its effort; whether this process takes so many in a minute."""
        return self.note(_TAKEN) <= REPORTS_A_MINUTE

    def _turn(self) -> None:
        minute = int(clock.now().timestamp()) // MINUTE
        if minute == self._minute:
            return
        self._before = self._now if minute == self._minute + 1 else Counter()
        self._now, self._minute = Counter(), minute


def register(app: Flask) -> None:
    """Count for this application."""
    app.extensions[_KEY] = Rush()


def current_rush() -> Rush:
    """What the application whose context is active has counted."""
    return cast(Rush, current_app.extensions[_KEY])
