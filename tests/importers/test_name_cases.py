"""Names in files that are alike, long, or in other scripts: each is one entry with an address that answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.config import Settings
from portal.context import portal_of
from portal.importers.mapping import load
from portal.importers.run import import_csv
from portal.models import Agency, Area, Category, Channel, Ticket
from portal.projections.scorecards import recompute
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.pages import Pages

SAMPLES = Path(__file__).parents[1] / "samples" / "imports"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The mini city's."""
    return replace(settings, city=str(SAMPLES / "pack"))


def take(app: Flask, session: Session, case: str) -> dict[str, dict[str, str]]:
    """What the tickets of a case name, by source id, after two imports, the second of which changed nothing."""
    city = portal_of(app).city
    install(city)
    mapping = load(SAMPLES / "pack" / "import.toml")
    first, again = (import_csv(SAMPLES / f"{case}.csv", mapping, city).counts for _ in range(2))
    assert (first.refused, again.refused, again.unchanged) == (0, 0, first.created)
    fed(app, session)
    recompute(session, city, clock.now())
    rows = session.execute(
        select(Ticket.source_id, Agency.slug, Category.slug, Channel.slug, Area.code)
        .join(Agency, Ticket.agency_id == Agency.id)
        .join(Category, Ticket.category_id == Category.id)
        .outerjoin(Channel, Ticket.channel_id == Channel.id)
        .outerjoin(Area, Ticket.area_id == Area.id)
    )
    fields = ("agency", "category", "channel", "area")
    return {id: {f: value for f, value in zip(fields, values, strict=True) if value} for id, *values in rows}


def groups(found: dict[str, dict[str, str]], field: str) -> set[str]:
    """The tickets that share a thing, as their ids in one string."""
    keys = {entry[field] for entry in found.values()}
    return {" ".join(sorted(id for id, entry in found.items() if entry[field] == key)) for key in keys}


def answered(client: FlaskClient, pages: Pages, found: dict[str, dict[str, str]]) -> None:
    """Every address finds its tickets, on pages and in files."""
    for entry in found.values():
        assert pages.get(f"/agencies/{entry['agency']}").status == 200
        for field, key in entry.items():
            here = sum(other.get(field) == key for other in found.values())
            answer = client.get("/tickets.json", query_string={field: key})
            assert (answer.status_code, answer.headers["X-Total-Count"]) == (200, str(here))


def test_names_equal_for_eighty_characters_stay_apart(
    app: Flask, session: Session, client: FlaskClient, pages: Pages
) -> None:
    found = take(app, session, "names-long")
    for field in ("agency", "category", "channel", "area"):
        assert groups(found, field) == {"L1 L3", "L2", "L4"}
    answered(client, pages, found)


def test_names_in_eight_scripts_stay_apart(app: Flask, session: Session, client: FlaskClient, pages: Pages) -> None:
    found = take(app, session, "names-scripts")
    for field in ("agency", "category", "channel", "area"):
        assert len(groups(found, field)) == 8
    answered(client, pages, found)
    assert found["S8"] == {
        "agency": "общинска-служба", "category": "път", "channel": "телефон", "area": "w-бряг",
    }  # fmt: skip


def test_names_differ_by_signs_and_accents_but_not_by_case_width_or_spaces(
    app: Flask, session: Session, client: FlaskClient, pages: Pages
) -> None:
    found = take(app, session, "names-near")
    assert groups(found, "agency") == {"K1", "K2 K3 K4", "K5", "K6 K8", "K7"}
    assert groups(found, "category") == {"K1", "K2 K3 K4", "K5", "K6 K7", "K8"}
    answered(client, pages, found)
