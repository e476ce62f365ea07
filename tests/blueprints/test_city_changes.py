"""What the city is changes without an event of the log; no page may go on showing what it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.areas.load import load_areas
from portal.actions.intake.record import record_many
from portal.cities.polygons import Feature
from portal.domain.city import City
from portal.domain.event import Kind
from portal.models import Area, Ticket
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

OLD, NEW, SLUG = "Kelurahan Ragunan", "Kelurahan Ragunan Raya", "kelurahan-ragunan"


@pytest.fixture
def code(session: Session, city: City) -> str:
    """The code of a ticket that has ended, in an installed city with figures: its page changes by no event any more."""
    install(city)
    record_many([complaint(1, step(Kind.RESOLVED, 30, agency=OLD)), complaint(2)], city)
    recompute(session, city, MORNING)
    return session.execute(select(Ticket.code).where(Ticket.source_id == "1")).scalar_one()


@pytest.fixture
def addresses(code: str) -> list[str]:
    twins = [f"/tickets/{code}.json", f"/tickets/{code}.atom", f"/agencies/{SLUG}.json", "/agencies.json"]
    return ["/", "/tickets", "/map", "/agencies", f"/agencies/{SLUG}", f"/tickets/{code}", *twins]


def tags(client: FlaskClient, addresses: list[str]) -> dict[str, str]:
    """Their ETags; asked for often enough for the hottest to be kept."""
    return {path: [client.get(path).headers["ETag"] for _ in range(3)][-1] for path in addresses}


def renamed(city: City) -> City:
    agency = replace(city.agencies[SLUG], name=NEW, short=NEW)
    return replace(city, agencies={**city.agencies, SLUG: agency})


def test_nobody_keeps_a_page_from_before_an_agency_was_renamed(
    client: FlaskClient, city: City, addresses: list[str]
) -> None:
    before = tags(client, addresses)
    install(renamed(city))
    for path, tag in before.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200, path


def test_an_agencys_new_name_is_shown_at_once(client: FlaskClient, city: City, code: str) -> None:
    paths = [f"/tickets/{code}", f"/agencies/{SLUG}", "/agencies"]
    tags(client, paths)
    assert all(NEW not in client.get(path).text for path in paths)
    install(renamed(city))
    assert [path for path in paths if NEW not in client.get(path).text] == []


def test_a_renamed_category_is_shown_at_once_on_what_an_agencys_periods_share(
    client: FlaskClient, session: Session, city: City, code: str
) -> None:
    slug = client.get(f"/agencies/{SLUG}.json").get_json()["categories"][0]["category"]
    tags(client, [f"/agencies/{SLUG}"])
    changed = replace(city.categories[slug], name="Jalan berlubang-lubang")
    install(replace(city, categories={**city.categories, slug: changed}))
    assert "Jalan berlubang-lubang" in client.get(f"/agencies/{SLUG}").text


def test_a_ticket_that_followed_new_outlines_shows_its_area_at_once(
    client: FlaskClient, session: Session, code: str
) -> None:
    there = session.execute(select(Area.name).join(Ticket, Ticket.area_id == Area.id).limit(1)).scalar_one()
    other = session.execute(select(Area).where(Area.level == "kelurahan", Area.name != there).limit(1)).scalar_one()
    name, box = other.name, shapely.box(106.80, -6.32, 106.84, -6.29)
    tag = tags(client, [f"/tickets/{code}"])[f"/tickets/{code}"]
    load_areas([Feature(1, {"kode": other.code}, box)])
    again = client.get(f"/tickets/{code}", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert name in again.text


@pytest.mark.usefixtures("still")
def test_an_install_that_changes_nothing_leaves_every_page_where_it_is(
    client: FlaskClient, city: City, addresses: list[str]
) -> None:
    steady = [path for path in addresses if path not in ("/", "/tickets", "/map")]  # these turn with the minute
    before = tags(client, steady)
    install(city)
    for path, tag in before.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304, path
