"""What the records of one batch share on their way in: catalogue, codes, the rows to write, and the privacy rules."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ... import clock
from ...domain import privacy, title
from ...domain.city import City
from ...domain.event import EventDraft, Kind
from ...domain.masking import mask
from ...domain.record import FORM, Record, Step
from ...domain.status import Refused
from ...domain.visibility import Visibility, initial_visibility
from ...domain.visible_text import visible_text
from ...models import Ticket
from ..log import Log
from ..ticket_rows import Public, Rows, seconds
from .catalogue import Catalogue
from .codes import Codes

AT_ONCE = 500  # source ids that one statement asks for
SourceKey = tuple[str, str]  # source and source id


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record with its category and area as ids, and the fingerprint of its contents."""

    record: Record
    category: int | None
    area: int | None
    digest: bytes

    @property
    def key(self) -> SourceKey:
        return self.record.source, self.record.source_id


@dataclass(frozen=True, slots=True)
class Stored:
    """A ticket that a record is known as, with the fingerprint of the record that it was last made from."""

    ticket_id: int
    digest: bytes | None


class Batch:
    """One transaction of intake. ``validator``: the agency that checks resolutions; ``now``: when it is recorded."""

    def __init__(self, session: Session, log: Log, city: City, key: str) -> None:
        self.session = session
        self.log = log
        self.city = city
        self.catalogue = Catalogue.read(session, city)
        self.codes = Codes(session, city)
        self.now = clock.now()
        self.recorded = int(self.now.timestamp())
        self.validator = self.catalogue.agency(city.validator) if city.validator else None
        self.catalogue.made.clear()  # the validator stays, whoever is refused
        self.rows = Rows()
        self._key = key.encode()[:64]
        self._next_id = 1 + (session.execute(select(func.max(Ticket.id))).scalar() or 0)
        self._known: dict[SourceKey, int] = {}
        self._merged: dict[int, int | None] = {}

    def flush(self) -> None:
        """Insert the rows that wait."""
        self.rows.write(self.session, self.log)
        self.rows = Rows()

    def new_ticket(self, incoming: Incoming) -> int:
        """The id of a ticket that is made now; later steps may name it as the one that they are merged into."""
        id = self._next_id
        self._next_id += 1
        self._known[incoming.key] = id
        return id

    def look_up(self, records: list[Record]) -> dict[SourceKey, Stored]:
        """Tickets that these records, or the ones that their steps name, already are."""
        wanted: dict[str, set[str]] = {}
        for record in records:
            ids = wanted.setdefault(record.source, set())
            ids.add(record.source_id)
            ids.update(step.other for step in record.steps if step.other)
        found: dict[SourceKey, Stored] = {}
        columns = select(Ticket.source_id, Ticket.id, Ticket.digest)
        for source, ids in wanted.items():
            listed = sorted(ids)
            for start in range(0, len(listed), AT_ONCE):
                some = Ticket.source_id.in_(listed[start : start + AT_ONCE])
                for source_id, id, digest in self.session.execute(columns.where(Ticket.source == source, some)):
                    found[(source, source_id)] = Stored(id, digest)
                    self._known[(source, source_id)] = id
        return found

    def drafts(self, incoming: Incoming) -> list[EventDraft]:
        """A record as events: how it came in, and its steps with their labels as ids.

        Raises Refused when a step names a ticket that is not there, or one that stays in this one.
        """
        record, catalogue = incoming.record, self.catalogue
        agency = (
            catalogue.agency(record.agency) if record.agency else catalogue.holder(incoming.category, incoming.area)
        )
        at = record.submitted_at.replace(microsecond=0)
        steps = [self._draft(step, record) for step in record.steps]
        untold = not record.tells_outcome
        return [EventDraft(kind=Kind.RECEIVED, at=at, agency=agency, untold=untold), *steps]

    def stays(self, ticket_id: int) -> int:
        """The ticket that stays of this one and those that it was merged into."""
        seen = {ticket_id}
        while (into := self._merged_into(ticket_id)) is not None and into not in seen:
            seen.add(into)
            ticket_id = into
        return ticket_id

    def note_merge(self, ticket_id: int, into: int | None) -> None:
        """Remember what a ticket that was written is merged into now; None: nothing."""
        self._merged[ticket_id] = into

    def _merged_into(self, ticket_id: int) -> int | None:
        if ticket_id not in self._merged:
            query = select(Ticket.duplicate_of).where(Ticket.id == ticket_id)
            self._merged[ticket_id] = self.session.execute(query).scalar()
        return self._merged[ticket_id]

    def _other(self, step: Step, record: Record) -> int | None:
        """The ticket that stays, of the one that a step names."""
        if step.other is None:
            return None
        if step.other == record.source_id:
            raise Refused("merge_cycle", ticket=step.other)
        named = self._known.get((record.source, step.other))
        if named is None:
            raise Refused("ticket_unknown", ticket=step.other)
        stays = self.stays(named)
        if stays == self._known.get((record.source, record.source_id)):
            raise Refused("merge_cycle", ticket=step.other)
        return stays

    def _draft(self, step: Step, record: Record) -> EventDraft:
        other = self._other(step, record)
        return EventDraft(
            kind=step.kind,
            at=step.at,
            agency=self.catalogue.agency(step.agency) if step.agency else None,
            to_agency=self.catalogue.agency(step.to_agency, outside=step.to_outside) if step.to_agency else None,
            text=step.text,
            promised_at=step.promised_at,
            other_ticket=other,
            public=step.public,
            checked=step.checked,
            refused_for=step.refused_for,
        )

    def deadlines(self, incoming: Incoming) -> tuple[int, int]:
        """(response due, resolution due) in seconds: the source's own, else by the city's targets."""
        record = incoming.record
        response, resolution = self.city.targets(self.catalogue.category_slugs.get(incoming.category or 0))
        submitted = int(record.submitted_at.timestamp())
        return (
            seconds(record.response_due_at) or submitted + int(response.total_seconds()),
            seconds(record.due_at) or submitted + int(resolution.total_seconds()),
        )

    def public(self, incoming: Incoming, ticket_id: int) -> Public:
        """The report as the public may see it, by the privacy rules."""
        record = incoming.record
        sensitive = incoming.category in self.catalogue.sensitive
        moderated = self.city.moderated and record.source == FORM
        visibility = initial_visibility(private=record.private, sensitive=sensitive, moderated=moderated)
        centre = self.catalogue.centres.get(incoming.area or 0)
        official = self.city.contacts
        raw = {name: visible_text(getattr(record, name)) for name in ("title", "text", "place")}
        place = privacy.place(visibility, record.lat, record.lon, mask(raw["place"], official), centre)
        full = visibility is Visibility.FULL
        text = mask(raw["text"], official) if full or not raw["title"] else ""
        # Masked before it is cut: half an address is no address that the mask would know.
        heading = raw["title"] = raw["title"] or title.derive(text)
        shown, text = (privacy.public_text(heading, official), text) if full else ("", "")
        taken_away = tuple(raw.values()) != (shown, text, place.text) or (not full and record.lat is not None)
        kept = {"ticket_id": ticket_id, **raw, "lat": record.lat, "lon": record.lon} if taken_away else None
        return Public(visibility, shown, text, place.text, place.lat, place.lon, kept)

    def mark(self, value: object) -> str:
        """A keyed hash that is equal for the same value, and tells nothing of it without the key."""
        return hashlib.blake2b(repr(value).encode("utf-8", "replace"), key=self._key, digest_size=8).hexdigest()

    def reporter(self, record: Record) -> bytes | None:
        """The keyed hash that is equal for the same reporter."""
        if record.reporter is None:
            return None
        return hashlib.blake2b(record.reporter.encode(), key=self._key, digest_size=8).digest()
