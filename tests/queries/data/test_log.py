"""From the downloads alone, every figure can be computed again; nothing that is not public is in them."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import moderate, respond
from portal.actions.apply_events import Act
from portal.context import portal_of
from portal.demo.fill import DemoPlan, fill
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.models import Agency, Area, Custody, StoredScorecard, Ticket
from portal.projections import dumps
from portal.projections.scorecards import recompute
from portal.queries.scorecards.worked_example import worked_example
from portal.queries.scorecards.worked_example_document import ended
from tests.support.installed import install
from tests.support.lens import FORMULA, SECRET, fed, filled, sources
from tests.support.one_ticket import by, holder
from tests.support.recompute import Downloads, share_resolved

pytestmark = pytest.mark.usefixtures("client")  # pages too

PLAN = DemoPlan(1_000, 5, datetime(2026, 9, 30, 17, tzinfo=UTC))
DAYS, PLACE = 30, 3  # the place of 30 days among the horizons of a scorecard


@pytest.fixture
def demonstration(app: Flask, session: Session, city: City, tmp_path: Path) -> Downloads:
    """A city of a thousand tickets, one of them hidden, its scorecards and its downloads."""
    install(city)
    fill(city, PLAN, 0, "key", lambda _done: None)
    hide = session.scalars(select(Ticket.id).where(Ticket.closing.is_not(None)).order_by(Ticket.id)).first()
    moderate.change_visibility(hide or 0, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    fed(app, session)
    recompute(session, city, clock.now())
    dumps.write(sources(app, session), tmp_path, "/tickets/")
    return Downloads(tmp_path)


def touched_by_hidden(session: Session, downloads: Downloads) -> set[str]:
    """The agencies that had a hidden report, or a duplicate of one: of them the downloads do not tell all."""
    had = select(Agency.slug).join(Custody, Custody.agency_id == Agency.id).join(Ticket, Ticket.id == Custody.ticket_id)
    found = set(session.scalars(had.where(Ticket.visibility == Visibility.HIDDEN.value)))
    return found | {
        row["agency"] for row in downloads.custody if downloads.stays[row["ticket"]] not in downloads.tickets
    }


def test_every_figure_can_be_computed_again_from_the_downloads(
    session: Session, city: City, demonstration: Downloads
) -> None:
    assert len(demonstration.tickets) + len(demonstration.table("hidden")) == PLAN.tickets
    shares_are_the_scorecards(session, demonstration)
    conduct_is_the_scorecards(session, demonstration)
    the_worked_example_is_done_again(session, city, demonstration)
    events_end_each_period_of_custody(demonstration)
    values_are_those_of_the_dictionary(demonstration)


def shares_are_the_scorecards(session: Session, downloads: Downloads) -> None:
    """The share resolved within thirty days, with passing on, rejecting and closing as competing ends."""
    left_out = touched_by_hidden(session, downloads)
    cards = (
        select(Agency.slug, StoredScorecard.figures)
        .join(Agency, Agency.id == StoredScorecard.agency_id)
        .where(StoredScorecard.scope == "agency", StoredScorecard.period == "all", Agency.slug.not_in(left_out))
    )
    waits, compared, ends = downloads.waits(), 0, set[str]()
    for slug, figures in session.execute(cards):
        resolution = json.loads(figures)["resolution"]
        assert resolution["n"] == len(waits[slug]), slug
        value, *_, why = resolution["within"][PLACE]
        if why == "shown":
            assert share_resolved(waits[slug], DAYS) == pytest.approx(value, abs=2e-5), slug
            compared += 1
            ends |= {end for _, end in waits[slug]}
    assert compared >= 20 and ends >= {"resolved", "passed_on", "rejected", ""}


def conduct_is_the_scorecards(session: Session, downloads: Downloads) -> None:
    """Whether ends held, of each area without a hidden report."""
    left_out = set(session.scalars(select(Ticket.area_id).where(Ticket.visibility == Visibility.HIDDEN.value)))
    above = set(session.scalars(select(Area.parent_id).where(Area.id.in_(left_out))))
    cards = (
        select(Area.code, StoredScorecard.figures)
        .join(Area, Area.id == StoredScorecard.area_id)
        .where(StoredScorecard.scope == "area", StoredScorecard.period == "all", Area.id.not_in(left_out | above))
    )
    compared = 0
    for code, figures in session.execute(cards):
        shares, conduct = json.loads(figures)["shares"], downloads.conduct(code)
        for name, (some, n) in conduct.items():
            value, *_ = shares[name]
            assert value == pytest.approx(some / n, abs=2e-5) if n else value is None, (code, name)
        compared += conduct["reopened"][0] > 0
    assert compared > 10


def the_worked_example_is_done_again(session: Session, city: City, downloads: Downloads) -> None:
    """The methodology's example, its tickets and both of its shares, from the files alone."""
    found = worked_example(session, city)
    assert found is not None and len(found.tickets) >= 5

    def chosen(code: str) -> bool:
        row = downloads.tickets[code]
        return row["category"] == found.category.key and row["submitted_at"].startswith(found.period.key)

    had = (row for row in downloads.in_hand() if row[0] == found.agency.key and chosen(row[1]))
    own = {code: (wait, end) for _, code, wait, end in had}
    assert {t.code: (timedelta(seconds=t.wait), ended(t.cause)) for t in found.tickets} == own
    assert share_resolved([*own.values()], found.days) == pytest.approx(found.own.share.value or 0)
    anybody = {code: downloads.citizens_wait(code) for code in own}
    assert {t.code: (timedelta(seconds=t.citizens_wait), "resolved" * t.resolved) for t in found.tickets} == anybody
    assert share_resolved([*anybody.values()], found.days) == pytest.approx(found.citizens.share.value or 0)


