"""The public answers to tickets as columns of whole numbers: who gave which text when."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.same_text import fingerprint, pattern
from ...domain.source_log import TAKES_BACK
from ...domain.survival import Whole
from ...domain.transitions import RESPONSES
from ...models import AnswerWords, Checkpoint, Event
from ..city.clocks import whole_seconds
from ..tickets.overtaken import counts, names_any
from .columns import hashes, places
from .number_columns import Among, read_rows

#: The projection that keeps the fingerprints of answers.
PROJECTION = "answers"

ANSWERS = select(Event.seq, Event.ticket_id, Event.agency_id, whole_seconds(Event.happened_at), Event.text).where(
    Event.kind.in_(sorted(RESPONSES)), Event.public.is_(True), Event.text != "", Event.agency_id.is_not(None)
)
#: The events that their source has taken back (domain.retelling): an end that was none answered nobody.
TAKEN_BACK = select(Event.seq, Event.corrects).where(
    Event.kind == Kind.CORRECTED.value, Event.corrects.is_not(None), names_any(Event.changed, TAKES_BACK)
)


#: The answers of which the projection keeps fingerprints, so that no text has to be read again.
KEPT = select(
    *(AnswerWords.seq, AnswerWords.ticket_id, AnswerWords.agency_id),
    *(whole_seconds(Event.happened_at), AnswerWords.words),
).join(Event, Event.seq == AnswerWords.seq)


def read_answers(session: Session, tickets: Whole) -> Sequence[Whole]:
    """(agency, when, number of the text) of every public answer to these tickets; the same text has the same number
    (domain.same_text).

    Texts are read of those answers alone that the projection has not seen yet, or that were corrected since; what it
    keeps of others is read within the caller's snapshot like all else.
    """
    seen = session.execute(select(Checkpoint.seq).where(Checkpoint.name == PROJECTION)).scalar() or 0
    corrected = select(Event.corrects).where(Event.seq > seen, Event.corrects <= seen).order_by(Event.seq)
    moved = np.unique(np.array([of for of in session.scalars(corrected) if of], dtype=np.int64))
    seqs, *kept = read_rows(session, KEPT.where(AnswerWords.seq <= seen))
    new = read_rows(session, ANSWERS.where(Event.seq > seen, counts()), last=_fingerprints)
    anew = read_rows(session, ANSWERS.where(counts()), last=_fingerprints, among=Among(Event.seq, moved))
    stands, rows = ~np.isin(seqs, moved), list[Whole]()
    for more in zip(new[1:], anew[1:], strict=True):
        rows.append(np.concatenate((kept.pop(0)[stands], *more)))  # each goes before the next one is copied
    return _public(tickets, rows)


def answer_columns(tickets: Whole, rows: Sequence[Whole], taken_back: Whole) -> Sequence[Whole]:
    """Those of ``rows`` (seq, ticket, and the others) that answer these tickets, but for those taken back."""
    stands = ~np.isin(rows[0], taken_back)
    return _public(tickets, [column[stands] for column in rows[1:]])


def _public(tickets: Whole, rows: Sequence[Whole]) -> Sequence[Whole]:
    ticket, *columns = rows
    _, public = places(tickets, ticket)  # cheaper than a join in SQL
    return [column[public] for column in columns]


def _fingerprints(texts: Sequence[str]) -> list[int]:
    return [fingerprint(text) for text in texts]


def patterns(texts: Sequence[str]) -> list[int]:
    """The same number for the same text (domain.same_text)."""
    return hashes([pattern(text) for text in texts])
