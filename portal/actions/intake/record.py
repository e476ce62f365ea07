"""Complaints come in: from a form, a file or a generator, one or thousands, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.record import Record
from ...domain.status import Refused
from ...extensions import db
from ...queries.areas.find import find_areas
from ..log import change
from .batch import Batch, Incoming, SourceKey, Stored
from .create import create
from .cycles import cycles
from .fingerprint import fingerprint
from .outcome import OLD, Outcome, Result
from .source_updates import SourceUpdates
from .update import hear_late, update
from .wanted_photos import WantedPhotos

#: What is written together with the tickets, in the same transaction; it is told what became of the records.
Alongside = Callable[[Session, Sequence[Outcome]], None]


def record(record: Record, city: City, *, key: str = "", alongside: Alongside | None = None) -> Outcome:
    """Take in one complaint; see record_many."""
    return record_many([record], city, key=key, alongside=alongside)[0]


def record_many(
    records: Iterable[Record], city: City, *, key: str = "", alongside: Alongside | None = None
) -> list[Outcome]:
    """Take in complaints with their events, all in one transaction; one Outcome each, in order.

    A record is known by (source, source_id). An equal one changes nothing; one with other contents brings the ticket
    to what it says (domain/retelling.py), and changed facts are written as a correction. One that names a ticket which
    no record before it has made is tried again after the last; an Outcome that still ``waits`` may be tried once more
    with later batches of the same source. ``key`` is the secret that reporters are hashed with.
    """
    listed = list(records)
    if not listed:
        return []
    session = db.session()
    with change(session) as log:
        batch = Batch(session, log, city, key)
        updates = SourceUpdates(session)
        outcomes: dict[int, Outcome] = {}
        for places in _rounds(listed):
            taken = _take(batch, updates, [listed[place] for place in places])
            outcomes.update(zip(places, taken, strict=True))
        _take_waiting(batch, updates, listed, outcomes)
        if any(outcome.result is Result.REFUSED for outcome in outcomes.values()):
            batch.catalogue.drop_unused()
        found = [outcomes[place] for place in range(len(listed))]
        if alongside is not None:
            alongside(session, found)
        return found


def _take_waiting(batch: Batch, updates: SourceUpdates, listed: Sequence[Record], outcomes: dict[int, Outcome]) -> None:
    """Try records again that name others which came after them, as long as one more gets in."""
    last = {(record.source, record.source_id): place for place, record in enumerate(listed)}
    before = 0
    while waiting := [place for place in sorted(last.values()) if outcomes[place].waits]:
        if len(waiting) == before:
            break
        before = len(waiting)
        taken = _take(batch, updates, [listed[place] for place in waiting])
        outcomes.update(zip(waiting, taken, strict=True))
    for place in cycles({place: listed[place] for place in waiting}):
        outcomes[place] = replace(outcomes[place], reason="merge_cycle")


def _rounds(records: Sequence[Record]) -> list[list[int]]:
    """Places of records, so that no round holds one source id twice: a repetition is an update of the one before."""
    rounds: list[list[int]] = []
    times: dict[SourceKey, int] = {}
    for place, record in enumerate(records):
        key = (record.source, record.source_id)
        time = times[key] = times.get(key, -1) + 1
        if time == len(rounds):
            rounds.append([])
        rounds[time].append(place)
    return rounds


def _take(batch: Batch, updates: SourceUpdates, records: list[Record]) -> list[Outcome]:
    """Take in records with different source ids."""
    stored = batch.look_up(records)
    areas = _areas(batch, records)
    batch.codes.look_up([r for r in records if (r.source, r.source_id) not in stored])
    updates.look_up((r, stored[key].ticket_id) for r in records if (key := (r.source, r.source_id)) in stored)
    outcomes, photos = [], WantedPhotos(batch.recorded)
    for record, area in zip(records, areas, strict=True):
        found = stored.get((record.source, record.source_id))
        outcome = _one(batch, updates, _incoming(batch, record, area), found)
        if outcome.ticket_id is not None and outcome.reason != OLD:
            updates.note(record, outcome.ticket_id)
            photos.note(outcome.ticket_id, record.photo_addresses)
        outcomes.append(outcome)
    batch.flush()
    photos.write(batch.session)
    updates.write()
    return outcomes


def _incoming(batch: Batch, record: Record, area: int | None) -> Incoming:
    category = batch.catalogue.category(record.category) if record.category else None
    return Incoming(record, category, area, fingerprint(record, sensitive=category in batch.catalogue.sensitive))


def _one(batch: Batch, updates: SourceUpdates, incoming: Incoming, stored: Stored | None) -> Outcome:
    try:
        if stored is None:
            return create(batch, incoming)
        known = updates.known(stored.ticket_id)
        if updates.is_old(incoming.record, stored.ticket_id):
            late = hear_late(batch, incoming, stored.ticket_id, known)
            return Outcome(Result.UPDATED if late else Result.UNCHANGED, stored.ticket_id, reason="" if late else OLD)
        if stored.digest == incoming.digest and not updates.is_newer(incoming.record, stored.ticket_id):
            return Outcome(Result.UNCHANGED, stored.ticket_id)
        changed = update(batch, incoming, stored.ticket_id, known)
        return Outcome(Result.UPDATED if changed else Result.UNCHANGED, stored.ticket_id)
    except Refused as refusal:
        return Outcome(Result.REFUSED, reason=refusal.reason, facts=tuple(refusal.facts.items()))


def _areas(batch: Batch, records: Sequence[Record]) -> list[int | None]:
    """The area of each record: as named, else found from its point."""
    points = [(r.lat, r.lon) for r in records if r.area is None and r.lat is not None and r.lon is not None]
    areas = iter(find_areas(batch.session, points)) if points else iter(())
    found: list[int | None] = []
    for r in records:
        if r.area is not None:
            found.append(batch.catalogue.area(r.area))
        else:
            found.append(next(areas) if r.lat is not None and r.lon is not None else None)
    return found
