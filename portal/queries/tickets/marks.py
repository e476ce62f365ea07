"""Which parts of a ticket's texts to show in a list, and which words in them matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...search.analysis import Analyser
from ...search.highlight import Matching, Segments, marked, snippet
from ...search.interpretation import Marks
from .rows import TicketRow

SNIPPET, SAID = 200, 170  # characters shown at most


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row's texts as pieces and whether each matched; empty where there is nothing to show."""

    title: Segments = ()
    snippet: Segments = ()
    said: Segments = ()


def marked_rows(rows: Iterable[TicketRow], marks: Marks, analyser: Analyser) -> dict[int, MarkedRow]:
    """For each ticket's id its texts with what matched; of a stub none, as it has none."""
    matching = Matching(marks, analyser)
    return {row.id: _marked(row, matching) for row in rows}


def _marked(row: TicketRow, matching: Matching) -> MarkedRow:
    if row.stub:
        return MarkedRow()
    return MarkedRow(
        marked(row.title, matching),
        snippet(row.text, matching, SNIPPET),
        snippet(row.said, matching, SAID),
    )
