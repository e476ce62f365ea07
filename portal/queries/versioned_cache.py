"""What is read from the database at every page and seldom changes is kept in memory until its version changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Value = TypeVar("Value")


class VersionedCache:
    """One value for each name, with the version of the data that it was built from. The portal has one; threads of a
    process share it: two that find a value missing both build it, and either result serves."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Hashable, object]] = {}

    def get(self, name: str, version: Hashable, build: Callable[[], Value]) -> Value:
        """The value of ``name`` at ``version``; built now if it is missing or of another version."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != version:
            kept = self._kept[name] = (version, build())
        return cast(Value, kept[1])
