"""The examples of the guides run as they are written there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import cities, create_app
from portal.config import Settings
from portal.context import portal_of
from portal.domain.channel import ChannelKind
from portal.importers.mapping import load
from portal.models import Agency, Area, Event, ImportProblem, Ticket

ROOT = Path(__file__).resolve().parents[2]
PACK = "docs/examples/los-angeles"
COMMAND = f"flask --app wsgi portal import csv {PACK}/sample.csv --mapping import"

pytestmark = pytest.mark.database


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The portal of the example's city."""
    app = create_app(replace(settings, city=str(ROOT / PACK)))
    yield app
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


def test_the_import_of_the_guide_takes_four_requests_and_refuses_one(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    guide = (ROOT / "docs/importing.md").read_text(encoding="utf-8")
    assert f"export CITY={PACK}\n    {COMMAND}\n" in guide
    result = app.test_cli_runner().invoke(args=COMMAND.split()[3:])
    assert result.exit_code == 0, result.output
    counts = [line.split() for line in result.stdout.splitlines()[:5]]
    assert counts == [["created", "4"], ["updated", "0"], ["unchanged", "0"], ["refused", "1"], ["rows", "5"]]
    refused = session.execute(select(ImportProblem.line, ImportProblem.field, ImportProblem.reason)).one()
    assert tuple(refused) == (6, "ClosedDate", "closes_before_it_opens")


@pytest.mark.parametrize("name", ["new-york", "chicago", "san-francisco", "los-angeles"])
def test_every_ready_pack_loads_with_its_mapping_and_stands_in_the_readme(name: str) -> None:
    city = cities.load(str(ROOT / "docs/examples" / name))
    mapping = load(Path(city.imports["import"]))
    assert {rule.level for rule in mapping.areas} <= set(city.levels)
    assert mapping.zone == city.zone and city.languages[0] == "en" and city.source
    table = (ROOT / "docs/examples/README.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in table
    assert {path.name for path in (ROOT / "docs/examples").iterdir() if path.is_dir()} == set(
        re.findall(r"^\| `([a-z-]+)` \|", table, re.M)
    )


def test_what_crews_of_los_angeles_file_themselves_is_the_citys_own(app: Flask) -> None:
    channels = portal_of(app).city.channels.values()
    assert [channel.name for channel in channels if channel.kind is ChannelKind.CITY] == ["Driver Self Report"]


def test_the_example_pack_and_its_mapping_make_the_tickets_that_they_describe(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    app.test_cli_runner().invoke(args=COMMAND.split()[3:])
    statuses = dict(session.execute(select(Ticket.source_id, Ticket.status)).all())
    assert statuses == {"EX-1": "selesai", "EX-2": "proses", "EX-3": "menunggu", "EX-4": "ditolak"}
    stub = session.scalars(select(Ticket).where(Ticket.source_id == "EX-4")).one()
    assert (stub.visibility, stub.title) == ("stub", ""), "requests about people are stubs"
    areas = set(session.scalars(select(Area.name)))
    assert {"Council District 14", "Downtown Los Angeles", "Arroyo Seco NC"} <= areas
    assert "Bureau of Street Lighting" in set(session.scalars(select(Agency.name)))
    assert "rejected" in set(session.scalars(select(Event.kind)))
