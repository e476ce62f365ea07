"""Events get their hashes on the way into the log, each bound to the one before; the bytes are of domain/chain.py."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from ..domain import chain
from ..domain.event import Kind
from ..models import Base, Event
from ..queries.log.rows import EVENTS, Slugs, newest_stating, reports_of

Row = dict[str, Any]
AT_ONCE = 5_000  # events that are filled in together
_LOG = Base.metadata.tables[Event.__tablename__]


def seal(session: Session, head: bytes, rows: list[Row], reports: Mapping[int, Row]) -> bytes:
    """Give each row of an event its salts and its hash; ``head`` is the hash before the first. Returns the last one.

    ``reports``: of new tickets, by id. A report that is stated anew leaves no salt by which its old words could be
    tried.
    """
    again = {r["ticket_id"] for r in rows if r["kind"] != Kind.RECEIVED and chain.states_report(r)} - reports.keys()
    if again:
        session.execute(
            update(_LOG).where(_LOG.c.ticket_id.in_(again), _LOG.c.report_salt.is_not(None)).values(report_salt=None)
        )
        reports = {**reports, **reports_of(session.connection(), again)}
    slugs = Slugs(session.connection()) if any(map(chain.states_report, rows)) else None
    masked, salts = _masked(session.connection(), rows), os.urandom(2 * chain.SALT * len(rows))
    for at, row in zip(range(0, len(salts), 2 * chain.SALT), rows, strict=True):
        about, salt, report = chain.restates(row), None, None
        if chain.needs_salt(row):
            salt = salts[at : at + chain.SALT]
        row["salt"], row["report_salt"] = salt, None
        if slugs is not None and chain.states_report(row):
            row["report_salt"] = of_report = salts[at + chain.SALT : at + 2 * chain.SALT]
            report = chain.salted(of_report, chain.report_bytes(slugs.named(reports[row["ticket_id"]])))
        words = chain.words_hash(row, salt, row["text"] if about is None else masked[about])
        row["report_hash"] = report
        row["head"] = head = chain.link(head, chain.leaf(row, words, report))
    return head


def forget_salts(session: Session, seq: int) -> None:
    """Keep what binds the words of an event, and let nobody try words against it; to be called before they change."""
    rows = session.execute(EVENTS.where(or_(Event.seq == seq, Event.corrects == seq)).order_by(Event.seq)).mappings()
    found = {row["seq"]: dict(row) for row in rows}
    for row in found.values():
        if row["salt"] is None or (row["seq"] != seq and chain.restates(row) != seq):
            continue
        kept = chain.words_hash(row, row["salt"], found[seq]["text"])
        session.execute(update(_LOG).where(_LOG.c.seq == row["seq"]).values(salt=None, words_hash=kept))


def fill(connection: Connection, events: Select[*tuple[Any, ...]] = EVENTS) -> bytes:
    """Give a hash to each event that has none behind the last that has one; the hash of the newest event.

    They were written by an earlier release. Words that were taken back before, and reports that were other words
    then, are unknown for good.
    """
    done = connection.execute(select(func.max(Event.seq)).where(Event.head.is_not(None))).scalar() or 0
    last = connection.execute(select(Event.head).where(Event.seq == done)).scalar()
    head: bytes = last or chain.START
    given = ("salt", "words_hash", "report_salt", "report_hash", "head")
    write = update(_LOG).where(_LOG.c.seq == bindparam("at")).values({name: bindparam(f"new_{name}") for name in given})
    while (
        rows := connection.execute(events.where(Event.seq > done).order_by(Event.seq).limit(AT_ONCE)).mappings().all()
    ):
        filled = [dict(row) for row in rows]
        head = _fill(connection, head, filled)
        connection.execute(write, [{"at": r["seq"], **{f"new_{name}": r[name] for name in given}} for r in filled])
        done = filled[-1]["seq"]
    return head


def renew(connection: Connection, events: Select[*tuple[Any, ...]] = EVENTS) -> None:
    """Make the hashes that are there anew, of the bytes before these; salts and what they bound stay.

    Migration 0017 alone does so, for a log whose reports were bound by their words.
    """
    head, done = chain.START, 0
    write = update(_LOG).where(_LOG.c.seq == bindparam("at")).values(head=bindparam("new"))
    behind = events.where(Event.head.is_not(None)).order_by(Event.seq).limit(AT_ONCE)
    while rows := [dict(row) for row in connection.execute(behind.where(Event.seq > done)).mappings()]:
        masked, heads = _masked(connection, rows), []
        for row in rows:
            about = chain.restates(row)
            said = row["text"] if about is None else masked.get(about, "")
            words = row["words_hash"] or chain.words_hash(row, row["salt"], said)
            head = chain.link(head, chain.leaf(row, words, row["report_hash"], chain.BEFORE))
            heads.append({"at": row["seq"], "new": head})
        connection.execute(write, heads)
        done = rows[-1]["seq"]


def _fill(connection: Connection, head: bytes, rows: list[Row]) -> bytes:
    tickets = {row["ticket_id"] for row in rows if chain.states_report(row)}
    newest, reports, slugs = newest_stating(connection, tickets), reports_of(connection, tickets), Slugs(connection)
    for row in rows:
        known = row["redacted_by"] is None and chain.restates(row) is None
        row["salt"] = os.urandom(chain.SALT) if known and chain.needs_salt(row) else None
        row["words_hash"] = None if known else chain.UNKNOWN
        row["report_salt"] = row["report_hash"] = None
        if row["seq"] in newest:
            row["report_salt"] = os.urandom(chain.SALT)
            row["report_hash"] = chain.salted(
                row["report_salt"], chain.report_bytes(slugs.named(reports[row["ticket_id"]]))
            )
        elif chain.states_report(row):
            row["report_hash"] = chain.UNKNOWN
        words = row["words_hash"] or chain.words_hash(row, row["salt"], row["text"])
        row["head"] = head = chain.link(head, chain.leaf(row, words, row["report_hash"]))
    return head


def _masked(connection: Connection, rows: Iterable[Row]) -> dict[int, str]:
    """The words, by seq, of the events that these give anew."""
    about = {seq for row in rows if (seq := chain.restates(row)) is not None}
    if not about:
        return {}
    return dict(connection.execute(select(Event.seq, Event.text).where(Event.seq.in_(about))).all())
