"""An area that a pack gives another code or name keeps its history, and what it was called before leads to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.actions.install import install
from portal.actions.intake.record import record_many
from portal.domain.city import City, PackArea
from portal.models import Alias, Area, AreaShape, Ticket
from tests.support.complaints import complaint
from tests.support.lens import fed

BARE = City(
    slug="b",
    name="B",
    title="B",
    languages=("id",),
    zone="Asia/Jakarta",
    code_prefix="B",
    levels=("kecamatan", "kelurahan"),
)


def area(code: str, name: str, *was: str, level: str = "kelurahan") -> PackArea:
    return PackArea(code=code, name=name, level=level, lat=-6.3, lon=106.8, was=was)


def of(*areas: PackArea) -> City:
    return replace(BARE, areas={one.code: one for one in areas})


def codes(session: Session) -> dict[str, str]:
    session.rollback()
    return dict(session.execute(select(Area.code, Area.name)).all())


def reports(session: Session) -> dict[str, int]:
    session.rollback()
    counted = select(Area.code, func.count()).join(Ticket, Ticket.area_id == Area.id).group_by(Area.code)
    return dict(session.execute(counted).all())


def aliases(session: Session) -> dict[str, str]:
    """Code by alias."""
    rows = select(Alias.identity, Area.code).join(Area, Area.id == Alias.refers_to).where(Alias.kind == "area")
    return dict(session.execute(rows).all())


def test_a_renamed_area_is_one_row_and_files_with_the_old_words_find_it(session: Session) -> None:
    install(of(area("70.01", "Karang Lama")))
    record_many([complaint(1, area="70.01")], BARE)
    done = install(of(area("71.01", "Karang", "70.01", "Karang Tua")))
    assert (done.made, done.moved) == (0, True)
    assert codes(session) == {"71.01": "Karang"}
    record_many([complaint(n, area=label) for n, label in enumerate(("70.01", "KARANG LAMA", "Karang tua"), 2)], BARE)
    assert reports(session) == {"71.01": 4}
    again = install(of(area("71.01", "Karang", "70.01", "Karang Tua")))
    assert (again.made, again.changed, again.aliases, again.moved) == (0, 0, 0, False)


def test_an_area_that_a_source_made_meanwhile_becomes_one_with_the_renamed_one(session: Session) -> None:
    install(of(area("70.01", "Karang")))
    record_many([complaint(1, area="70.01"), complaint(2, area="Karang Baru")], BARE)
    assert codes(session) == {"70.01": "Karang", "karang-baru": "Karang Baru"}
    install(of(area("70.01", "Karang Indah", "Karang Baru")))
    assert codes(session) == {"70.01": "Karang Indah"}
    assert reports(session) == {"70.01": 2}
    assert session.scalar(select(func.count()).select_from(AreaShape)) == 1
    assert aliases(session) == dict.fromkeys(("70.01", "karang", "karang-baru", "karang baru"), "70.01")


def test_a_name_of_another_level_stays_whose_it_is(session: Session) -> None:
    upper = area("1", "Suka", level="kecamatan")
    install(of(upper, area("2", "Suka")))
    install(of(replace(upper, code="9", was=("1",)), area("2", "Suka")))
    record_many([complaint(1, area="Suka"), complaint(2, area="1")], BARE)
    assert reports(session) == {"2": 1, "9": 1}


def test_a_former_name_that_another_area_takes_is_its_own(session: Session) -> None:
    install(of(area("1", "Suka")))
    install(of(area("1", "Sari")))
    assert aliases(session)["suka"] == "1"
    install(of(area("1", "Sari"), area("2", "Suka")))
    record_many([complaint(1, area="Suka"), complaint(2, area="Sari")], BARE)
    assert reports(session) == {"2": 1, "1": 1}


@pytest.mark.usefixtures("client")
def test_the_old_address_leads_to_the_new_one_and_filters_mean_it(app: Flask, session: Session, city: City) -> None:
    old = city.areas["31.74.04.1006"]
    install(city)
    record_many([complaint(1, area=old.code)], city)
    areas = {code: one for code, one in city.areas.items() if code != old.code}
    install(replace(city, areas=areas | {"31.99": replace(old, code="31.99", name="Ragunan Baru", was=(old.code,))}))
    client = app.test_client()
    for asked, meant in (("", ""), (".json", ".json"), (".csv", ".csv")):
        answer = client.get(f"/areas/{old.code}{asked}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/areas/31.99{meant}")
    fed(app, session)
    for code in (old.code, "31.99"):
        assert len(client.get(f"/tickets.json?area={code}").get_json()["tickets"]) == 1
