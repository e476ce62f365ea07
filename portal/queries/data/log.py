"""The public log and who had which ticket, for everybody to compute from: read in short steps, a few thousand rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, RowMapping, Select, bindparam, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, aliased

from ...domain.event import Kind, TicketFact
from ...domain.privacy import text_is_public
from ...domain.timeline_build import ENDS_PERIOD
from ...domain.transitions import ENDS_QUESTION
from ...domain.visibility import DELAY, SEARCHED, Visibility
from ...exports.columns import Row
from ...models import Custody, Event, Ticket
from ...models.types import seconds_of
from ..tickets.names import Names

EVENTS_AT_ONCE = 2_000
TICKETS_AT_ONCE = 500
_ENDS_PERIOD = ENDS_PERIOD | ENDS_QUESTION | {Kind.REPORTER_ASKED}
_TAKES_BACK = {TicketFact.END.value, TicketFact.STEPS.value}
_other = aliased(Ticket)
_EVENTS = (
    select(
        *(Event.seq, Ticket.code, Ticket.visibility, Event.kind, Event.agency_id, Event.to_agency_id),
        *(Event.status_after, Event.text, Event.corrects, Event.changed, Event.visibility_after, Event.reason_kind),
        *(Event.attached, Event.checked, Event.refused_for, Event.unchecked, Event.beside, Event.redacted_by),
        *(seconds_of(Event.happened_at), seconds_of(Event.recorded_at), seconds_of(Event.promised_at)),
        _other.code.label("other"),
        _other.visibility.label("other_visibility"),
    )
    .join(Ticket, Ticket.id == Event.ticket_id)
    .outerjoin(_other, _other.id == Event.other_ticket_id)
    .where(Event.public, Ticket.visibility.in_(SEARCHED), Event.seq > bindparam("last"), Event.seq <= bindparam("upto"))
    .order_by(Event.seq)
    .limit(EVENTS_AT_ONCE)
)
_TICKETS = (
    select(Ticket.id, Ticket.code)
    .where(Ticket.visibility.in_(SEARCHED), Ticket.id > bindparam("last"))
    .order_by(Ticket.id)
    .limit(TICKETS_AT_ONCE)
)
_AMONG: BindParameter[Any] = bindparam("ids", expanding=True)
_CUSTODY = (
    select(Custody.ticket_id, Custody.agency_id, Custody.role, seconds_of(Custody.from_at), seconds_of(Custody.to_at))
    .where(Custody.ticket_id.in_(_AMONG))
    .order_by(Custody.ticket_id, Custody.from_at, Custody.id)
)
_ENDS = (
    select(Event.seq, Event.ticket_id, Event.kind, seconds_of(Event.happened_at), Event.corrects, Event.changed)
    .where(Event.ticket_id.in_(_AMONG), Event.public, Event.kind.in_([*_ENDS_PERIOD, Kind.CORRECTED]))
    .order_by(Event.happened_at, Event.seq)
)


def event_rows(bind: Engine | Connection, names: Names, upto: int) -> Iterator[Row]:
    """The public events up to number ``upto`` of all tickets that are not hidden."""
    last = 0
    while found := _read(bind, _EVENTS, last=last, upto=upto):
        yield from (_event(row, names) for row in found)
        last = found[-1]["seq"]


def custody_rows(bind: Engine | Connection, names: Names) -> Iterator[Row]:
    """Each period in which an agency had a ticket that is not hidden, and the kind of event that ended it."""
    last = 0
    while tickets := _read(bind, _TICKETS, last=last):
        codes = {row["id"]: row["code"] for row in tickets}
        periods, events = _read(bind, _CUSTODY, ids=list(codes)), _read(bind, _ENDS, ids=list(codes))
        for row, ended_by in zip(periods, _ended_by(periods, events), strict=True):
            agency = names.by_id("agency", row["agency_id"]).key
            yield codes[row["ticket_id"]], agency, row["role"], row["from_at"], row["to_at"], ended_by
        last = tickets[-1]["id"]


def _read(bind: Engine | Connection, query: Select[*tuple[Any, ...]], **values: object) -> Sequence[RowMapping]:
    """A step in a session of its own, so that a slow writer of files holds nothing."""
    with Session(bind) as session:
        return session.execute(query, values).mappings().all()


def _event(row: RowMapping, names: Names) -> Row:
    kind, agency = Kind(row["kind"]), row["agency_id"]
    delayed = kind is Kind.VISIBILITY_CHANGED and agency is None and row["text"] == DELAY
    told = text_is_public(Visibility(row["visibility"]), kind) and not delayed
    return (
        *(row["seq"], row["code"], row["kind"], row["happened_at"], row["recorded_at"]),
        *(names.by_id("agency", id).key or None for id in (agency, row["to_agency_id"])),
        *(row["status_after"], row["text"] or None if told else None, row["promised_at"]),
        row["other"] if row["other_visibility"] != Visibility.PENDING else None,
        *(row["corrects"], ",".join(row["changed"] or ()) or None, row["visibility_after"], row["reason_kind"]),
        *(",".join(row[name] or ()) or None for name in ("attached", "checked")),
        *(row["refused_for"], row["unchecked"], row["beside"], row["redacted_by"]),
    )


def _ended_by(periods: Sequence[RowMapping], events: Sequence[RowMapping]) -> Iterator[str | None]:
    """For each period the kind of the event that ended it: of several in one second the last ones, in their order."""
    gone = {row["corrects"] for row in events if row["changed"] and _TAKES_BACK.intersection(row["changed"])}
    kinds, ending = defaultdict[tuple[int, int], list[str]](list), defaultdict[tuple[int, int], int](int)
    for row in events:
        if row["kind"] != Kind.CORRECTED and row["seq"] not in gone:
            kinds[row["ticket_id"], row["happened_at"]].append(row["kind"])
    for row in periods:
        ending[row["ticket_id"], row["to_at"]] += 1
    for row in periods:
        at = row["ticket_id"], row["to_at"]
        left = ending[at]
        ending[at] -= 1
        yield kinds[at][-left] if row["to_at"] is not None and left <= len(kinds[at]) else None
