"""A ticket ends, or turns out not to have ended: done, checked, refused, rejected, merged, closed, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ..domain.event import EventDraft, Kind
from ..domain.permission import check, check_second_person
from ..domain.same_text import only_pasted
from ..domain.status import Refused, after
from ..domain.transitions import TicketState
from ..domain.validation import Checked, RefusedFor, Unchecked
from ..domain.visibility import SEARCHED
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Ticket
from ..queries.attachments.earlier import digest_of
from ..queries.tickets.find import code_meant, near_codes
from ..queries.tickets.same_words import told_before
from ..queries.tickets.state import completed_by
from .apply_events import Act, apply_events
from .draw import chosen


def resolve(ticket_id: int, statement: str, act: Act, secret: str | None = None, beside: str = "") -> int:
    """Say what was done. With validation on, a second person outside the agency checks it first.

    ``secret``: by which the lot is drawn where the city has only a share checked; None: all are.
    ``beside``: the key of the photo of the ticket that is to stand as before the work; "": the first one.
    """
    _need_text(statement, Kind.COMPLETED)

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        kind = Kind.COMPLETED if act.city.validated else Kind.RESOLVED
        if act.actor is not None:
            check(act.actor, kind, state)
        after(kind, state.status)  # whichever way the lot falls, the same is refused
        if only_pasted(statement, told_before(db.session(), ticket_id)):
            raise Refused("only_pasted")
        told = {"beside": _chosen_photo(ticket_id, beside)} if beside else {}
        if kind is Kind.RESOLVED or secret is None or chosen(db.session(), ticket_id, state, act, secret):
            return [act.draft(kind, now, statement, **told)]
        return [act.draft(Kind.RESOLVED, now, statement, unchecked=Unchecked.NOT_DRAWN, **told)]

    return apply_events(ticket_id, decide, act)


def validate(ticket_id: int, text: str, act: Act, checked: Sequence[Checked] = ()) -> int:
    """Agree that it is done: selesai. ``text``: how it was ``checked``."""
    return _check(Kind.VALIDATED, ticket_id, text, act, checked=tuple(checked))


def refuse_validation(
    ticket_id: int, reason: str, act: Act, checked: Sequence[Checked] = (), why: RefusedFor | None = None
) -> int:
    """Tindak lanjut ditolak: back to work, with the reason."""
    return _check(Kind.VALIDATION_REFUSED, ticket_id, reason, act, checked=tuple(checked), refused_for=why)


def reject(ticket_id: int, reason: str, responsible: int | None, act: Act) -> int:
    """Not followed up: the public reason, and which agency is responsible instead (None: none is)."""
    return apply_events(
        ticket_id, lambda state, now: [act.draft(Kind.REJECTED, now, reason, to_agency=responsible)], act
    )


def merge(ticket_id: int, into_code: str, text: str, act: Act) -> int:
    """The same as another public ticket, which stays; ``into_code`` as it was typed.

    Raises Refused when there is none (with codes near it) or it is itself merged.
    """
    session, prefix = db.session(), act.city.code_prefix
    meant = code_meant(session, into_code, prefix)
    other = session.execute(select(Ticket).where(Ticket.code == meant)).scalar()
    if other is None or other.visibility not in SEARCHED:
        raise Refused("ticket_unknown", ticket=into_code, near=", ".join(near_codes(session, into_code, prefix)))
    if other.id == ticket_id:
        raise Refused("same_ticket")
    if other.duplicate_of is not None:
        raise Refused("other_is_duplicate", ticket=other.code)
    other_id = other.id
    return apply_events(ticket_id, lambda state, now: [act.draft(Kind.MERGED, now, text, other_ticket=other_id)], act)


def reopen(ticket_id: int, reason: str, act: Act) -> int:
    """Take it up again; the clock runs from the first submission."""
    _need_text(reason, Kind.REOPENED)
    return _write_one(Kind.REOPENED, ticket_id, reason, act)


def close(ticket_id: int, reason: str, act: Act) -> int:
    """Close without a fix, with the reason; never counts as resolved."""
    return _write_one(Kind.CLOSED, ticket_id, reason, act)


def _check(kind: Kind, ticket_id: int, text: str, act: Act, **said: Any) -> int:
    """The verdict of a second person on work that somebody else, in another agency, has called done."""

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if act.actor is not None:
            check(act.actor, kind, state)  # the role first: its reason says more
            completed = completed_by(db.session(), ticket_id)
            if completed is not None:
                check_second_person(act.actor, *completed)
        return [act.draft(kind, now, text, **said)]

    return apply_events(ticket_id, decide, act)


def _chosen_photo(ticket_id: int, key: str) -> str:
    found = digest_of(db.session(), ticket_id, key)
    if found is None:
        raise Refused("choice_gone")
    return found


def _need_text(text: str, kind: Kind) -> None:
    if not visible_text(text):
        raise Refused("text_needed", kind=kind.value)


def _write_one(kind: Kind, ticket_id: int, text: str, act: Act) -> int:
    return apply_events(ticket_id, lambda state, now: [act.draft(kind, now, text)], act)
