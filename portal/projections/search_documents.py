"""Reads tickets out of the database as documents of the index: plain columns in batches, no mapped objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, Select, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from ..domain.city import City
from ..domain.event import Kind
from ..domain.visibility import SEARCHED, Visibility
from ..models import Agency, Area, Category, Channel, Event, Ticket
from ..search.document import Document

BATCH = 1_000  # tickets read at once
_SHOWN = sorted(visibility.value for visibility in SEARCHED)


def _seconds(column: InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """A moment as it is stored, without the cost of a datetime."""
    return type_coerce(column, BigInteger).label(column.key)


_TICKETS = select(
    Ticket.id,
    Ticket.code,
    Ticket.visibility,
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
).where(Ticket.visibility.in_(_SHOWN))

#: The received event repeats the report itself.
_EVENTS = select(Event.ticket_id, Event.kind, Event.status_after, Event.text, Event.public).order_by(
    Event.ticket_id, Event.happened_at, Event.seq
)


@dataclass(slots=True)
class NameLookup:
    """What agencies, categories, areas and channels are called, by id."""

    agencies: dict[int, str] = field(default_factory=dict)
    categories: dict[int, tuple[str, str]] = field(default_factory=dict)  # slug, names
    areas: dict[int, tuple[tuple[str, ...], str]] = field(default_factory=dict)  # own code and those above, names
    channels: dict[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session) -> NameLookup:
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
        self._catalogue = NameLookup.read(session)

    def of(self, ids: Sequence[int]) -> list[Document]:
        """The documents of those tickets that are public."""
        found: list[Document] = []
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            rows = self._rows(_TICKETS.where(Ticket.id.in_(some)))
            found += self._documents(rows, _EVENTS.where(Event.ticket_id.in_(some)))
        return found

    def between(self, after: int, until: int) -> Iterator[tuple[int, list[Document]]]:
        """(the last ticket read, documents) of those after ``after``, batch by batch; no transaction stays open."""
        within = _TICKETS.where(Ticket.id <= until).order_by(Ticket.id).limit(BATCH)
        while rows := self._rows(within.where(Ticket.id > after)):
            first, after = rows[0][0], rows[-1][0]
            found = self._documents(rows, _EVENTS.where(Event.ticket_id.between(first, after)))
            self._session.rollback()
            yield after, found
        self._session.rollback()

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
        """Straight from the driver: SQLAlchemy takes longer to wrap the rows than SQLite to read them."""
        connection = self._session.connection()
        cursor = connection.connection.cursor()
        try:
            cursor.execute(str(statement.compile(connection, compile_kwargs={"literal_binds": True})))
            return cursor.fetchall()
        finally:
            cursor.close()

    def _documents(self, rows: Sequence[Sequence[Any]], events: Select[*tuple[Any, ...]]) -> list[Document]:
        said = self._said(events)
        return [self._document(*row, said=said.get(row[0]) or _Said()) for row in rows]

    def _said(self, events: Select[*tuple[Any, ...]]) -> dict[int, _Said]:
        found: dict[int, _Said] = {}
        last = None
        for ticket, kind, status, text, public in self._rows(events):
            if ticket != last:
                last, said = ticket, _Said()
                found[ticket] = said
            said.ever[status] = None
            if text and public and kind != Kind.RECEIVED:
                said.texts.append(text)
        return found

    def _document(
        self, id: int, code: str, visibility: str, status: str, agency: int, holder: int, category_id: int | None,
        area_id: int | None, channel: int | None, title: str, text: str, place: str, lat: float | None,
        lon: float | None, submitted: int, ended: int | None, due: int | None, *, said: _Said,
    ) -> Document:  # fmt: skip
        names = self._catalogue
        full = visibility == Visibility.FULL
        category, category_names = names.categories.get(category_id or 0, (None, ""))
        areas, area_names = names.areas.get(area_id or 0, ((), ""))
        day = datetime.fromtimestamp(submitted, self._zone)
        end = None if ended is None else datetime.fromtimestamp(ended, self._zone)
        return Document(
            id=id,
            code=code,
            status=status,
            agency=names.agencies[agency],
            holder=names.agencies[holder],
            submitted=submitted,
            day=day.year * 10_000 + day.month * 100 + day.day,
            month=day.year * 100 + day.month,
            title=title if full else "",
            text=text if full else "",
            place=place if full else "",
            responses="\n".join(said.texts) if full else "",
            facts=f"{category_names} {area_names}",
            ever=tuple(said.ever),
            category=category,
            areas=areas,
            channel=names.channels.get(channel or 0),
            ended=ended,
            ended_month=None if end is None else end.year * 100 + end.month,
            due=due,
            lat=lat,
            lon=lon,
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
