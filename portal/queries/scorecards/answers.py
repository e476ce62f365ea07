"""The public answers to tickets as columns of whole numbers: who gave which text when."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.same_text import pattern
from ...domain.source_log import TAKES_BACK
from ...domain.survival import Whole
from ...domain.transitions import RESPONSES
from ...models import Event
from ..city.clocks import whole_seconds
from ..tickets.overtaken import names_any
from .columns import hashes, places
from .number_columns import read_rows

ANSWERS = select(Event.seq, Event.ticket_id, Event.agency_id, whole_seconds(Event.happened_at), Event.text).where(
    Event.kind.in_(sorted(RESPONSES)), Event.public.is_(True), Event.text != "", Event.agency_id.is_not(None)
)
#: The events that their source has taken back (domain.retelling): an end that was none answered nobody.
TAKEN_BACK = select(Event.seq, Event.corrects).where(
    Event.kind == Kind.CORRECTED.value, Event.corrects.is_not(None), names_any(Event.changed, TAKES_BACK)
)


def read_answers(session: Session, tickets: Whole) -> Sequence[Whole]:
    """(agency, when, number of the text) of every public answer to these tickets; the same text has the same number
    (domain.same_text)."""
    return answer_columns(tickets, read_rows(session, ANSWERS, last=patterns), read_rows(session, TAKEN_BACK)[1])


def answer_columns(tickets: Whole, rows: Sequence[Whole], taken_back: Whole) -> Sequence[Whole]:
    """Those of ``rows`` (seq, ticket, and the others) that answer these tickets, but for those taken back."""
    stands = ~np.isin(rows[0], taken_back)
    ticket, *columns = (column[stands] for column in rows[1:])
    _, public = places(tickets, ticket)  # cheaper than a join in SQL
    return [column[public] for column in columns]


def patterns(texts: Sequence[str]) -> list[int]:
    """The same number for the same text (domain.same_text)."""
    return hashes([pattern(text) for text in texts])
