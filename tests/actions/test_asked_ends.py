"""Which ends a reporter was asked about, and that they answered: themselves, not their neighbours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actions.apply_events import Act, apply_events
from portal.actions.judge import judge
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.extensions import db
from portal.models import AskedEnd, Reporter
from tests.support.one_ticket import events, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")


def happens(city: City, *kinds: Kind) -> None:
    agency = ticket().agency_id
    named = {Kind.RESOLVED: agency, Kind.RESPONDED: agency}
    for kind in kinds:
        apply_events(
            ticket().id,
            lambda _, now: [EventDraft(kind=kind, at=now, agency=named.get(kind), text="Sudah ditambal.")],  # noqa: B023
            Act(city),
        )


def reached(days: float) -> None:
    now, id = clock.now(), ticket().id
    until = now + timedelta(days=days)
    db.session.add(Reporter(ticket_id=id, token_hash=b"t", language="id", created_at=now, delete_after=until))
    db.session.commit()


def noted() -> list[tuple[str, str | None]]:
    """(kind of the end, kind of the answer) of every end that was asked about."""
    kinds: dict[int | None, str] = {event.seq: event.kind for event in events()}
    rows = db.session.scalars(select(AskedEnd).order_by(AskedEnd.seq))
    return [(kinds[row.seq], kinds.get(row.answer_seq)) for row in rows]


def test_a_reporter_is_asked_of_each_end_and_only_their_own_words_answer_it(city: City) -> None:
    reached(1)
    happens(city, Kind.RESPONDED, Kind.RESOLVED, Kind.DISPUTED, Kind.RESOLVED)
    assert noted() == [("resolved", None), ("resolved", None)], "neighbours do not answer for them"
    judge(ticket().id, city, done=False, words="Masih berlubang.")
    happens(city, Kind.RESOLVED)
    judge(ticket().id, city, done=True)
    assert noted() == [("resolved", None), ("resolved", "disputed"), ("resolved", "confirmed")]


@pytest.mark.parametrize("days", [None, -1])
def test_nobody_is_asked_without_a_private_link_that_works(city: City, days: float | None) -> None:
    if days is not None:
        reached(days)
    happens(city, Kind.RESOLVED)
    assert noted() == []
