"""Which events still hold, in SQL: what a late telling overtook, or a source took back, is in the log only."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, exists, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ...domain.event import Kind, TicketFact
from ...domain.source_log import TAKES_BACK
from ...models import Event

_later = aliased(Event)


def stands() -> ColumnElement[bool]:
    """Whether no correction says that the event of the query is overtaken."""
    return _not_corrected({TicketFact.ORDER})


def counts() -> ColumnElement[bool]:
    """Whether the event of the query is neither overtaken nor taken back by its source (domain.source_log)."""
    return _not_corrected(TAKES_BACK)


def names_any(changed: InstrumentedAttribute[Any], facts: Collection[TicketFact]) -> ColumnElement[bool]:
    """Whether a correction names one of these facts."""
    return or_(*(cast(changed, Text).contains(f'"{fact.value}"') for fact in sorted(facts)))


def _not_corrected(facts: Collection[TicketFact]) -> ColumnElement[bool]:
    return ~exists().where(
        _later.ticket_id == Event.ticket_id,
        _later.corrects == Event.seq,
        _later.kind == Kind.CORRECTED.value,
        names_any(_later.changed, facts),
    ).correlate(Event)
