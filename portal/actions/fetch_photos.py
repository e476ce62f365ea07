"""Photos that a source has named come in: fetched or read, stripped, and bound to the event that they belong to."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.attachment import Purpose, digest
from ..domain.city import City
from ..domain.event import EventDraft, Kind, TicketFact
from ..domain.photo_pair import RESOLUTIONS
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.visibility import Visibility
from ..extensions import db
from ..media.decode import ReadPicture, read
from ..media.fetch import Away
from ..media.store import MediaStore
from ..models import Attachment, Category, Event, Ticket, WantedPhoto
from .apply_events import Act, apply_events
from .attach import KEY_BYTES, keep_files, new_row
from .attachment_flags import flag_published
from .log import change

TRIES = 8
AGAIN = timedelta(minutes=5)  # doubled with each try: the last comes some ten hours after the first
LEASE = timedelta(minutes=15)  # so long nobody else tries those of the same report
#: Gives the bytes of an address. Raises Refused for what never will do, Away for what may be mended.
Fetch = Callable[[str], bytes]
Progress = Callable[[int], None]


@dataclass(slots=True)
class Fetched:
    """What became of wanted photos."""

    taken: int = 0
    later: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    id: int
    address: str
    purpose: Purpose
    tries: int


@dataclass(slots=True)
class _Got:
    """The pictures of one report that were read, and the rows of those that need no picture any more."""

    pictures: list[tuple[_Wanted, str, ReadPicture]] = field(default_factory=list)
    known: list[int] = field(default_factory=list)


def fetch_photos(
    city: City,
    store: MediaStore,
    fetch: Fetch,
    *,
    remote: bool,
    until: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _tried: None,
) -> Fetched:
    """Take in all that are due, report by report, until there are none or ``until()`` says that it is enough.

    Only of reports that the public sees whole: of others nothing is fetched. ``remote``: those over the network.
    ``progress`` is called with the number of those just tried.
    """
    found = Fetched()
    while not until() and (claimed := _claim(db.session(), remote=remote)):
        ticket_id, wanted = claimed
        _take_in(ticket_id, wanted, city, store, fetch, found)
        progress(len(wanted))
    return found


def try_again() -> int:
    """Let those that failed for good be tried once more; how many."""
    with change(db.session()) as _:
        failed = update(WantedPhoto).where(WantedPhoto.problem != "")
        found = db.session().execute(failed.values(problem="", tries=0, due_at=clock.now()).returning(WantedPhoto.id))
        return len(found.all())


def _claim(session: Session, *, remote: bool) -> tuple[int, list[_Wanted]] | None:
    """The wanted photos of one report that are due; nobody else gets them for a while."""
    with change(session):
        now = clock.now()
        due = (WantedPhoto.due_at <= now) & (WantedPhoto.remote.is_(remote))
        open_to_all = or_(Category.sensitive.is_(None), ~Category.sensitive)
        shown = select(WantedPhoto.ticket_id).join(Ticket, Ticket.id == WantedPhoto.ticket_id)
        shown = shown.outerjoin(Category, Category.id == Ticket.category_id)
        shown = shown.where(due, Ticket.visibility == Visibility.FULL, open_to_all)
        ticket_id = session.execute(shown.order_by(WantedPhoto.due_at, WantedPhoto.id).limit(1)).scalar()
        if ticket_id is None:
            return None
        of_ticket = select(WantedPhoto).where(due, WantedPhoto.ticket_id == ticket_id).order_by(WantedPhoto.id)
        rows = list(session.scalars(of_ticket))
        wanted = [_Wanted(row.id, row.address, Purpose(row.purpose), row.tries) for row in rows]
        for row in rows:
            row.due_at = now + LEASE
    return ticket_id, wanted


def _take_in(
    ticket_id: int, wanted: Sequence[_Wanted], city: City, store: MediaStore, fetch: Fetch, found: Fetched
) -> None:
    """Read all of them, then publish what could be read; nothing is left in the store of what was not published."""
    got = _Got()
    try:
        for one in wanted:
            try:
                _read(ticket_id, one, city, store, fetch, got)
            except Refused as refused:
                _set_aside(one, problem=refused.reason)
                found.refused += 1
            except (Away, OSError):
                gives_up = one.tries + 1 >= TRIES
                _set_aside(one, problem="address_away" if gives_up else "")
                found.refused += gives_up
                found.later += not gives_up
        _publish(ticket_id, got, city)
    except BaseException:
        for _, key, _ in got.pictures:
            store.remove(key)
        raise
    found.taken += len(got.pictures)


def _read(ticket_id: int, one: _Wanted, city: City, store: MediaStore, fetch: Fetch, got: _Got) -> None:
    """Fetch and read one; the same bytes are on the report once."""
    content = fetch(one.address)
    picture = read(content, city.zone)
    there = select(Attachment.id).where(Attachment.ticket_id == ticket_id, Attachment.sha256 == picture.sha256)
    known = db.session().execute(there.limit(1)).scalar() is not None
    db.session().rollback()
    if known or any(other.sha256 == picture.sha256 for _, _, other in got.pictures):
        got.known.append(one.id)
        return
    key = secrets.token_urlsafe(KEY_BYTES)
    keep_files(store, key, picture, content)
    got.pictures.append((one, key, picture))


def _set_aside(one: _Wanted, problem: str) -> None:
    """It is tried again later, or, with a problem, never."""
    due: datetime | None = None if problem else clock.now() + AGAIN * 2**one.tries
    with change(db.session()) as _:
        values = {"tries": one.tries + 1, "problem": problem, "due_at": due}
        db.session().execute(update(WantedPhoto).where(WantedPhoto.id == one.id).values(values))


def _publish(ticket_id: int, got: _Got, city: City) -> None:
    """One event of the log for each event that gets photos; it names them, and they stand with the other."""
    groups: dict[int, list[tuple[str, ReadPicture, Purpose]]] = {}

    def decide(_state: TicketState, now: datetime) -> Sequence[EventDraft]:
        for one, key, picture in got.pictures:
            groups.setdefault(_belongs_to(db.session(), ticket_id, one.purpose), []).append((key, picture, one.purpose))
        return [
            EventDraft(
                kind=Kind.CORRECTED,
                at=now,
                corrects=seq,
                changed=(TicketFact.PHOTOS,),
                attached=tuple(digest(key, picture.sha256) for key, picture, _ in photos),
            )
            for seq, photos in groups.items()
        ]

    def keep(session: Session, ticket: Ticket, _seq: int) -> None:
        rows: list[Attachment] = []
        for seq, photos in groups.items():
            for key, picture, purpose in photos:
                row = new_row(ticket.id, key, picture, purpose)
                row.event_seq, row.position = seq, len(rows)
                rows.append(row)
        session.add_all(rows)
        session.flush()
        flag_published(session, [row.id for row in rows], city)
        _done(session, [one.id for one, _, _ in got.pictures] + got.known)

    if got.pictures:
        apply_events(ticket_id, decide, Act(city), alongside=keep)
    elif got.known:
        with change(db.session()) as _:
            _done(db.session(), got.known)


def _done(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(WantedPhoto).where(WantedPhoto.id.in_(ids)).values(due_at=None, problem=""))


def _belongs_to(session: Session, ticket_id: int, purpose: Purpose) -> int:
    """The event that a photo stands with: one after the work with the end that it shows, if there is one yet, or with
    the last answer; any other with the report itself."""

    def last(*when: ColumnElement[bool]) -> int | None:
        events = select(Event.seq).where(Event.ticket_id == ticket_id, Event.public, Event.redacted_by.is_(None), *when)
        return session.execute(events.order_by(Event.happened_at.desc(), Event.seq.desc()).limit(1)).scalar()

    if purpose is Purpose.AFTER:
        for kinds in (RESOLUTIONS, (Kind.RESPONDED,)):
            if (seq := last(Event.kind.in_(kinds))) is not None:
                return seq
    received = select(Event.seq).where(Event.ticket_id == ticket_id, Event.kind == Kind.RECEIVED)
    return session.execute(received.order_by(Event.seq).limit(1)).scalar_one()
