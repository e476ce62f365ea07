"""Which parts of a ticket's texts to show in a list, and which words in them matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..search.highlight import Segments, marked, snippet
from ..search.reading import Marks
from ..search.words import Analyser
from .lens_rows import TicketRow

SNIPPET, SAID = 200, 170  # characters shown at most


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row's texts as pieces and whether each matched; empty where there is nothing to show."""

    title: Segments = ()
    snippet: Segments = ()
    said: Segments = ()


def marked_rows(rows: Iterable[TicketRow], marks: Marks, analyser: Analyser) -> dict[int, MarkedRow]:
    """For each ticket's id its texts with what matched; of a stub none, as it has none."""
    return {row.id: _marked(row, marks, analyser) for row in rows}


def _marked(row: TicketRow, marks: Marks, analyser: Analyser) -> MarkedRow:
    if row.stub:
        return MarkedRow()
    return MarkedRow(
        marked(row.title, marks, analyser),
        snippet(row.text, marks, analyser, SNIPPET),
        snippet(row.said, marks, analyser, SAID),
    )
