"""The figures that a list opens with are of its filter, and are left out where they would say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.channel import ChannelKind
from portal.domain.city import PackChannel
from portal.domain.event import Kind
from portal.domain.figure import wilson
from portal.domain.lens import TicketFilter
from portal.domain.record import Record
from portal.queries.tickets.headline import FEW, Headline
from portal.queries.tickets.index import ticket_list
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import fed, filled, sources

pytestmark = pytest.mark.only_on("sqlite")  # the index alone is asked
NOW = MORNING + timedelta(days=60)


def resolved(number: int, hours: float) -> Record:
    return complaint(number, step(Kind.RESOLVED, number + hours, agency="Kelurahan Ragunan", text="Selesai."))


@pytest.fixture
def fifty(app: Flask, session: Session) -> None:
    """The eight of every lens, thirty resolved within a day, ten within twenty days, ten that are open."""
    more = [resolved(100 + n, 20) for n in range(30)] + [resolved(200 + n, 480) for n in range(10)]
    filled(app, session, [*more, *(complaint(300 + n) for n in range(10))])


def opened(app: Flask, session: Session, filter: TicketFilter) -> Headline:
    return ticket_list(sources(app, session), filter, NOW).headline


@pytest.mark.usefixtures("fifty")
@pytest.mark.parametrize(
    ("filter", "by_outcome", "answers_too"),
    [
        (TicketFilter(status=("selesai",)), True, False),
        (TicketFilter(overdue=True), True, False),
        (TicketFilter(q="jalan status:terbuka"), True, False),
        (TicketFilter(q="tanpa (hari:>30 atau pernah:ditolak)"), True, False),
        (TicketFilter(q="lubang masuk:2023"), False, True),
        (TicketFilter(q="teks:lubang masuk:2023"), False, False),
        (TicketFilter(q='masuk:2023 (kategori:jalan atau "lubang jalan")'), False, True),
        (TicketFilter(agency=("kelurahan-ragunan",)), False, False),
    ],
)
def test_no_share_is_told_of_what_was_chosen_by_its_outcome(
    app: Flask, session: Session, filter: TicketFilter, by_outcome: bool, answers_too: bool
) -> None:
    found = opened(app, session, filter)
    assert (found.by_outcome, found.fixed is None, found.answers_too) == (by_outcome, by_outcome, answers_too)


@pytest.mark.usefixtures("fifty")
def test_the_share_resolved_in_a_week_leaves_out_the_rejected(app: Flask, session: Session) -> None:
    fixed = opened(app, session, TicketFilter()).fixed
    assert fixed is not None
    assert (fixed.part, fixed.whole) == (31, 56)  # 57 public, one rejected
    assert fixed.figure == wilson(31, 56)
    assert fixed.until == (NOW - timedelta(days=8)).date()


@pytest.mark.usefixtures("fifty")
def test_a_share_of_few_tickets_is_not_printed(app: Flask, session: Session) -> None:
    few = ticket_list(sources(app, session), TicketFilter(agency=("sudin-bina-marga",)), NOW)
    assert few.total < FEW and few.headline.fixed is None


@pytest.mark.usefixtures("fifty")
def test_overdue_tickets_and_young_ones_have_no_share(app: Flask, session: Session) -> None:
    assert opened(app, session, TicketFilter(overdue=True)).fixed is None
    assert opened(app, session, TicketFilter(since=NOW.date() - timedelta(days=3))).fixed is None


@pytest.mark.usefixtures("fifty")
def test_a_filter_that_ends_early_has_its_own_last_day(app: Flask, session: Session) -> None:
    fixed = opened(app, session, TicketFilter(until=date(2023, 3, 14))).fixed
    assert fixed is not None
    assert (fixed.until, fixed.part) == (date(2023, 3, 14), 31)


@pytest.mark.usefixtures("fifty")
def test_a_list_without_figures_has_no_headline(app: Flask, session: Session) -> None:
    found = ticket_list(sources(app, session), TicketFilter(), NOW, figures=False)
    assert (found.headline, found.trend) == (Headline(), ())


@pytest.mark.usefixtures("fifty")
def test_the_citys_own_reports_are_left_out_of_the_share_and_named(app: Flask, session: Session) -> None:
    own = PackChannel(slug="patroli", name="Patroli", name_en="Patrol", kind=ChannelKind.CITY)
    city = portal_of(app).city
    install(replace(city, channels={**city.channels, "patroli": own}))
    quick = [
        complaint(400 + n, step(Kind.RESOLVED, 400.1 + n, agency="Kelurahan Ragunan"), channel="PATROLI")
        for n in range(20)
    ]
    record_many(quick, city)
    fed(app, session)
    fixed = opened(app, session, TicketFilter()).fixed
    assert fixed is not None
    assert (fixed.part, fixed.whole, fixed.own, fixed.channels) == (31, 56, 20, ("patroli",))
    assert opened(app, session, TicketFilter(channel=("patroli",))).fixed is None, "nothing of citizens is there"
