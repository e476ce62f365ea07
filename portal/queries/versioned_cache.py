"""What is read from the database at every page and seldom changes is kept in memory until its version changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import TypeVar, cast

Value = TypeVar("Value")


class VersionedCache:
    """One value for each name, with the version of the data that it was built from. The portal has one; threads of a
    process share it: one builds a value that is missing, the others wait for it."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Hashable, object]] = {}
        self._turns: defaultdict[str, RLock] = defaultdict(RLock)

    def get(self, name: str, version: Hashable, build: Callable[[], Value]) -> Value:
        """The value of ``name`` at ``version``; built now if it is missing or of another version."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != version:
            with self._turns[name]:
                kept = self._kept.get(name)
                if kept is None or kept[0] != version:
                    kept = self._kept[name] = (version, build())
        return cast(Value, kept[1])
