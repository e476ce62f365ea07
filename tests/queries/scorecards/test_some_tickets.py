"""Some tickets read alone have the same numbers as among all."""

from __future__ import annotations

import numpy as np
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.queries.scorecards.columns import read_tickets
from portal.queries.scorecards.some_tickets import read_cohort
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.statements import counted


def test_a_ticket_read_alone_waits_as_long_as_among_all(session: Session, city: City) -> None:
    """The third was merged into the second and that into the fourth, whose citizens wait since the second's time."""
    install(city)
    second, third = (complaint(n, step(Kind.MERGED, 50 + n, other=str(into))) for n, into in ((2, 4), (3, 2)))
    record_many([complaint(4), second, third, *map(complaint, range(5, 40))], city)
    whole = read_tickets(session).cohort
    for rows in ([], [0], [0, 30], list(range(len(whole)))):
        ids = whole.ticket[rows][::-1]
        wanted = whole.take(np.array(rows, dtype=np.int64))
        for of in (1, 10**6):  # read with all others, and by their ids
            found = read_cohort(session, ids, of)
            assert [column.tolist() for column in columns(found)] == [column.tolist() for column in columns(wanted)]
    stayed = read_cohort(session, whole.ticket[whole.submitted > whole.since], 10**6)
    assert len(stayed) == 1 and stayed.since[0] == stayed.submitted[0] - 2 * 3600, "since the report of hour 2"
    with counted(session) as statements:
        read_cohort(session, whole.ticket, 10**6)
    assert len(statements) <= 6 and max(map(len, statements)) < 20_000, "their number is not that of the tickets"


def columns(cohort: object) -> list[np.ndarray]:
    return [getattr(cohort, name) for name in ("ticket", "submitted", "since", "resolved", "closing", "until", "own")]
