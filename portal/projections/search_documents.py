"""Reads tickets as documents of the search index: columns in batches, no mapped objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..domain.condition import Condition
from ..domain.event import Kind, TicketFact
from ..domain.promise import Promises, promises_of
from ..domain.status import UNKNOWN
from ..domain.visibility import SEARCHED, Visibility
from ..domain.voice import Voice, voice
from ..models import Agency, Area, Category, Channel, Custody, Event, Ticket
from ..models.types import seconds_of
from ..queries.attachments.tickets_with import TicketsWithPhotos, tickets_with_photos
from ..queries.implementation.coordination import IS_ASKED
from ..search.document import Document

BATCH = 1_000  # tickets read at once

Rows = Sequence[Row[*tuple[Any, ...]]]


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
    seconds_of(Ticket.submitted_at),
    seconds_of(Ticket.ended_at),
    seconds_of(Ticket.due_at),
    seconds_of(Ticket.desk_at),
    Ticket.source,
    Ticket.first_response_at,
    Ticket.handoffs,
    Ticket.reopened,
    Ticket.disputed,
).where(Ticket.visibility.in_(SEARCHED))

_EVENTS = select(
    *(Event.ticket_id, Event.kind, Event.status_after, Event.text, Event.public, Event.seq, Event.corrects),
    *(Event.changed, Event.agency_id, seconds_of(Event.happened_at), seconds_of(Event.promised_at)),
).order_by(Event.ticket_id, Event.happened_at, Event.seq)

_ASKED = select(Custody.ticket_id, Custody.agency_id).where(IS_ASKED)
_HELD = select(Custody.ticket_id, seconds_of(Custody.from_at), seconds_of(Custody.to_at))


@dataclass(slots=True)
class NameLookup:
    """What agencies, categories, areas and channels are called, by id."""

    agencies: dict[int, str] = field(default_factory=dict)
    categories: dict[int, tuple[str, str]] = field(default_factory=dict)  # slug, names
    areas: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)  # codes and names
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
class _EventWords:
    """What the events of one ticket add to its document: the statuses that it had, in order, public texts by whose they
    are, the agencies that were asked, and when it was promised for which day."""

    ever: dict[str, None] = field(default_factory=dict)
    said: dict[Voice, list[str]] = field(default_factory=lambda: {voice: [] for voice in Voice})
    asked: list[str] = field(default_factory=list)
    promises: list[tuple[int, int]] = field(default_factory=list)
    held: list[tuple[int, int | None]] = field(default_factory=list)


class Documents:
    """Turns tickets into documents for one city; a new one for each run, as names may have changed."""

    def __init__(self, session: Session, city: City) -> None:
        self._session = session
        self._zone = ZoneInfo(city.zone)
        self._names = NameLookup.read(session)

    def of(self, ids: Sequence[int]) -> list[Document]:
        """The documents of those tickets that are public."""
        found: list[Document] = []
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            rows = self._session.execute(_TICKETS.where(Ticket.id.in_(some))).all()
            found += self._documents(rows, Event.ticket_id.in_(some), Custody.ticket_id.in_(some))
        return found

    def between(self, after: int, until: int) -> Iterator[tuple[int, list[Document]]]:
        """(the last ticket read, documents) of those after ``after``, batch by batch; no transaction stays open."""
        within = _TICKETS.where(Ticket.id <= until).order_by(Ticket.id).limit(BATCH)
        while rows := self._session.execute(within.where(Ticket.id > after)).all():
            first, after = rows[0].id, rows[-1].id
            of_events, of_custody = (table.ticket_id.between(first, after) for table in (Event, Custody))
            found = self._documents(rows, of_events, of_custody)
            self._session.rollback()
            yield after, found
        self._session.rollback()

    def _documents(self, rows: Rows, events: ColumnElement[bool], custody: ColumnElement[bool]) -> list[Document]:
        words = self._words(_EVENTS.where(events))
        for ticket, agency in self._session.execute(_ASKED.where(custody)):
            words.setdefault(ticket, _EventWords()).asked.append(self._names.agencies[agency])
        self._add_held(words)
        photos = tickets_with_photos(self._session, [row.id for row in rows if row.visibility == Visibility.FULL])
        return [self._document(row, words.get(row.id) or _EventWords(), photos) for row in rows]

    def _add_held(self, words: dict[int, _EventWords]) -> None:
        """When tickets with a promise were held, which decides whether it was broken."""
        promised = [ticket for ticket, found in words.items() if found.promises]
        rows = self._session.execute(_HELD.where(Custody.ticket_id.in_(promised))) if promised else ()
        for ticket, start, end in rows:
            words[ticket].held.append((start, end))

    def _words(self, events: Select[*tuple[Any, ...]]) -> dict[int, _EventWords]:
        """By ticket. The text of the received event is left out: it repeats the report.

        What a late telling of a source has overtaken is nowhere to be read, so it is not found either.
        """
        found: dict[int, _EventWords] = {}
        rows = self._session.execute(events).all()
        orders = {row.seq: row.corrects for row in rows if row.changed and TicketFact.ORDER in row.changed}
        overtaken = set(orders.values())
        for ticket, kind, status, text, public, seq, _, _, agency, at, promised in rows:
            if seq in orders or (seq in overtaken and kind != Kind.RECEIVED):
                continue
            words = found.get(ticket)
            if words is None:
                words = found[ticket] = _EventWords()
            words.ever[status] = None
            if public and (whose := voice(kind, agency, text)):
                words.said[whose].append(text)
            if promised is not None and public:
                words.promises.append((at, promised))
        return found

    def _document(self, row: Row[*tuple[Any, ...]], words: _EventWords, photos: TicketsWithPhotos) -> Document:
        names = self._names
        full = row.visibility == Visibility.FULL
        category, category_names = names.categories.get(row.category_id or 0, (None, ""))
        areas, area_names = names.areas.get(row.area_id or 0, ((), ()))
        day = datetime.fromtimestamp(row.submitted_at, self._zone)
        end = None if row.ended_at is None else datetime.fromtimestamp(row.ended_at, self._zone)
        promises = promises_of(words.promises, words.held, row.desk_at)
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
            answers=tuple(words.said[Voice.AGENCY]) if full else (),
            verdicts=tuple(words.said[Voice.CITIZEN]) if full else (),
            remarks=tuple(words.said[Voice.OTHER]) if full else (),
            facts=category_names,
            area_names=area_names,
            ever=tuple(words.ever),
            asked=tuple(words.asked),
            conditions=tuple(_conditions(row, promises, photos)),
            promise=promises.due,
            handoffs=row.handoffs,
            category=category,
            areas=areas,
            channel=names.channels.get(row.channel_id or 0),
            ended=row.ended_at,
            ended_month=None if end is None else end.year * 100 + end.month,
            due=row.due_at,
            source=row.source,
            desk_at=row.desk_at,
            lat=row.lat,
            lon=row.lon,
        )


def _conditions(row: Row[*tuple[Any, ...]], promises: Promises, photos: TicketsWithPhotos) -> Iterable[Condition]:
    """Those that hold whatever the time is; that a promise was broken is told by ``promises.due`` as well."""
    return (
        condition
        for condition, holds in (
            (Condition.DISPUTED, row.disputed),
            (Condition.REOPENED, row.reopened),
            (Condition.UNANSWERED, row.first_response_at is None and row.status not in UNKNOWN),
            (Condition.PROMISE_BROKEN, promises.broken),
            (Condition.PRIVATE, row.visibility == Visibility.STUB),
            (Condition.WITH_PHOTO, row.id in photos.with_photo),
            (Condition.FLAGGED, row.id in photos.flagged),
        )
        if holds
    )


def _distinct(*names: str) -> str:
    return " ".join(dict.fromkeys(names))


def _areas(session: Session) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each area with the codes of itself and all above it, and their names; a ring of parents ends where it closes."""
    known = {
        id: (code, name, parent)
        for id, code, name, parent in session.execute(select(Area.id, Area.code, Area.name, Area.parent_id))
    }
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for id in known:
        chain: dict[int, tuple[str, str]] = {}
        at: int | None = id
        while at is not None and at not in chain:
            code, name, parent = known[at]
            chain[at] = code, name
            at = parent
        names = dict.fromkeys(name for _, name in chain.values())
        found[id] = tuple(code for code, _ in chain.values()), tuple(names)
    return found
