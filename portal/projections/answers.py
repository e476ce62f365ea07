"""Keeps the fingerprints of public answers up with the log, so that pages say how often the same words were used."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ..domain.photo_pair import RESOLUTIONS
from ..domain.same_text import fingerprint
from ..domain.transitions import RESPONSES
from ..models import AnswerWords, Checkpoint, Event
from ..queries.tickets.overtaken import counts
from .checkpoints import BEGUN, begin, move, newest, position, take_up, writing

NAME = "answers"
#: Least seconds between two runs while the log moves.
GAP = 1.0
AT_ONCE = 2_000  # events that are read and written together
_MOVED = select(Event.seq, Event.corrects, Event.kind).order_by(Event.seq).limit(AT_ONCE)
_ANSWERS = select(Event.seq, Event.ticket_id, Event.agency_id, Event.kind, Event.text).where(
    Event.kind.in_(sorted(RESPONSES)),
    Event.public.is_(True),
    Event.text != "",
    Event.agency_id.is_not(None),
    counts(),
)


def feed(session: Session, seq: int) -> None:
    """Bring the fingerprints up to ``seq``."""
    if seq <= BEGUN:
        return  # the first event of a log is no answer
    at = take_up(session, NAME)
    while at is None or at < seq or at == BEGUN:
        at = _step(session, at, seq)


def rebuild(session: Session) -> int:
    """Take the fingerprint of every public answer anew; how many there are."""
    begin(session, NAME)
    feed(session, newest(session))
    return session.execute(select(func.count()).select_from(AnswerWords)).scalar_one()


def _step(session: Session, before: int | None, seq: int) -> int:
    """The next events; how far that goes. What an event corrects or takes back is read again with it."""
    anew = before is None or before <= BEGUN
    start = 0 if before is None or anew else before
    moved = session.execute(_MOVED.where(Event.seq > start, Event.seq <= seq)).all()
    upto = moved[-1].seq if len(moved) == AT_ONCE else seq
    touched = {row.seq for row in moved if row.kind in RESPONSES} | {row.corrects for row in moved if row.corrects}
    rows = _rows(session, touched)
    session.rollback()  # the write lock is not held while texts are read
    with writing(session):
        session.execute(select(Checkpoint.seq).where(Checkpoint.name == NAME).with_for_update())
        if (now := position(session, NAME)) != before:
            return now or 0  # another node was quicker, or a rebuild was asked for
        gone = delete(AnswerWords)
        session.execute(gone if anew else gone.where(AnswerWords.seq.in_(touched)))
        if rows:
            session.execute(insert(AnswerWords), rows)
        move(session, NAME, before, upto)
    return upto


def _rows(session: Session, seqs: Collection[int]) -> list[dict[str, object]]:
    """Those of these events that are answers and stand."""
    return [
        {
            "seq": row.seq,
            "ticket_id": row.ticket_id,
            "agency_id": row.agency_id,
            "words": fingerprint(row.text),
            "done": row.kind in RESOLUTIONS,
        }
        for row in session.execute(_ANSWERS.where(Event.seq.in_(seqs)).order_by(Event.seq))
    ]
