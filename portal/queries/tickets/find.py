"""A ticket by its code, however it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.code import near, pieces, readings
from ...domain.visibility import PUBLIC
from ...models import Ticket
from ...models.ticket import CODE_KEY

MOST_NEAR = 5
FEWEST_DIGITS = 3  # of a text that may name a code


def ticket_id(session: Session, code: str) -> int | None:
    return session.execute(select(Ticket.id).where(Ticket.code == code)).scalar()


def code_meant(session: Session, typed: str, prefix: str, *, public: bool = True) -> str | None:
    """The code of the ticket that ``typed`` as a whole names, by the most literal reading that exists; None if none.

    ``public``: only among tickets that the public may know of.
    """
    return next(iter(_existing(session, readings(typed, prefix), public=public)), None)


def codes_named(session: Session, text: str, prefix: str, *, public: bool = True) -> tuple[str, ...]:
    """The codes of the tickets that a text names as a whole or among other words, each once; none where it has none."""
    if sum(char.isdigit() for char in text) < FEWEST_DIGITS:
        return ()
    whole = code_meant(session, text, prefix, public=public)
    if whole is not None:
        return (whole,)
    read = [readings(piece, prefix) for piece in pieces(text, prefix)]
    existing = _by_key(session, [key for keys in read for key in keys], public=public)
    found = (next((existing[key] for key in keys if key in existing), None) for keys in read)
    return tuple(dict.fromkeys(code for code in found if code is not None))


def near_codes(session: Session, typed: str, prefix: str, *, public: bool = True) -> list[str]:
    """Codes of tickets one slip away from what was typed, likeliest first."""
    meant = readings(typed, prefix)
    return _existing(session, near(meant[-1], prefix) if meant else (), public=public)[:MOST_NEAR]


def newest_code(session: Session) -> str | None:
    """The code of the newest ticket that the public may know of, as an example of how codes look here."""
    newest = select(Ticket.code).where(Ticket.visibility.in_(PUBLIC)).order_by(Ticket.id.desc()).limit(1)
    return session.scalar(newest)


def codes_of(session: Session, keys: Sequence[str]) -> list[str]:
    """The codes of the tickets with these keys that the public may know of, in their order."""
    return _existing(session, keys, public=True)


def _existing(session: Session, keys: Iterable[str], *, public: bool) -> list[str]:
    """The codes of tickets that have one of ``keys``, in their order."""
    wanted = list(keys)
    found = _by_key(session, wanted, public=public)
    return [found[key] for key in wanted if key in found]


def _by_key(session: Session, keys: Sequence[str], *, public: bool) -> dict[str, str]:
    """Key -> code; of two codes that differ by their hyphens alone, the one without, else the first."""
    if not keys:
        return {}
    tickets = (
        select(CODE_KEY, Ticket.code)
        .where(CODE_KEY.in_(keys))
        .order_by(func.length(Ticket.code), Ticket.code, Ticket.id)
    )
    found: dict[str, str] = {}
    for key, code in session.execute(tickets.where(Ticket.visibility.in_(PUBLIC)) if public else tickets):
        found.setdefault(key, code)
    return found
