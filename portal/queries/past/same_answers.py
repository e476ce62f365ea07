"""The answers that an agency had given most often in the same words by a past moment, as the log knew them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from ...domain.as_of import AsOf
from ...domain.event import Kind
from ...domain.same_text import fingerprint
from ...domain.source_log import TAKES_BACK
from ...domain.transitions import RESPONSES
from ...domain.visibility import Visibility
from ...models import AnswerWords, Event, Ticket
from ..agencies.same_answers import OFTEN, SHOWN, SameAnswer, SameAnswers
from ..tickets.overtaken import names_any

_later = aliased(Event)
#: What everybody may read today: what was taken from view since stays out of view.
_READ = (Ticket.visibility == Visibility.FULL.value) & Event.public.is_(True) & (Event.text != "")
_READABLE = _READ & Event.redacted_by.is_(None)


@dataclass(frozen=True, slots=True)
class _Answer:
    """``text``: of one that its source took back since, None of any other; '' where it may not be read today."""

    seq: int
    words: int
    text: str | None = None


def past_same_answers(session: Session, agency: int, as_of: AsOf) -> SameAnswers | None:
    """As ``queries.agencies.same_answers`` has them today."""
    known = (Event.seq <= as_of.seq) & (Event.happened_at <= as_of.at)
    stand = select(AnswerWords.seq, AnswerWords.words).join(Event, Event.seq == AnswerWords.seq)
    rows = session.execute(stand.where(AnswerWords.agency_id == agency, known))
    answers = [*(_Answer(seq, words) for seq, words in rows), *_taken_back_since(session, agency, as_of, known)]
    times, newest = Counter(one.words for one in answers), {one.words: one.seq for one in sorted(answers, key=_seq)}
    often = [words for words, n in times.items() if n >= OFTEN]
    most = sorted(often, key=lambda words: (-times[words], newest[words]))[:SHOWN]
    told = [(_text(session, agency, words, answers, known), times[words]) for words in most]
    shown = tuple(SameAnswer(text, n) for text, n in told if text)
    return SameAnswers(shown, len(answers)) if shown else None


def _seq(answer: _Answer) -> int:
    return answer.seq


def _taken_back_since(session: Session, agency: int, as_of: AsOf, known: ColumnElement[bool]) -> list[_Answer]:
    """What stood then, and was overtaken or taken back by its source since."""
    rows = session.execute(
        select(Event.seq, Event.text, Ticket.visibility, Event.redacted_by)
        .join(Ticket, Ticket.id == Event.ticket_id)
        .join(_later, (_later.ticket_id == Event.ticket_id) & (_later.corrects == Event.seq))
        .where(_later.kind == Kind.CORRECTED.value, names_any(_later.changed, TAKES_BACK))
        .where(Event.agency_id == agency, Event.kind.in_(sorted(RESPONSES)), Event.public.is_(True), known)
        .where(Event.text != "")
        .group_by(Event.seq, Event.text, Ticket.visibility, Event.redacted_by)
        .having(func.min(_later.seq) > as_of.seq)
    )
    full = Visibility.FULL.value
    return [
        _Answer(seq, fingerprint(text), text if visibility == full and redacted is None else "")
        for seq, text, visibility, redacted in rows
    ]


def _text(session: Session, agency: int, words: int, answers: list[_Answer], known: ColumnElement[bool]) -> str:
    """The newest of them that may be read, as it was given; '' for none."""
    row = session.execute(
        select(Event.seq, Event.text)
        .join(AnswerWords, AnswerWords.seq == Event.seq)
        .join(Ticket, Ticket.id == Event.ticket_id)
        .where(AnswerWords.agency_id == agency, AnswerWords.words == words, known, _READABLE)
        .order_by(Event.seq.desc())
        .limit(1)
    ).first()
    found = [(row.seq, row.text)] if row else []
    found += [(one.seq, one.text) for one in answers if one.words == words and one.text]
    return max(found)[1] if found else ""
