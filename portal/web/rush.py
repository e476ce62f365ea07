"""How many reports come in a minute, of all and of each network: in a rush a report has to be worth a little effort."""

from __future__ import annotations

import hmac
import logging
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import cast

from flask import Flask, current_app
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string

from .. import clock
from ..config import REPORTS_A_MINUTE
from ..context import portal_of

log = logging.getLogger(__name__)
MINUTE = 60  # seconds
AWAY = 10  # seconds for which a Redis that did not answer is not asked again
MOST_NAMES = 100_000  # that are counted apart in one minute; those beyond are counted with everybody
EVERYBODY = ""
_TAKEN = "taken"
_KEY = "rush"


@dataclass(slots=True)
class Rush:
    """Counts in this process, and with ``shared`` in all processes together; forgets after two minutes.

    ``secret``: what is shared is known by keyed hashes of its names, so no network's name leaves the process. While the
    shared counts do not answer, those of this process alone stand.
    """

    shared: Storage | None = None
    secret: str = ""
    _away_until: float = 0.0
    _minute: int = 0
    _now: Counter[str] = field(default_factory=Counter)
    _before: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str) -> int:
        """Count one more; how many of this minute there are."""
        here = self._note_here(name)
        return self._asked(lambda shared, minute: shared.incr(self._key(name, minute), 2 * MINUTE), here)

    def rate(self, name: str) -> int:
        """Of this minute or the last, whichever had more: a rush is over once a whole minute was calm."""
        with self._lock:
            self._turn()
            here = max(self._now[name], self._before[name])
        return self._asked(
            lambda shared, minute: max(shared.get(self._key(name, one)) for one in (minute, minute - 1)), here
        )

    def share(self, most: int, processes: int) -> int:
        """How many are calm by this count, where ``most`` are of all ``processes`` together."""
        alone = self.shared is None or self._is_away()
        return ceil(most / processes) if alone else most

    def has_room(self) -> bool:
        """Count one that is taken, whatever its effort; whether this process takes so many in a minute."""
        return self._note_here(_TAKEN) <= REPORTS_A_MINUTE

    def _note_here(self, name: str) -> int:
        with self._lock:
            self._turn()
            if name in self._now or len(self._now) < MOST_NAMES:
                self._now[name] += 1
            return self._now[name]

    def _asked(self, ask: Callable[[Storage, int], int], here: int) -> int:
        """What all processes have counted together; ``here``: this one, which stands where the others are not heard."""
        if self.shared is None or self._is_away():
            return here
        try:
            return ask(self.shared, _seconds() // MINUTE)
        except StorageError as error:
            log.warning("rush: counted in this process alone: %s", error)
            self._away_until = _seconds() + AWAY
            return here

    def _is_away(self) -> bool:
        return _seconds() < self._away_until

    def _key(self, name: str, minute: int) -> str:
        named = hmac.digest(self.secret.encode(), f"rush {name}".encode(), "sha256")
        return f"rush/{minute}/{named.hex()[:32]}"

    def _turn(self) -> None:
        minute = _seconds() // MINUTE
        if minute == self._minute:
            return
        self._before = self._now if minute == self._minute + 1 else Counter()
        self._now, self._minute = Counter(), minute


def _seconds() -> int:
    return int(clock.now().timestamp())


def register(app: Flask) -> None:
    """Count for this application, in the storage that its limits on visitors have where several processes share it."""
    settings, shared = portal_of(app).settings, None
    if settings.redis_url:
        options = {"wrap_exceptions": True, "key_prefix": app.config["RATELIMIT_KEY_PREFIX"]}
        options |= app.config["RATELIMIT_STORAGE_OPTIONS"]
        shared = cast(Storage, storage_from_string(app.config["RATELIMIT_STORAGE_URI"], **options))
    app.extensions[_KEY] = Rush(shared, settings.secret_key)


def current_rush() -> Rush:
    """What the application whose context is active has counted."""
    return cast(Rush, current_app.extensions[_KEY])
