"""Of many other agencies those with most reports are named; the others are one line."""

from __future__ import annotations

from portal.domain.figure import Figure
from portal.domain.passing_on import PassedOn, PassedWith
from portal.queries.agencies.passing_on import SHOWN, passing_side
from portal.queries.tickets.names import Named, Names


def held(n: int) -> Figure:
    return Figure(3600.0, None, None, n)


def test_most_reports_first_and_the_rest_in_one_number() -> None:
    names = Names(agency={f"a{n}": Named(n, f"a{n}", f"A {n}") for n in range(1, 11)}, category={}, area={}, channel={})
    others = tuple(PassedWith(n, held(20 - n)) for n in range(1, 11))
    found = passing_side(PassedOn(held=held(145), late=9, others=others), names)
    assert [other.agency.key for other in found.others] == [f"a{n}" for n in range(1, SHOWN + 1)]
    assert (found.rest, found.most, found.late) == ((12 + 11 + 10, 3), 19, 9)


def test_nobody_to_name_leaves_no_rest() -> None:
    found = passing_side(PassedOn(held=held(0), late=0, others=()), Names(agency={}, category={}, area={}, channel={}))
    assert (found.others, found.rest, found.most) == ((), (0, 0), 1)
