"""A ticket by its code, however it was typed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.code import hyphenated, near, readings
from ...domain.visibility import PUBLIC
from ...models import Ticket

MOST_NEAR = 5


def ticket_id(session: Session, code: str) -> int | None:
    return session.execute(select(Ticket.id).where(Ticket.code == code)).scalar()


def code_meant(session: Session, typed: str, prefix: str, *, public: bool = True) -> str | None:
    """The code of the ticket that ``typed`` names, by the most literal reading that exists; None if there is none.

    ``public``: only among tickets that the public may know of.
    """
    meant = readings(typed, prefix)
    found = _existing(session, meant, public=public) or _existing(session, hyphenated(typed), public=public)
    return found[0] if found else None


def near_codes(session: Session, typed: str, prefix: str) -> list[str]:
    """Codes of public tickets one slip away from what was typed, likeliest first."""
    meant = readings(typed, prefix)
    return _existing(session, near(meant[-1]) if meant else (), public=True)[:MOST_NEAR]


def _existing(session: Session, codes: Iterable[str], *, public: bool) -> list[str]:
    """Those of ``codes`` that are a ticket's, in their order."""
    wanted = list(codes)
    if not wanted:
        return []
    tickets = select(Ticket.code).where(Ticket.code.in_(wanted))
    found = set(session.scalars(tickets.where(Ticket.visibility.in_(PUBLIC)) if public else tickets))
    return [code for code in wanted if code in found]
