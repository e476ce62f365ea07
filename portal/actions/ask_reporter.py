"""An agency asks the reporter of a ticket, who answers by the private link; a question without an answer ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.permission import check
from ..domain.reason import has_words
from ..domain.reporter_letter import ReporterLetterKind
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Event, ReporterLetter, Ticket
from ..queries.report.link import is_reachable
from .apply_events import Act, apply_events
from .reporting import addition, said_by_link


def ask_reporter(ticket_id: int, text: str, act: Act) -> int:
    """Ask the reporter; until the answer the agency's clock stands still. The seq of the event.

    Raises Refused where nobody can be asked by a private link, or was asked often enough.
    """

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if act.actor is not None:
            check(act.actor, Kind.REPORTER_ASKED, state)  # whose it is comes before who can be asked
        if not is_reachable(db.session(), ticket_id, clock.now()):
            raise Refused("reporter_unreachable")
        if state.questions >= act.city.questions:
            raise Refused("asked_enough", count=str(state.questions))
        return [act.draft(Kind.REPORTER_ASKED, now, text)]

    def tell(session: Session, ticket: Ticket, seq: int) -> None:
        letter = ReporterLetter(
            kind=ReporterLetterKind.QUESTION.value, ticket_id=ticket.id, seq=seq, due_at=clock.now()
        )
        session.add(letter)

    return apply_events(ticket_id, decide, act, alongside=tell)


def answer_question(ticket_id: int, words: str, photos_of: str = "", *, city: City) -> None:
    """The reporter answers: public if the report is. What comes after the question has ended is said besides, as
    reporting.say_more does it.

    ``photos_of``: the key of the form with which photos wait that go along.
    """
    text = visible_text(words)
    if not has_words(text):
        raise Refused("words_needed")

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        if state.question_at is None:
            return addition(ticket_id, text, photos_of, now, city)
        return [EventDraft(kind=Kind.REPORTER_ANSWERED, at=now, text=text)]

    said_by_link(ticket_id, decide, photos_of, city)


def end_questions(city: City) -> int:
    """End the questions whose time is over, at the moment at which it was; how many."""
    session, now = db.session(), clock.now()
    over = select(Ticket.id).where(Ticket.question_until <= now).order_by(Ticket.question_until, Ticket.id)
    ids = list(session.scalars(over))
    session.rollback()
    for ticket_id in ids:
        _end(ticket_id, city)
    return len(ids)


def _end(ticket_id: int, city: City) -> None:
    def decide(_state: TicketState, now: datetime) -> Sequence[EventDraft]:
        over = select(Ticket.question_until).where(Ticket.id == ticket_id, Ticket.question_until <= now)
        until = db.session().scalar(over)
        if until is None:  # answered meanwhile
            return []
        last = select(func.max(Event.happened_at)).where(Event.ticket_id == ticket_id)
        return [EventDraft(kind=Kind.QUESTION_ENDED, at=max(until, db.session().scalars(last).one()))]

    try:
        apply_events(ticket_id, decide, Act(city))
    except Refused as refusal:
        if refusal.reason != "nothing_to_do":
            raise
