"""Reads tickets out of the database as documents of the index: plain columns in batches, no mapped objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, CursorResult, Row, Select, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from ..domain.city import City
from ..domain.event import Kind
from ..domain.privacy import SEARCHED, Face
from ..models import Agency, Area, Category, Channel, Event, Ticket
from ..search.document import Document

BATCH = 1_000  # tickets read at once
_SHOWN = sorted(face.value for face in SEARCHED)


def _seconds(column: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """A moment as it is stored, without the cost of a datetime."""
    return type_coerce(column, BigInteger).label(column.key)


_TICKETS = select(
    Ticket.id,
    Ticket.code,
    Ticket.face,
    Ticket.status,
    Ticket.agency_id,
    Ticket.holder_id,
    Ticket.category_id,
    Ticket.area_id,
    Ticket.channel_id,
    Ticket.title,
    Ticket.text,
    Ticket.place,
    Ticket.lat,
    Ticket.lon,
    _seconds(Ticket.submitted_at),
    _seconds(Ticket.ended_at),
    _seconds(Ticket.due_at),
).where(Ticket.face.in_(_SHOWN))

#: The received event repeats the report itself.
_EVENTS = select(Event.ticket_id, Event.kind, Event.status_after, Event.text, Event.public).order_by(
    Event.ticket_id, Event.happened_at, Event.seq
)


@dataclass(slots=True)
class Catalogue:
    """What agencies, categories, areas and channels are called, by id."""

    agencies: dict[int, str] = field(default_factory=dict)
    categories: dict[int, tuple[str, str]] = field(default_factory=dict)  # slug, names
    areas: dict[int, tuple[tuple[str, ...], str]] = field(default_factory=dict)  # own code and those above, names
    channels: dict[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session) -> Catalogue:
        categories = session.execute(select(Category.id, Category.slug, Category.name, Category.name_en))
        return cls(
            agencies={id: slug for id, slug in session.execute(select(Agency.id, Agency.slug))},
            categories={id: (slug, _distinct(name, name_en)) for id, slug, name, name_en in categories},
            areas=_areas(session),
            channels={id: slug for id, slug in session.execute(select(Channel.id, Channel.slug))},
        )


@dataclass(slots=True)
class _Said:
    """What the events of one ticket add to it."""

    ever: dict[str, None] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


class Documents:
    """Turns tickets into documents for one city; made anew for each run, as names may have changed."""

    def __init__(self, session: Session, city: City) -> None:
        self._session = session
        self._zone = ZoneInfo(city.zone)
        self._catalogue = Catalogue.read(session)

    def of(self, ids: Sequence[int]) -> list[Document]:
        """The documents of those tickets that are public."""
        found: list[Document] = []
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            rows = self._rows(_TICKETS.where(Ticket.id.in_(some))).all()
            found += self._documents(rows, _EVENTS.where(Event.ticket_id.in_(some)))
        return found

    def all(self) -> Iterator[tuple[int, list[Document]]]:
        """(how many tickets were read, their documents) batch by batch; no transaction stays open between them."""
        last = 0
        while True:
            batch = _TICKETS.where(Ticket.id > last).order_by(Ticket.id).limit(BATCH)
            rows = self._rows(batch).all()
            if not rows:
                return
            first, last = rows[0].id, rows[-1].id
            found = self._documents(rows, _EVENTS.where(Event.ticket_id.between(first, last)))
            self._session.rollback()
            yield len(rows), found

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> CursorResult[*tuple[Any, ...]]:
        """On the connection: the session would look at every row once more."""
        return self._session.connection().execute(statement)

    def _documents(self, rows: Sequence[Row[*tuple[Any, ...]]], events: Select[*tuple[Any, ...]]) -> list[Document]:
        said = self._said(events)
        return [self._document(row, said.get(row.id) or _Said()) for row in rows]

    def _said(self, events: Select[*tuple[Any, ...]]) -> dict[int, _Said]:
        found: dict[int, _Said] = {}
        for ticket, kind, status, text, public in self._rows(events):
            said = found.get(ticket)
            if said is None:
                said = found[ticket] = _Said()
            said.ever[status] = None
            if text and public and kind != Kind.RECEIVED:
                said.texts.append(text)
        return found

    def _document(self, row: Row[*tuple[Any, ...]], said: _Said) -> Document:
        names = self._catalogue
        full = row.face == Face.FULL
        category, category_names = names.categories.get(row.category_id, (None, ""))
        areas, area_names = names.areas.get(row.area_id, ((), ""))
        day = datetime.fromtimestamp(row.submitted_at, self._zone)
        ended = None if row.ended_at is None else datetime.fromtimestamp(row.ended_at, self._zone)
        return Document(
            id=row.id,
            code=row.code,
            status=row.status,
            agency=names.agencies[row.agency_id],
            holder=names.agencies[row.holder_id],
            submitted=row.submitted_at,
            day=day.year * 10_000 + day.month * 100 + day.day,
            month=day.year * 100 + day.month,
            title=row.title if full else "",
            text=row.text if full else "",
            place=row.place if full else "",
            responses="\n".join(said.texts) if full else "",
            facts=f"{category_names} {area_names}",
            ever=tuple(said.ever),
            category=category,
            areas=areas,
            channel=names.channels.get(row.channel_id),
            ended=row.ended_at,
            ended_month=None if ended is None else ended.year * 100 + ended.month,
            due=row.due_at,
            lat=row.lat,
            lon=row.lon,
        )


def _distinct(*names: str) -> str:
    return " ".join(dict.fromkeys(names))


def _areas(session: Session) -> dict[int, tuple[tuple[str, ...], str]]:
    """Each area with the codes of itself and all above it, and their names; a ring of parents ends where it closes."""
    known = {
        id: (code, name, parent)
        for id, code, name, parent in session.execute(select(Area.id, Area.code, Area.name, Area.parent_id))
    }
    found: dict[int, tuple[tuple[str, ...], str]] = {}
    for id in known:
        chain: dict[int, tuple[str, str]] = {}
        at: int | None = id
        while at is not None and at not in chain:
            code, name, parent = known[at]
            chain[at] = code, name
            at = parent
        found[id] = tuple(code for code, _ in chain.values()), _distinct(*(name for _, name in chain.values()))
    return found
