"""The answers that an agency gives most often in the same words, with the words themselves."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.visibility import Visibility
from ...models import AnswerWords, Event, Ticket

#: So many texts are shown at most, each given at least so often.
SHOWN, OFTEN = 5, 3


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """``text``: the newest of them that everybody may read, as it was given; ``n``: how many answers are the same but
    for numbers, streets, names and dates (domain.same_text), those of hidden reports among them."""

    text: str
    n: int


@dataclass(frozen=True, slots=True)
class SameAnswers:
    """``answers``: the most repeated ones first; ``n``: all public answers that the agency ever gave."""

    answers: tuple[SameAnswer, ...]
    n: int


def same_answers(session: Session, agency: int) -> SameAnswers | None:
    """As of today; None where no text was repeated often, or none of these may be read."""
    own, times = AnswerWords.agency_id == agency, func.count()
    seq = func.max(AnswerWords.seq)
    repeated = select(AnswerWords.words, times.label("n"), seq.label("seq")).where(own).group_by(AnswerWords.words)
    most = repeated.having(times >= OFTEN).order_by(times.desc(), seq).limit(SHOWN).subquery()
    newest = (
        select(Event.text)
        .join(AnswerWords, AnswerWords.seq == Event.seq)
        .join(Ticket, Ticket.id == Event.ticket_id)
        .where(own, AnswerWords.words == most.c.words, Ticket.visibility == Visibility.FULL.value)
        .where(Event.public.is_(True), Event.text != "", Event.redacted_by.is_(None))
        .order_by(Event.seq.desc())
        .limit(1)
        .correlate(most)
        .scalar_subquery()
    )
    total = select(func.count()).select_from(AnswerWords).where(own).scalar_subquery()
    rows = session.execute(select(newest, most.c.n, total).order_by(most.c.n.desc(), most.c.seq)).all()
    shown = tuple(SameAnswer(text, n) for text, n, _ in rows if text)
    return SameAnswers(shown, rows[0][2]) if shown else None
