"""Whose tickets count in an agency's time: those of citizens, and those of the city in which a citizen's goes on."""

from __future__ import annotations

import numpy as np

from portal.domain.cohort import OPEN, REASONS, Cohort
from portal.domain.column_table import NEVER
from portal.domain.time_in_hand import Cause, CustodyColumns
from portal.domain.transitions import Closing
from portal.queries.scorecards.columns import TicketKeys, Tickets
from portal.queries.scorecards.times_in_hand import TimesInHand

DAY = 86_400
RESOLVED, DUPLICATE = REASONS.index(Closing.RESOLVED), REASONS.index(Closing.DUPLICATE)


def whole(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def test_a_citizens_report_merged_into_one_of_the_citys_own_keeps_its_clock() -> None:
    """Of three: a patrol's report, resolved on day 60; a citizen's, merged into it on day 3; another of a patrol."""
    keys = dict.fromkeys(TicketKeys.NAMES, whole(0, 0, 0)) | {"agency": whole(5, 5, 5), "stays": whole(0, 0, 2)}
    plain = {name: whole(0, 0, 0) for name in Cohort.NAMES} | {"until": whole(NEVER, NEVER, NEVER)}
    cohort = Cohort(
        **plain
        | {
            "ticket": whole(1, 2, 3),
            "due": whole(7 * DAY, 7 * DAY, 7 * DAY),
            "closing": whole(RESOLVED, DUPLICATE, OPEN),
            "resolved": whole(60 * DAY, NEVER, NEVER),
            "own": whole(1, 0, 1),
        }
    )
    tickets = Tickets(
        cohort=cohort,
        keys=TicketKeys(**keys),
        parents={},
    )
    custody = CustodyColumns(
        ticket=whole(0, 1, 2),
        agency=whole(5, 5, 5),
        start=whole(0, 0, 0),
        end=whole(60 * DAY, 3 * DAY, NEVER),
        responsible=np.ones(3, dtype=np.bool_),
        waiting=np.zeros(3, dtype=np.bool_),
    )
    found = TimesInHand(tickets, custody, 6 * 3600, 90 * DAY).of(5).times
    assert (found.ticket.tolist(), found.held.tolist()) == ([0], [60 * DAY])
    assert found.cause.tolist() == [Cause.RESOLVED] and not found.kept.any()
