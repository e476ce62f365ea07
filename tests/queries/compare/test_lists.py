"""Two lists laid side by side: what may be said of them, and what of their overlap."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.comparison import Measure
from portal.domain.lens import TicketFilter
from portal.queries.compare.lists import ListVerdict, TwoLists
from portal.queries.sources import Sources
from portal.queries.tickets.figures import lenses
from tests.support.compared import NOW, QUICK, SLOW, compared, slow_and_quick
from tests.support.complaints import MORNING
from tests.support.lens import sources

TRASH, ROADS = TicketFilter(category=("sampah",)), TicketFilter(agency=(QUICK,))


@pytest.fixture
def read(app: Flask, session: Session) -> Sources:
    slow_and_quick(app, session)
    return sources(app, session)


def found(read: Sources, a: TicketFilter, b: TicketFilter, measure: Measure = Measure.MEDIAN) -> TwoLists:
    return compared(read, a, b, measure, NOW)


def test_a_difference_that_holds_is_told_with_its_size(read: Sources) -> None:
    slow = found(read, TRASH, ROADS)
    assert (slow.verdict, slow.slower.key, slow.both) == (ListVerdict.DIFFERENT, "a", 0)
    assert slow.difference is not None and slow.difference.value == pytest.approx(10, rel=0.1)
    turned = found(read, ROADS, TRASH, Measure.WITHIN_7)
    assert (turned.verdict, turned.slower.key) == (ListVerdict.DIFFERENT, "b")
    (alone,) = (found.sheet for found in lenses(read, [TRASH], NOW))
    assert slow.rows[0].sheet == alone == turned.rows[1].sheet, "together they are what each is alone"


@pytest.mark.only_on("sqlite")
def test_tickets_in_both_lists_are_counted(read: Sources) -> None:
    within = found(read, TRASH, TicketFilter(), Measure.WITHIN_30)
    assert within.both == within.rows[0].tickets.total == 40
    same = found(read, TRASH, TicketFilter(q="kategori:sampah"))
    assert (same.verdict, same.both) == (ListVerdict.SAME, 40)
    late = TicketFilter(category=("sampah",), since=MORNING.date())
    assert found(read, TRASH, late).verdict is ListVerdict.SAME


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("b", "verdict"),
    [
        (TicketFilter(status=("selesai",)), ListVerdict.OUTCOME),
        (TicketFilter(q="hari:<3"), ListVerdict.OUTCOME),
        (TicketFilter(q="takadayangbegini"), ListVerdict.NONE),
        (TicketFilter(agency=("kelurahan-ragunan",)), ListVerdict.FEW),
        (TicketFilter(agency=(SLOW,), until=date(2023, 3, 11)), ListVerdict.ALIKE),
    ],
)
def test_where_there_is_nothing_to_tell_it_says_why(read: Sources, b: TicketFilter, verdict: ListVerdict) -> None:
    assert found(read, TRASH, b).verdict is verdict


@pytest.mark.only_on("sqlite")
def test_a_measure_that_one_of_both_has_not_yet_is_unknown(read: Sources) -> None:
    early = compared(read, TRASH, ROADS, Measure.WITHIN_90, MORNING.replace(month=5))
    assert (early.verdict, early.difference) == (ListVerdict.UNKNOWN, None)