def events_end_each_period_of_custody(downloads: Downloads) -> None:
    events = {(row["ticket"], row["happened_at"], row["kind"]) for row in downloads.table("events")}
    ended = [row for row in downloads.custody if row["to"]]
    assert ended and all((row["ticket"], row["to"], row["ended_by"]) in events for row in ended)
    assert {row["ended_by"] for row in downloads.custody if not row["to"]} == {""}
    hidden = {row["ticket"] for row in downloads.table("hidden")}
    assert hidden and not hidden & ({row["ticket"] for row in downloads.custody} | {key[0] for key in events})


def values_are_those_of_the_dictionary(downloads: Downloads) -> None:
    columns = downloads.table("dictionary")
    assert all(row["meaning_en"] != row["meaning_id"] for row in columns if "target_s" not in row["meaning_id"])
    for table in {row["table"] for row in columns} - {"dictionary"}:
        rows, its = downloads.table(table), [row for row in columns if row["table"] == table]
        assert not rows or list(rows[0]) == [row["column"] for row in its]
        for column in its:
            found = {part for row in rows for part in row[column["column"]].split(",") if part}
            assert not column["values"] or found <= {*column["values"].split(",")}, column


def test_nothing_private_or_taken_back_is_in_any_table(app: Flask, session: Session, tmp_path: Path) -> None:
    filled(app, session)
    city, one = portal_of(app).city, session.scalars(select(Ticket).where(Ticket.source_id == "1")).one().id
    answered = respond.respond(one, "Pelapornya Markonah.", by(holder(Role.SUPERVISOR), city))
    respond.respond(one, FORMULA, by(holder(Role.SUPERVISOR), city))
    respond.note(one, f"Catatan {SECRET}.", by(holder(), city))
    moderate.redact(one, answered, "Memuat nama.", Act(city))
    fed(app, session)
    dumps.write(sources(app, session), tmp_path, "/tickets/")
    for file in tmp_path.glob("*.gz"):
        text = gzip.decompress(file.read_bytes()).decode()
        assert SECRET not in text and "Markonah" not in text, file.name
    events = Downloads(tmp_path).table("events")
    assert [row["text"] for row in events if row["redacted_by"]] == [""]
    assert [row["text"] for row in events if FORMULA in row["text"]] == [f"'{FORMULA}"]
    assert "noted" not in {row["kind"] for row in events}
    [title] = [row["title"] for row in Downloads(tmp_path).tickets.values() if FORMULA in row["title"]]
    assert title.startswith("'")
