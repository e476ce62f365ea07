"""Letters that are due go to one worker at a time, which holds a lease, and from it to a mail server at most once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, or_, select, true, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.following import PAUSE, LetterKind, wait_after
from ..models import Follower, Letter
from .checkpoints import writing

LEASE = timedelta(minutes=5)  # longer than a server may take for one letter: see mail/delivery.py
MOST = 200  # pieces of news in one mail; what is left goes into the next


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One piece of news of a mail."""

    letter: int
    seq: int
    ticket: int | None


@dataclass(frozen=True, slots=True)
class Mailing:
    """One mail that is to be written and sent now: to whom, what kind, and which letters go into it."""

    lease: str
    follower: int
    address: bytes
    address_hash: bytes
    salt: bytes
    language: str
    pace: str
    ticket: int | None
    lens: str
    kind: LetterKind
    told: tuple[ToldEvent, ...]


def take(session: Session) -> Mailing | None:
    """The mail that has waited longest, for this worker alone until the lease ends; None when none is due."""
    now, lease = clock.now(), secrets.token_hex(8)
    if session.execute(_due(now)).first() is None:  # looked at each second: no lock for nothing
        session.rollback()
        return None
    with writing(session):
        row = session.execute(_due(now).with_for_update(of=Follower, skip_locked=True)).first()
        if row is None:
            return None
        follower = session.get_one(Follower, row.id, populate_existing=True)
        follower.lease, follower.leased_until = lease, now + LEASE
        letters = session.execute(
            select(Letter.id, Letter.seq, Letter.ticket_id)
            .where(Letter.follower_id == row.id, Letter.kind == row.kind, Letter.handed_at.is_(None))
            .where(Letter.due_at <= now)
            .order_by(Letter.seq, Letter.id)
            .limit(MOST)
        )
        return Mailing(
            lease=lease,
            follower=follower.id,
            address=follower.address,
            address_hash=follower.address_hash,
            salt=follower.salt,
            language=follower.language,
            pace=follower.pace,
            ticket=follower.ticket_id,
            lens=follower.lens,
            kind=LetterKind(row.kind),
            told=tuple(ToldEvent(*letter) for letter in letters),
        )


def hand_over(session: Session, mailing: Mailing) -> bool:
    """Note, before the server gets the text, that it does; False when it must not: the lease is over, or it was ended.

    From here on the letters are never sent again, whatever happens to this worker.
    """
    now = clock.now()
    with writing(session):
        ours = (Follower.id == mailing.follower) & (Follower.lease == mailing.lease) & (Follower.leased_until > now)
        known = true() if mailing.kind is LetterKind.CONFIRM else Follower.confirmed_at.is_not(None)
        if session.execute(select(Follower.id).where(ours, known).with_for_update()).first() is None:
            return False
        session.execute(update(Letter).where(_in(mailing)).values(handed_at=now))
        return True


def sent(session: Session, mailing: Mailing) -> None:
    """The server took it, or may have taken it."""
    now = clock.now()
    with writing(session):
        session.execute(update(Letter).where(_in(mailing)).values(sent_at=now))
        news = mailing.kind is LetterKind.NEWS
        told = {"last_seq": max(one.seq for one in mailing.told), "mailed_at": now} if news and mailing.told else {}
        _free(session, mailing, **told)


def postponed(session: Session, mailing: Mailing) -> None:
    """The server surely has it not: again later, or given up after the last try."""
    now = clock.now()
    with writing(session):
        for letter in session.scalars(select(Letter).where(_in(mailing)).order_by(Letter.id)):
            letter.tries += 1
            wait = wait_after(letter.tries)
            letter.handed_at = now if wait is None else None  # one that was given up waits for nothing; it is counted
            letter.due_at = now + (wait or timedelta())
        session.flush()
        _free(session, mailing)


def dropped(session: Session, mailing: Mailing) -> None:
    """There is nothing left to say: what was news is public no more."""
    with writing(session):
        session.execute(delete(Letter).where(_in(mailing)))
        _free(session, mailing)


def bounced(session: Session, mailing: Mailing) -> None:
    """The server says that the address is no good."""
    end_address(session, mailing.address_hash)
    with writing(session):
        _free(session, mailing)


def end_address(session: Session, address_hash: bytes) -> None:
    """All that an address follows ends, and what waits for it goes."""
    with writing(session):
        of = select(Follower.id).where(Follower.address_hash == address_hash)
        session.execute(delete(Letter).where(Letter.follower_id.in_(of), Letter.sent_at.is_(None)))
        session.execute(update(Follower).where(Follower.address_hash == address_hash).values(bounced_at=clock.now()))


def _due(now: datetime) -> Select[int, str]:
    """The follower to write to next, and of what kind the letter is."""
    rested = or_(Letter.kind != LetterKind.NEWS.value, Follower.mailed_at.is_(None), Follower.mailed_at <= now - PAUSE)
    confirmed = or_(Letter.kind == LetterKind.CONFIRM.value, Follower.confirmed_at.is_not(None))
    return (
        select(Follower.id, Letter.kind)
        .join(Letter, Letter.follower_id == Follower.id)
        .where(Letter.handed_at.is_(None), Letter.due_at <= now, Follower.bounced_at.is_(None), rested, confirmed)
        .where(or_(Follower.leased_until.is_(None), Follower.leased_until <= now))
        .order_by(Letter.due_at, Letter.id)
        .limit(1)
    )


def _in(mailing: Mailing) -> ColumnElement[bool]:
    return Letter.id.in_([one.letter for one in mailing.told])


def _free(session: Session, mailing: Mailing, **told: object) -> None:
    ours = (Follower.id == mailing.follower) & (Follower.lease == mailing.lease)
    session.execute(update(Follower).where(ours).values(lease=None, leased_until=None, **told))
