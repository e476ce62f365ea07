"""People follow by mail, confirm it, and end it. Whether an address is known is told to its owner alone, by mail."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.following import (
    ALL_LASTS,
    ASK_AGAIN,
    BOUNCED_KEPT,
    CONFIRM_WITHIN,
    LISTS_OFFERED,
    SENT_KEPT,
    UNCONFIRMED,
    LetterKind,
    Pace,
    same_address,
)
from ..domain.secret_token import token_hash
from ..domain.status import Refused
from ..extensions import db
from ..models import Follower, Letter
from ..sealing import keyed_hash, seal, unseal
from .log import change

PURPOSE = "follower"  # what addresses are sealed for
ALL_PURPOSE = "all that an address follows"


@dataclass(frozen=True, slots=True)
class FollowWish:
    """What somebody wants to follow: a ticket, or the list of a filter (``lens``, in canonical form)."""

    address: str
    ticket_id: int | None
    lens: str
    language: str
    pace: Pace


def ask(wish: FollowWish, key: str) -> None:
    """Write to the address that it may confirm; if it follows already, that it does. ``key``: SECRET_KEY.

    An address is not written to more often because somebody asks more often. Raises Refused for one more list than
    the sender can look through.
    """
    session, now = db.session(), clock.now()
    hashed = hash_of(wish.address, key)
    with change(session):
        _check_room(session, wish)
        found = session.scalars(select(Follower).where(Follower.address_hash == hashed, _followed(wish))).first()
        if found is not None and found.confirmed_at is not None and found.bounced_at is None:
            _write(session, found, LetterKind.KNOWN, now)
            return
        if found is not None:
            if found.bounced_at is None and found.asked_at > now - ASK_AGAIN:
                return
            session.execute(delete(Follower).where(Follower.id == found.id))
        if _waiting(session, hashed) < UNCONFIRMED:
            follower = _new(wish, hashed, key, now)
            session.add(follower)
            session.flush()
            session.add(Letter(follower_id=follower.id, kind=LetterKind.CONFIRM.value, due_at=now))


def _check_room(session: Session, wish: FollowWish) -> None:
    """The same for every address."""
    if wish.ticket_id is not None:
        return
    followed = (Follower.ticket_id.is_(None), Follower.confirmed_at.is_not(None))
    if session.scalar(select(Follower.id).where(*followed, Follower.lens == wish.lens).limit(1)) is not None:
        return
    if (session.scalar(select(func.count(Follower.lens.distinct())).where(*followed)) or 0) >= LISTS_OFFERED:
        raise Refused("lists_full")


def ask_for_all(address: str, key: str) -> None:
    """Write to an address that follows something where it sees and ends all of it; others get nothing."""
    session, now = db.session(), clock.now()
    confirmed = Follower.confirmed_at.is_not(None) & Follower.bounced_at.is_(None)
    of = select(Follower).where(Follower.address_hash == hash_of(address, key), confirmed)
    with change(session):
        newest = session.scalars(of.order_by(Follower.id.desc()).limit(1)).first()
        if newest is not None:
            _write(session, newest, LetterKind.ALL, now)


def confirm(token: str) -> bool:
    """Begin to write to who has the token; False when there is none such, or not any more."""
    session = db.session()
    with change(session):
        found = session.scalars(select(Follower).where(Follower.confirm_hash == token_hash(token))).first()
        if found is not None and found.confirmed_at is None:
            found.confirmed_at = clock.now()
    return found is not None


def end(token: str) -> None:
    """Forget the following whose token this is; one that is gone already is as good."""
    _forget(Follower.end_hash == token_hash(token))


def end_one(address_hash: bytes, follower_id: int) -> None:
    """Forget one of what an address follows."""
    _forget((Follower.address_hash == address_hash) & (Follower.id == follower_id))


def end_all(address_hash: bytes) -> None:
    """Forget all that an address follows."""
    _forget(Follower.address_hash == address_hash)


def sweep_followers() -> None:
    """Forget who has not confirmed in time, whose address was no good, and which letters went long ago."""
    session, now = db.session(), clock.now()
    late = Follower.confirmed_at.is_(None) & (Follower.asked_at < now - CONFIRM_WITHIN)
    gone = or_(late, Follower.bounced_at < now - BOUNCED_KEPT)
    if session.scalar(select(func.count()).select_from(Follower).where(gone)):
        _forget(gone)
    old = Letter.handed_at < now - SENT_KEPT
    if session.scalar(select(func.count()).select_from(Letter).where(old)):
        with change(session):
            session.execute(delete(Letter).where(old))


def hash_of(address: str, key: str) -> bytes:
    """By which the rows of an address are found."""
    return keyed_hash(same_address(address), key, PURPOSE)


def confirm_token(salt: bytes, key: str) -> str:
    """The secret of the link that confirms."""
    return _token(salt, key, "confirm following")


def end_token(salt: bytes, key: str) -> str:
    """The secret of the link that ends a following."""
    return _token(salt, key, "end following")


def all_token(address_hash: bytes, key: str) -> str:
    """What opens the page of all that an address follows, for a day: sealed, so that nobody can make one."""
    until = int((clock.now() + ALL_LASTS).timestamp())
    return seal(f"{until} {address_hash.hex()}", key, ALL_PURPOSE).hex()


def opened(token: str, key: str) -> bytes | None:
    """The address_hash that a token of ``all_token`` opens; None when it is none, or too old."""
    try:
        until, _, hashed = unseal(bytes.fromhex(token), key, ALL_PURPOSE).partition(" ")
    except ValueError:
        return None
    return bytes.fromhex(hashed) if int(until) > clock.now().timestamp() else None


def _token(salt: bytes, key: str, purpose: str) -> str:
    return base64.urlsafe_b64encode(keyed_hash(salt.hex(), key, purpose)).decode().rstrip("=")


def _followed(wish: FollowWish) -> ColumnElement[bool]:
    if wish.ticket_id is not None:
        return Follower.ticket_id == wish.ticket_id
    return Follower.ticket_id.is_(None) & (Follower.lens == wish.lens)


def _new(wish: FollowWish, hashed: bytes, key: str, now: datetime) -> Follower:
    salt = secrets.token_bytes(16)
    return Follower(
        address=seal(wish.address, key, PURPOSE),
        address_hash=hashed,
        ticket_id=wish.ticket_id,
        lens=wish.lens,
        language=wish.language,
        pace=wish.pace.value,
        asked_at=now,
        salt=salt,
        confirm_hash=token_hash(confirm_token(salt, key)),
        end_hash=token_hash(end_token(salt, key)),
    )


def _waiting(session: Session, hashed: bytes) -> int:
    """How many followings of an address wait for its confirmation."""
    waiting = (Follower.address_hash == hashed) & Follower.confirmed_at.is_(None)
    return session.scalar(select(func.count()).select_from(Follower).where(waiting)) or 0


def _write(session: Session, follower: Follower, kind: LetterKind, now: datetime) -> None:
    """A letter of its kind, unless one went a short while ago or still waits."""
    of = (Letter.follower_id == follower.id) & (Letter.kind == kind.value)
    if session.scalars(select(Letter.id).where(of, Letter.due_at > now - ASK_AGAIN)).first() is not None:
        return
    session.execute(delete(Letter).where(of))
    session.add(Letter(follower_id=follower.id, kind=kind.value, due_at=now))


def _forget(which: ColumnElement[bool]) -> None:
    session = db.session()
    with change(session):
        session.execute(delete(Follower).where(which))
