"""What is followed by whom, found by the secrets that only their letters hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ..domain.secret_token import token_hash
from ..models import Follower, Ticket

LONGEST = 300  # characters of what an address calls a token


@dataclass(frozen=True, slots=True)
class Following:
    """One thing that one address follows; ``code``: of a ticket, '' for the list of ``lens``."""

    id: int
    code: str
    lens: str
    pace: str
    confirmed_at: datetime | None


def by_confirm_token(session: Session, token: str) -> Following | None:
    return _one(session, Follower.confirm_hash == token_hash(token[:LONGEST]))


def by_end_token(session: Session, token: str) -> Following | None:
    return _one(session, Follower.end_hash == token_hash(token[:LONGEST]))


def all_of(session: Session, address_hash: bytes) -> Sequence[Following]:
    """All that an address follows and has confirmed, in the order in which it asked."""
    where = (Follower.address_hash == address_hash) & Follower.confirmed_at.is_not(None)
    return _found(session, where)


def _one(session: Session, where: ColumnElement[bool]) -> Following | None:
    return next(iter(_found(session, where)), None)


def _found(session: Session, where: ColumnElement[bool]) -> list[Following]:
    columns = select(Follower.id, Ticket.code, Follower.lens, Follower.pace, Follower.confirmed_at)
    of = columns.outerjoin(Ticket, Follower.ticket_id == Ticket.id).where(where).order_by(Follower.id)
    return [Following(row.id, row.code or "", row.lens, row.pace, row.confirmed_at) for row in session.execute(of)]
