"""Complaints come in: from a form, a file or a generator, one or thousands, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ... import clock
from ...domain import privacy, title
from ...domain.city import City
from ...domain.event import EventDraft, Kind
from ...domain.record import Record, Step
from ...domain.replay import replay
from ...domain.status import Refused
from ...domain.visibility import Visibility, initial_visibility
from ...extensions import db
from ...models import Ticket
from ...queries.areas.find import find_areas
from ..log import Log, change
from ..ticket_rows import Public, Rows, custody_rows, event_row, seconds, state_row
from . import update
from .catalogue import Catalogue
from .codes import Codes
from .fingerprint import fingerprint
from .outcome import OLD, Outcome, Result
from .source_updates import SourceUpdates


def record(record: Record, city: City, *, key: str = "") -> Outcome:
    """Take in one complaint."""
    return record_many([record], city, key=key)[0]


def record_many(records: Iterable[Record], city: City, *, key: str = "") -> list[Outcome]:
    """Take in complaints with what happened to them, all in one transaction; one Outcome each, in order.

    A record is known by (source, source_id). An equal one changes nothing; one with other contents adds the
    steps that are new and tells changed facts as a correction. ``key`` is the secret that reporters are hashed with.
    """
    listed = list(records)
    if not listed:
        return []
    session = db.session()
    with change(session) as log:
        return Intake(session, log, city, key).take(listed)


class Intake:
    """One batch on its way in."""

    def __init__(self, session: Session, log: Log, city: City, key: str) -> None:
        self.session = session
        self.log = log
        self.city = city
        self.key = key.encode()[:64]
        self.catalogue = Catalogue.read(session, city)
        self.codes = Codes(session, city)
        self.now = clock.now()
        self.recorded = int(self.now.timestamp())
        self.next_id = 1 + (session.execute(select(func.max(Ticket.id))).scalar() or 0)
        self.validator = self.catalogue.agency(city.validator) if city.validator else None
        self.rows = Rows()
        self.known: dict[tuple[str, str], int] = {}
        self.tellings = SourceUpdates(session)

    def take(self, records: Sequence[Record]) -> list[Outcome]:
        """First those with an id of their own in this batch, together; then repetitions, as updates, in order."""
        outcomes: list[Outcome | None] = [None] * len(records)
        left = list(range(len(records)))
        while left:
            seen: set[tuple[str, str]] = set()
            repeated: list[int] = []
            now: list[int] = []
            for index in left:
                key = (records[index].source, records[index].source_id)
                (repeated if key in seen else now).append(index)
                seen.add(key)
            for index, outcome in zip(now, self._take_distinct([records[i] for i in now]), strict=True):
                outcomes[index] = outcome
            left = repeated
        return [o for o in outcomes if o is not None]

    def _take_distinct(self, records: Sequence[Record]) -> list[Outcome]:
        stored = self._stored(records)
        areas = self._areas(records)
        self.codes.look_up([r for r in records if (r.source, r.source_id) not in stored])
        self.tellings.look_up((r, stored[key][0]) for r in records if (key := (r.source, r.source_id)) in stored)
        outcomes = []
        for record, area in zip(records, areas, strict=True):
            found = stored.get((record.source, record.source_id))
            outcomes.append(self._one(record, area, found))
            if outcomes[-1].ticket_id is not None and outcomes[-1].reason != OLD:
                self.tellings.note(record, outcomes[-1].ticket_id)
        self.rows.write(self.session)
        self.rows = Rows()
        self.tellings.write()
        return outcomes

    def _one(self, record: Record, area: int | None, found: tuple[int, bytes | None] | None) -> Outcome:
        category = self.catalogue.category(record.category) if record.category and self.catalogue.sensitive else None
        digest = fingerprint(record, sensitive=category in self.catalogue.sensitive)
        try:
            if found is None:
                return self._create(record, area, digest)
            if self.tellings.is_old(record, found[0]):
                return Outcome(Result.UNCHANGED, found[0], reason=OLD)
            if found[1] == digest:
                return Outcome(Result.UNCHANGED, found[0])
            self.rows.write(self.session)
            self.rows = Rows()
            changed = update.update(self, record, area, found[0], digest)
            return Outcome(Result.UPDATED if changed else Result.UNCHANGED, found[0])
        except Refused as refusal:
            return Outcome(Result.REFUSED, reason=refusal.reason, facts=tuple(refusal.facts.items()))

    def _stored(self, records: Sequence[Record]) -> dict[tuple[str, str], tuple[int, bytes | None]]:
        """Tickets that these records, or the ones they name, already are: (source, source id) -> (id, digest)."""
        wanted: dict[str, set[str]] = {}
        for record in records:
            ids = wanted.setdefault(record.source, set())
            ids.add(record.source_id)
            ids.update(step.other for step in record.steps if step.other)
        found: dict[tuple[str, str], tuple[int, bytes | None]] = {}
        columns = select(Ticket.source_id, Ticket.id, Ticket.digest)
        for source, ids in wanted.items():
            listed = sorted(ids)
            for start in range(0, len(listed), 500):
                part = listed[start : start + 500]
                for source_id, id, digest in self.session.execute(
                    columns.where(Ticket.source == source, Ticket.source_id.in_(part))
                ):
                    found[(source, source_id)] = (id, digest)
                    self.known[(source, source_id)] = id
        return found

    def _areas(self, records: Sequence[Record]) -> list[int | None]:
        """The area of each record: as named, else found from its point."""
        points = [(r.lat, r.lon) for r in records if r.area is None and r.lat is not None and r.lon is not None]
        places = iter(find_areas(self.session, points)) if points else iter(())
        found: list[int | None] = []
        for r in records:
            if r.area is not None:
                found.append(self.catalogue.area(r.area))
            else:
                found.append(next(places) if r.lat is not None and r.lon is not None else None)
        return found

    def _create(self, record: Record, area: int | None, digest: bytes) -> Outcome:
        category = self.catalogue.category(record.category) if record.category else None
        holder = self.catalogue.agency(record.agency) if record.agency else self.catalogue.holder(category, area)
        happenings = [EventDraft(kind=Kind.RECEIVED, at=record.submitted_at, agency=holder)]
        happenings += [self.happening(step, record.source) for step in record.steps]
        course = replay(happenings, self.validator)
        code = self.codes.give(record)
        id = self.next_id
        self.next_id += 1
        self.known[(record.source, record.source_id)] = id
        seqs = self.log.take(len(happenings))
        for seq, happening, status in zip(seqs, happenings, course.statuses, strict=True):
            self.rows.events.append(event_row(seq, id, happening, status, self.recorded))
        self.rows.custody += custody_rows(id, course.custody)
        public = self.public(record, area, category, id)
        if public.original:
            self.rows.originals.append(public.original)
        response_due, due = self.deadlines(record, category)
        self.rows.tickets.append(
            {
                "id": id,
                "code": code,
                "source": record.source,
                "source_id": record.source_id,
                "digest": digest,
                "channel_id": self.catalogue.channel(record.channel) if record.channel else None,
                "category_id": category,
                "area_id": area,
                "lat": public.lat,
                "lon": public.lon,
                "place": public.place,
                "title": public.title,
                "text": public.text,
                "visibility": public.visibility.value,
                "reporter": self._reporter(record),
                "submitted_at": seconds(record.submitted_at),
                "response_due_at": response_due,
                "due_at": due,
                "last_seq": seqs[-1],
                **state_row(course.state),
            }
        )
        return Outcome(Result.CREATED, id, code)

    def deadlines(self, record: Record, category: int | None) -> tuple[int, int]:
        """(response due, resolution due) in seconds: the source's own, else by the city's targets."""
        response, resolution = self.city.targets(self.catalogue.category_slugs.get(category or 0))
        submitted = int(record.submitted_at.timestamp())
        return (
            seconds(record.response_due_at) or submitted + int(response.total_seconds()),
            seconds(record.due_at) or submitted + int(resolution.total_seconds()),
        )

    def happening(self, step: Step, source: str) -> EventDraft:
        """A step with its labels as ids. Raises Refused when it names a ticket that is not there."""
        other = None
        if step.other is not None:
            other = self.known.get((source, step.other))
            if other is None:
                raise Refused("ticket_unknown", ticket=step.other)
        return EventDraft(
            kind=step.kind,
            at=step.at,
            agency=self.catalogue.agency(step.agency) if step.agency else None,
            to_agency=self.catalogue.agency(step.to_agency) if step.to_agency else None,
            text=step.text,
            promised_at=step.promised_at,
            other_ticket=other,
            public=step.public,
        )

    def public(self, record: Record, area: int | None, category: int | None, id: int) -> Public:
        """The report as the public may see it, by the privacy rules."""
        sensitive = category in self.catalogue.sensitive
        moderated = self.city.moderated and record.source == "form"
        visibility = initial_visibility(private=record.private, sensitive=sensitive, moderated=moderated)
        centre = self.catalogue.centres.get(area or 0)
        place = privacy.place(visibility, record.lat, record.lon, record.place, centre)
        full = visibility is Visibility.FULL
        # Masked before it is cut: half an address is no address that the mask would know.
        heading = record.title or title.derive(privacy.mask(record.text))
        shown = privacy.mask(heading) if full else ""
        text = privacy.mask(record.text.strip()) if full else ""
        raw = {"title": heading, "text": record.text.strip(), "place": record.place}
        taken_away = tuple(raw.values()) != (shown, text, place.text) or (not full and record.lat is not None)
        kept = {"ticket_id": id, **raw, "lat": record.lat, "lon": record.lon} if taken_away else None
        return Public(visibility, shown, text, place.text, place.lat, place.lon, kept)

    def _reporter(self, record: Record) -> bytes | None:
        if record.reporter is None:
            return None
        return hashlib.blake2b(record.reporter.encode(), key=self.key, digest_size=8).digest()
