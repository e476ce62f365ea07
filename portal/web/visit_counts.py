"""Counts visits in this process for Flask-Limiter: its own storage starts a thread for nearly every request."""

from __future__ import annotations

import threading

from limits.storage import Storage

from .. import clock

SWEEP_SECONDS = 60.0


class VisitCounts(Storage):
    """``process://``: how often each key was counted, and until when; what has expired is swept out once a minute."""

    STORAGE_SCHEME = ["process"]  # noqa: RUF012 - as the base class has it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: str) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[int, float]] = {}
        self._sweep_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, and return the count; ``expiry``: seconds from the first count until it begins anew."""
        now = _now()
        with self._lock:
            if now >= self._sweep_at:
                self._counts = {known: found for known, found in self._counts.items() if found[1] > now}
                self._sweep_at = now + SWEEP_SECONDS
            count, until = self._counts.get(key, (0, 0.0))
            found = (count + amount, until) if until > now else (amount, now + expiry)
            self._counts[key] = found
        return found[0]

    def get(self, key: str) -> int:
        count, until = self._counts.get(key, (0, 0.0))
        return count if until > _now() else 0

    def get_expiry(self, key: str) -> float:
        return self._counts.get(key, (0, _now()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            many = len(self._counts)
            self._counts.clear()
        return many

    def clear(self, key: str) -> None:
        self._counts.pop(key, None)


def _now() -> float:
    return clock.now().timestamp()
