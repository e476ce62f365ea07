"""What is news to whom: each public event becomes a letter to each of its followers, once, in the order of the log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.following import LISTS, OLD_NEWS, LetterKind, Pace, filter_of, next_digest
from ..models import Checkpoint, Event, Follower, Letter, Ticket
from ..queries.city.clocks import source_clocks
from ..queries.sources import Sources
from ..queries.tickets.public_seq import moves_stamp
from ..search import query_parser
from .checkpoints import BEGUN, move, position, writing

NAME = "mail"
EVENTS = 2_000  # of the log that are looked at in one transaction
EACH = 50  # letters of one follower of a list that these make; of an import of thousands nobody wants them all
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class News:
    """One public event."""

    seq: int
    ticket: int
    happened_at: datetime
    recorded_at: datetime


def feed(sources: Sources, seq: int) -> bool:
    """Write the letters of the next part of the log up to ``seq``; whether there is more to look at now.

    At the first run, and when somebody sets the position back, what has happened before is told to nobody.
    """
    session = sources.session
    at = position(session, NAME)
    lists = _lists(session)
    followed = bool(lists) or _any(session)
    session.rollback()
    if at is None or at <= BEGUN:
        _set(session, at, seq)
        return False
    known = min(seq, sources.engine.seq()) if lists else seq
    upto = known if not followed else min(known, at + EVENTS)
    if upto <= at:
        return False
    news = _news(session, at, upto) if followed else []
    matched = _matched(sources, lists, {one.ticket for one in news if one.recorded_at - one.happened_at < OLD_NEWS})
    with writing(session):
        _hold(session)
        if position(session, NAME) != at:
            return True  # another worker was quicker
        daily = next_digest(clock.now(), sources.city.zone, sources.city.digest_hour)
        rows = [*_of_tickets(session, news, daily), *_of_lists(session, news, matched, daily)]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            session.execute(insert(Letter), rows[start : start + ROWS_AT_ONCE])
        move(session, NAME, at, upto)
    return upto < known


def _set(session: Session, before: int | None, seq: int) -> None:
    """Begin at the end of the log."""
    with writing(session):
        if before is None:
            move(session, NAME, None, seq)
        elif (row := session.get(Checkpoint, NAME)) is not None:
            row.seq, row.at = seq, clock.now()


def _hold(session: Session) -> None:
    """One worker at a time; SQLite's writers are alone in any case."""
    session.execute(select(Checkpoint.seq).where(Checkpoint.name == NAME).with_for_update())


_LISTENS = Follower.confirmed_at.is_not(None) & Follower.bounced_at.is_(None)


def _any(session: Session) -> bool:
    return session.scalar(select(Follower.id).where(_LISTENS).limit(1)) is not None


def _lists(session: Session) -> Sequence[str]:
    """The different lists that anybody follows, those first that were followed first."""
    of = select(Follower.lens).where(_LISTENS, Follower.ticket_id.is_(None)).group_by(Follower.lens)
    return session.scalars(of.order_by(func.min(Follower.id)).limit(LISTS)).all()


def _news(session: Session, after: int, upto: int) -> list[News]:
    """What happened for the public. Of a report that was published later, that it was is news; of a hidden one, that it
    is hidden."""
    columns = select(Event.seq, Event.ticket_id, Event.happened_at, Event.recorded_at)
    of = columns.join(Ticket, Event.ticket_id == Ticket.id).where(
        Event.seq > after, Event.seq <= upto, moves_stamp(Event)
    )
    found = [News(*row) for row in session.execute(of.order_by(Event.seq))]
    session.rollback()
    return found


def _matched(sources: Sources, lists: Sequence[str], tickets: Collection[int]) -> dict[str, set[int]]:
    """Of these tickets, those that each list holds now."""
    if not tickets:
        return {}
    clocks = source_clocks(sources.session, sources.cache, clock.now())
    found: dict[str, set[int]] = {}
    for lens in lists:
        filter = filter_of(lens)
        if filter is not None:
            tree = query_parser.parse(filter.q, sources.city, sources.engine.analyser, clocks).tree
            found[lens] = set(tickets).intersection(sources.engine.ids(tree, filter, clocks))
    sources.session.rollback()
    return found


def _of_tickets(session: Session, news: Sequence[News], daily: datetime) -> Iterator[dict[str, object]]:
    tickets = sorted({one.ticket for one in news})
    for start in range(0, len(tickets), ROWS_AT_ONCE):
        some = tickets[start : start + ROWS_AT_ONCE]
        for follower in session.execute(_followers().where(Follower.ticket_id.in_(some))):
            yield from _letters(follower, [one for one in news if one.ticket == follower.ticket_id], daily)


def _of_lists(
    session: Session, news: Sequence[News], matched: dict[str, set[int]], daily: datetime
) -> Iterator[dict[str, object]]:
    told = {
        lens: [one for one in news if one.ticket in tickets and one.recorded_at - one.happened_at < OLD_NEWS]
        for lens, tickets in matched.items()
        if tickets
    }
    lists = sorted(told)
    for start in range(0, len(lists), ROWS_AT_ONCE):
        some = lists[start : start + ROWS_AT_ONCE]
        for follower in session.execute(_followers().where(Follower.ticket_id.is_(None), Follower.lens.in_(some))):
            yield from _letters(follower, told[follower.lens][-EACH:], daily)


def _followers() -> Select[*tuple[Any, ...]]:
    columns = select(Follower.id, Follower.ticket_id, Follower.lens, Follower.pace, Follower.confirmed_at)
    return columns.where(_LISTENS).order_by(Follower.id)


def _letters(follower: Row[*tuple[Any, ...]], news: Sequence[News], daily: datetime) -> Iterator[dict[str, object]]:
    """One a piece of news that came after the follower had confirmed."""
    now = clock.now()
    due = daily if follower.pace == Pace.DAILY else now
    for one in news:
        if one.recorded_at >= follower.confirmed_at:
            yield {
                "follower_id": follower.id, "kind": LetterKind.NEWS.value, "seq": one.seq, "ticket_id": one.ticket,
                "due_at": due, "tries": 0,
            }  # fmt: skip
