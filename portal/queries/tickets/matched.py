"""Why a ticket is in a list: its texts with what matched, and where else it matched if they do not show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ...domain.event import Kind, TicketFact
from ...domain.voice import Voice, voice
from ...models import Event
from ...search.analysis import Analyser
from ...search.highlight import Matching, Segments, marked, snippet
from ...search.interpretation import Marks
from .names import Named, Names
from .overtaken import stands
from .rows import TicketRow

SNIPPET, SAID = 200, 170  # characters shown at most
MOST = 3  # other passages of one ticket
Where = Literal["place", "category", "area", "agency", "citizen", "other"]
#: Of which part of a ticket's words (search.index_entry.PARTS) a passage is; ``facts`` where it is not named.
_PARTS = {"place": "text", Voice.CITIZEN.value: "text", Voice.AGENCY.value: "answer"}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a ticket matched beside what its row shows; of what was said, by whose Voice, when, and by which agency."""

    where: Where
    text: Segments
    at: datetime | None = None
    by: Named | None = None


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row's texts as pieces and whether each matched; empty where there is nothing to show."""

    title: Segments = ()
    snippet: Segments = ()
    said: Segments = ()
    code: Segments = ()
    area: Segments = ()
    category: Segments = ()
    category_en: Segments = ()
    passages: tuple[Passage, ...] = ()

    @property
    def first_match(self) -> Segments:
        """The first of the report's own words and the answer that holds a match, for a row without room for both; empty
        where the title holds one, or none does."""
        if any(matched for _, matched in self.title):
            return ()
        return next((text for text in (self.snippet, self.said) if any(matched for _, matched in text)), ())


@dataclass(frozen=True, slots=True)
class _Source:
    """A text in which a ticket may have matched."""

    where: Where
    text: str
    at: datetime | None = None
    by: int | None = None


#: What the index holds of the events of full tickets: see projections.search_documents.
_SAID = (
    select(Event.ticket_id, Event.kind, Event.happened_at, Event.agency_id, Event.text, Event.changed)
    .where(
        Event.ticket_id.in_(bindparam("ids", expanding=True)),
        Event.public,
        Event.text != "",
        Event.kind != Kind.RECEIVED.value,
        stands(),
    )
    .order_by(Event.ticket_id, Event.happened_at.desc(), Event.seq.desc())
)


def matched_rows(
    session: Session, rows: Sequence[TicketRow], marks: Marks, analyser: Analyser, names: Names
) -> dict[int, MarkedRow]:
    """For each ticket's id its texts with what matched, and where else it did; one statement at most."""
    matching = Matching(marks, analyser)
    found = {row.id: _marked(row, matching) for row in rows}
    every = frozenset(range(len(marks)))
    missing = {row.id: every - _shown(row, found[row.id], matching) for row in rows}
    full = [row.id for row in rows if missing[row.id] and not row.stub]
    said: dict[int, list[_Source]] = {}
    for event in session.execute(_SAID, {"ids": full}) if full else ():
        whose = voice(event.kind, event.agency_id, event.text)
        if whose and TicketFact.ORDER not in (event.changed or ()):
            source = _Source(whose.value, event.text, event.happened_at, event.agency_id)
            said.setdefault(event.ticket_id, []).append(source)
    for row in rows:
        if missing[row.id]:
            sources = [*_facts(row, names), *said.get(row.id, ())]
            passages = tuple(_passages(sources, missing[row.id], matching, names))
            found[row.id] = replace(found[row.id], passages=passages)
    return found


def _marked(row: TicketRow, matching: Matching) -> MarkedRow:
    return MarkedRow(
        title=() if row.stub else marked(row.title, matching),
        snippet=() if row.stub else snippet(row.text, matching, SNIPPET),
        said=() if row.stub else snippet(row.said, matching, SAID, "answer"),
        code=marked(row.code, matching, "facts"),
        area=marked(row.where, matching, "facts"),
        category=marked(row.category.name, matching, "facts"),
        category_en=marked(row.category.name_en, matching, "facts"),
    )


def _shown(row: TicketRow, found: MarkedRow, matching: Matching) -> frozenset[int]:
    """The marks that are met by what the row shows in any language."""
    texts = [(found.code, "facts"), (found.area, "facts")]
    texts += [(found.title, "text"), (found.snippet, "text"), (found.said, "answer")]
    seen = frozenset(mark for pieces, part in texts for mark in matching.seen(_plain(pieces), part))
    if row.stub or not found.title:
        names = [pieces for pieces in (found.category, found.category_en) if pieces]
        in_each = [matching.seen(_plain(pieces), "facts") for pieces in names]
        seen |= frozenset.intersection(*in_each) if in_each else frozenset()
    return seen


def _plain(pieces: Segments) -> str:
    return "".join(piece for piece, _ in pieces)


def _facts(row: TicketRow, names: Names) -> Iterator[_Source]:
    """The texts of a ticket that its row does not show."""
    if not row.stub:
        yield _Source("place", row.place)
    for name in dict.fromkeys((row.category.name, row.category.name_en)):
        yield _Source("category", name)
    yield from (_Source("area", area.name) for area in names.around(row.area))


def _passages(
    sources: Iterable[_Source], missing: frozenset[int], matching: Matching, names: Names
) -> Iterator[Passage]:
    """Those that meet what is missing: first what meets most of it, of two that meet as much the earlier one."""
    met = [(source, matching.seen(source.text, _PARTS.get(source.where, "facts"))) for source in sources]
    for _ in range(MOST):
        best, marks = max(met, key=lambda pair: len(pair[1] & missing), default=(None, frozenset()))
        if best is None or not marks & missing:
            return
        missing -= marks
        text = snippet(best.text, matching, SAID, _PARTS.get(best.where, "facts"))
        yield Passage(best.where, text, best.at, names.by_id("agency", best.by))
