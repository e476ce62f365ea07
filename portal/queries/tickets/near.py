"""The ticket that somebody means by a code typed any way, and the ones whose codes lie near a wrong one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.code import near, readings
from ...domain.visibility import PUBLIC
from ...models import Ticket

SUGGESTED = 5


def meant(session: Session, typed: str, prefix: str) -> str | None:
    """The code of the public ticket that ``typed`` means, by the most literal reading that exists."""
    wanted = readings(typed, prefix)
    found = set(
        session.execute(select(Ticket.code).where(Ticket.code.in_(wanted), Ticket.visibility.in_(PUBLIC))).scalars()
    )
    return next((code for code in wanted if code in found), None)


def suggestions(session: Session, typed: str, prefix: str) -> list[str]:
    """Codes of public tickets one slip away from what was typed, likeliest first."""
    wanted = readings(typed, prefix)
    around = near(wanted[-1]) if wanted else ()
    found = set(
        session.execute(select(Ticket.code).where(Ticket.code.in_(around), Ticket.visibility.in_(PUBLIC))).scalars()
    )
    return [code for code in around if code in found][:SUGGESTED]
