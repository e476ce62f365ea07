"""Files whose rows say when a report was reopened, and how it had ended before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.import_runs import Counts
from portal.config import Settings
from portal.domain.visibility import Visibility
from portal.importers.mapping import SourceMapping
from portal.importers.run import import_csv
from portal.models import Custody, Ticket
from portal.queries.log.verify_tickets import ticket_differences
from portal.queries.tickets.events import events_of
from tests.support.kota_contoh import CASES, PACK, city, local, mapping
from tests.support.pages import Pages

pytestmark = pytest.mark.usefixtures("client")  # pages too

STEPS = """[[steps]]
kind = "resolved"
at = "first_closed"
[[steps]]
kind = "reopened"
at = "reopened"
[coordinates]"""
Told = list[tuple[str, datetime]]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, city=str(PACK))


def turns(directory: Path, later_end: str, source: str = "contoh") -> SourceMapping:
    """The mapping of the cases, with the steps and with what a later end means."""
    status, named = f'closed_at = "closed"\nlater_end = "{later_end}"', f'source = "{source}"'
    changes = [('closed_at = "closed"', status), ("[coordinates]", STEPS), ('source = "contoh"', named)]
    return mapping(directory, *changes)


def ticket(session: Session, source_id: str, source: str = "contoh") -> Ticket:
    session.rollback()
    return session.scalars(select(Ticket).where(Ticket.source == source, Ticket.source_id == source_id)).one()


def read(session: Session, source_id: str, source: str = "contoh") -> Told:
    events = events_of(session, ticket(session, source_id, source).id, Visibility.FULL)
    return [(event.kind.value, event.at) for event in events]


def test_a_row_says_when_a_report_was_reopened_and_how_it_had_ended(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    told = turns(tmp_path, "corrected")
    assert import_csv(CASES / "turns-1.csv", told, city()).counts == Counts(rows=3, created=3)
    assert read(session, "T1") == [("received", local(2)), ("resolved", local(3))]  # no reopening: nothing ended first
    assert read(session, "T3") == [("received", local(2)), ("reopened", local(5))]
    assert import_csv(CASES / "turns-2.csv", told, city()).counts == Counts(rows=3, updated=2, unchanged=1)
    assert read(session, "T1") == [("received", local(2)), ("resolved", local(3)), ("reopened", local(8))]
    one = ticket(session, "T1")
    assert (one.reopened, one.ended_at, one.status) == (1, None, "proses")
    page = " ".join(Pages(app.test_client()).get(f"/tickets/{one.code}").soup.get_text(" ").split())
    assert "Dibuka lagi" in page and "tidak menyebut kapan" not in page
    assert import_csv(CASES / "turns-3.csv", told, city()).counts == Counts(rows=3, updated=3)
    assert import_csv(CASES / "turns-3.csv", told, city()).counts == Counts(rows=3, unchanged=3)
    one, three = ticket(session, "T1"), ticket(session, "T3")
    assert (one.reopened, one.resolved_at, three.reopened, three.resolved_at) == (1, local(22), 1, local(20))
    turned = [told for told in read(session, "T1") if told[0] != "corrected"]
    assert turned[-3:] == [("reopened", local(7)), ("reopened", local(8)), ("resolved", local(22))]  # 8: taken back


@pytest.mark.parametrize(
    ("later_end", "reopened", "kinds"),
    [
        ("reopened", 2, ["received", "resolved", "reopened", "resolved", "reopened", "resolved"]),
        ("corrected", 0, ["received", "resolved", "corrected", "resolved", "corrected", "resolved"]),
    ],
)
def test_what_a_later_end_means_is_said_by_the_mapping(
    later_end: str, reopened: int, kinds: list[str], session: Session, tmp_path: Path
) -> None:
    told = turns(tmp_path, later_end)
    for name in ("turns-1", "turns-2", "turns-3"):
        import_csv(CASES / f"{name}.csv", told, city())
    two = ticket(session, "T2")
    assert (two.reopened, two.resolved_at) == (reopened, local(13))
    assert sorted(kind for kind, _ in read(session, "T2")) == sorted(kinds)
    held = session.execute(select(Custody.from_at, Custody.to_at).where(Custody.ticket_id == two.id)).all()
    assert local(13) in {to for _, to in held}
    assert reopened or held == [(local(2), local(13))]


@pytest.mark.parametrize("later_end", ["reopened", "corrected"])
def test_the_files_end_in_the_same_reports_in_any_order(later_end: str, session: Session, tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(permutations(("turns-1", "turns-2", "turns-3"))):
        told = turns(tmp_path, later_end, f"order-{number}")
        for name in order:
            import_csv(CASES / f"{name}.csv", told, city())
        found.append([read(session, id, f"order-{number}") for id in ("T1", "T2", "T3")])
    assert all(one == found[0] for one in found)
    assert list(ticket_differences(session, city())) == []
