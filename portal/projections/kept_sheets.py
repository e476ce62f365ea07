"""Figures kept by what they were computed from, so that a group of which nothing has changed is not computed again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from ..domain.column_table import ColumnTable

#: The key of each period that a group has tickets in, with its figures as they are stored.
Written = Sequence[tuple[str, str]]


class KeptSheets:
    """Of one process: the numbers that stand for reporters and texts in the columns are others in the next.

    What is kept is found by a hash of all its inputs and by nothing else, so it cannot be older than they are.
    """

    def __init__(self) -> None:
        self._before: dict[bytes, Written] = {}
        self._now: dict[bytes, Written] = {}

    def of(self, inputs: object, compute: Callable[[], Written]) -> tuple[bytes, Written]:
        """What ``compute`` makes of ``inputs`` and of nothing else: kept from the last turn, or computed now. With the
        key to ``keep`` it by, where another process does the next turn."""
        key = fingerprint(inputs)
        if key not in self._now:
            found = self._before.get(key)
            self._now[key] = compute() if found is None else found
        return key, self._now[key]

    def keep(self, key: bytes, written: Written) -> None:
        """Keep what another process has found for this turn."""
        self._now.setdefault(key, self._before.get(key, written))

    def turn(self) -> None:
        """Begin the next turn, and forget what the last one had no use for."""
        self._before, self._now = self._now, {}

    def forget(self) -> None:
        """Keep nothing."""
        self._before, self._now = {}, {}


def fingerprint(inputs: object) -> bytes:
    """The same 32 bytes for equal inputs alone: arrays of numbers, texts, numbers and None, in tables, tuples and
    dataclasses of any depth. Raises TypeError for anything else."""
    found = blake2b(digest_size=32)
    _add(found.update, inputs)
    return found.digest()


def _add(feed: Callable[[Any], None], value: object) -> None:
    if isinstance(value, np.ndarray):
        feed(b"%s%s:" % (value.dtype.str.encode(), repr(value.shape).encode()))
        feed(np.ascontiguousarray(value))
    elif value is None or isinstance(value, str | int):
        feed(f"{len(repr(value))}{value!r}".encode())
    elif isinstance(value, tuple):
        feed(b"(%d:" % len(value))
        for part in value:
            _add(feed, part)
    elif isinstance(value, ColumnTable):
        feed(type(value).__name__.encode())
        _add(feed, value.table)
    elif is_dataclass(value):
        feed(type(value).__name__.encode())
        for field in fields(value):
            _add(feed, getattr(value, field.name))
    else:
        raise TypeError(f"{type(value).__name__} has no fingerprint")
