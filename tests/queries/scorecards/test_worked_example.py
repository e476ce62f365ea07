"""The example is read from few rows, and is what the whole city's figures say of its group."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.models import StoredScorecard, Ticket
from portal.models.scorecard_json import parsed
from portal.projections.scorecards import recompute
from portal.queries.scorecards.worked_example import MOST, worked_example
from tests.support.complaints import complaint, step
from tests.support.installed import install

BINA_MARGA, SDA = "sudin-bina-marga", "sudin-sda"


def resolved(first: int, count: int, agency: str, category: str = "Jalan") -> list[Record]:
    return [
        complaint(n, step(Kind.RESOLVED, n + 5 * n, agency=agency), agency=agency, category=category)
        for n in range(first, first + count)
    ]


@pytest.fixture
def merged(session: Session, city: City) -> Session:
    """Fourteen reports of one office, into one of which two of another are merged, one by way of the other."""
    install(city)
    into = [
        complaint(n, step(Kind.MERGED, n, agency=SDA, other=stays), agency=SDA) for n, stays in ((20, "5"), (21, "20"))
    ]
    record_many([*resolved(1, 14, BINA_MARGA), *into], city)
    recompute(session, city, clock.now())
    return session


def test_shares_are_those_that_are_stored_of_the_group(merged: Session, city: City) -> None:
    found = worked_example(merged, city)
    assert found is not None and found.agency.key == BINA_MARGA and len(found.tickets) == 14
    stored = merged.scalars(
        select(StoredScorecard.figures).where(
            StoredScorecard.cell == f"agency:{found.agency.id}/category:{found.category.id}",
            StoredScorecard.period == found.period.key,
        )
    ).one()
    within = parsed(stored).card.resolution.within[-1]
    assert (found.days, round(found.own.share.value or 0, 5)) == (90, within.value)


def test_a_report_that_was_merged_in_by_way_of_another_counts_in_the_one_that_stays(
    merged: Session, city: City
) -> None:
    merged.execute(
        update(Ticket).where(Ticket.source_id == "21").values(visibility="hidden", title="", text="", place="")
    )
    merged.commit()
    found, five = worked_example(merged, city), merged.scalars(select(Ticket.code).where(Ticket.source_id == "5")).one()
    assert found is None or five not in {ticket.code for ticket in found.tickets}, "its family touches a hidden one"


def test_groups_with_more_reports_than_a_hand_can_do_do_not_serve(session: Session, city: City) -> None:
    install(city)
    record_many(resolved(1, MOST + 1, BINA_MARGA), city)
    recompute(session, city, clock.now())
    assert worked_example(session, city) is None


def test_a_city_without_figures_has_no_example(session: Session, city: City) -> None:
    assert worked_example(session, city) is None
