"""What is half-written in a form of the desk is kept until the form is sent or emptied."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from .. import clock
from ..extensions import db
from ..models import Draft, SentForm
from ..models.draft import ANSWER
from .log import change

LONGEST = 20_000
LONGEST_KEY = 64


def keep(
    ticket_id: int, officer_id: int, text: str, form: str = ANSWER, sent: str = "", beside: str = ""
) -> datetime | None:
    """Keep what an officer has typed into a form of a ticket so far; an empty text throws the draft away,
    unless a photo is chosen (``beside``, its key).

    ``sent``: the key of the form that the text stood in. What a page sends late, after that form was published, is
    not kept: it would come back as a draft. Returns since when the text is kept, None when it is not.
    """
    session, now = db.session(), clock.now()
    text = text[:LONGEST] if text.strip() else ""
    kept = session.get(Draft, (ticket_id, officer_id, form))
    beside = beside[:LONGEST_KEY]
    if (text, beside) == ((kept.text, kept.beside) if kept else ("", "")):
        return kept.saved_at if kept else None  # a page saves often: it must not wait for a writer
    with change(session):
        if sent and session.get(SentForm, (officer_id, sent)) is not None:
            return None
        if text or beside:
            said = {"text": text, "beside": beside, "saved_at": now}
            session.merge(Draft(ticket_id=ticket_id, officer_id=officer_id, form=form, **said))
            return now
        its_draft = (Draft.ticket_id == ticket_id) & (Draft.officer_id == officer_id) & (Draft.form == form)
        session.execute(delete(Draft).where(its_draft))
    return None
