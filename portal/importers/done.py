"""What an import ends with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..actions.import_runs import Counts
from ..actions.new_entries import NewEntry
from .source_word import SourceWord


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """Where a file turned out to be cut off or (its compression says so) damaged: the row, counted from 1, its line."""

    row: int
    line: int
    damaged: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run and its counts; ``run`` is 0 for a check, which has written nothing.

    ``old``: how many rows are unchanged because a later state of theirs is known. ``undated``: how many of those that
    are not refused have no usable deadline though the mapping names a column, and so have the city's target.
    ``left_out``: how many rows the mapping does not take; they are in no count. ``reasons``: how many rows were refused
    for each reason. ``made``: the entries that are new. ``word``: up to when the source has spoken.
    """

    run: int
    counts: Counts
    old: int = 0
    undated: int = 0
    left_out: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    made: tuple[NewEntry, ...] = ()
    broken_off: BrokenOff | None = None
    word: SourceWord | None = None
