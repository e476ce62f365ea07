"""Of how many ends a reporter was asked, and how many they answered: now, and as was known before."""

from __future__ import annotations

import numpy as np
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record
from portal.actions.judge import judge
from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.domain.event import Kind
from portal.queries.scorecards.asked import asked_and_answered
from tests.actions.test_asked_ends import happens, reached
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import events, ticket


def test_what_was_asked_and_answered_is_counted_as_of_a_moment(session: Session, city: City) -> None:
    install(city)
    record(complaint(1), city)
    reached(1)
    for done in (False, True):
        happens(city, Kind.RESOLVED)
        judge(ticket().id, city, done=done, words="Masih berlubang.")
    tickets = np.array([ticket().id - 1, ticket().id], dtype=np.int64)

    def counted(at: int) -> list[list[int]]:
        as_of = AsOf(clock.now(), events()[at].seq)
        return [column.tolist() for column in asked_and_answered(session, tickets, as_of)]

    assert [counted(at) for at in range(-4, 0)] == [[[0, n], [0, k]] for n, k in ((1, 0), (1, 1), (2, 1), (2, 2))]
    assert [column.tolist() for column in asked_and_answered(session, tickets)] == [[0, 2], [0, 2]]
