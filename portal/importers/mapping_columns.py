"""Finds the columns that a mapping reads, so that one named only in `optional` or `[columns]` is known for a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pydantic import BaseModel

from .header import Source, normal

ALIKE = 0.6  # how alike two names are when one is a slip of the other (difflib's ratio)


def never_read(mapping: BaseModel, names: Iterable[str]) -> dict[str, str]:
    """Which of these normal names of columns the mapping reads nowhere -> a sentence with the one that was meant."""
    read = {normal(name) for name in _read(mapping)}
    return {name: _sentence(name, read) for name in sorted(set(names) - read)}


def _sentence(name: str, read: set[str]) -> str:
    near = get_close_matches(name, sorted(read), n=1, cutoff=ALIKE)
    return "is read nowhere in the mapping" + (f"; {near[0]!r} is" if near else "")


def _read(value: object) -> Iterator[str]:
    """Every column of every Source within, and those that choose rows."""
    if isinstance(value, Source):
        yield from value.named()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            found = getattr(value, name)
            if name in ("only", "leave_out"):
                yield from found
            else:
                yield from _read(found)
    elif isinstance(value, dict):
        for member in value.values():
            yield from _read(member)
    elif isinstance(value, tuple):
        for member in value:
            yield from _read(member)
