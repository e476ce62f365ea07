"""Names are those of the database, by key and by id, and are read again only when something has changed."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.areas.outlines import new_version
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.lens import TicketFilter
from portal.models import Agency, Alias, Area
from portal.queries.sources import Sources
from portal.queries.tickets.names import Named, Names, lens_names, present, read_names
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.lens import RAGUNAN, sources
from tests.support.statements import counted


@pytest.fixture
def read(app: Flask, session: Session, city: City) -> Sources:
    install(city)
    return sources(app, session)


def test_every_kind_is_there_by_the_key_that_stands_in_addresses(read: Sources) -> None:
    names = read_names(read.session)
    assert names.agency["sudin-sda"].short
    assert names.category["banjir"].name_en == "Floods"
    assert names.area[RAGUNAN].name == "Ragunan"
    assert names.channel["jaki"].name == "JAKI"
    assert names.of("status") == {} and names.of("agency") is names.agency


def test_what_lies_in_something_names_it_by_its_key(read: Sources) -> None:
    names = read_names(read.session)
    ragunan = names.area[RAGUNAN]
    assert (ragunan.parent, ragunan.level, ragunan.population) == ("31.74.04", "kelurahan", 42_646)
    assert names.area[ragunan.parent or ""].name == "Pasar Minggu"
    assert names.agency["kelurahan-ragunan"].parent == "kecamatan-pasar-minggu"


def test_the_areas_around_one_are_found_even_in_a_ring() -> None:
    areas = [Named(1, "a", "A"), Named(2, "b", "B", parent="a"), Named(3, "c", "C", parent="b")]
    ring = [Named(4, "x", "X", parent="y"), Named(5, "y", "Y", parent="x")]
    names = Names({}, {}, {area.key: area for area in (*areas, *ring)}, {})
    assert [[above.key for above in names.around(area)] for area in areas] == [[], ["a"], ["a", "b"]]
    assert [above.key for above in names.around(ring[0])] == ["y"]


def test_a_row_finds_its_name_by_id_and_an_empty_one_by_none(read: Sources) -> None:
    names = read_names(read.session)
    named = names.agency["pam-jaya"]
    assert names.by_id("agency", named.id) is named
    assert (names.by_id("agency", None).name, names.by_id("agency", 10**9).key) == ("", "")


def test_names_are_read_once_while_nothing_changes(read: Sources) -> None:
    names = lens_names(read)
    with counted(read.session) as statements:
        assert lens_names(read) is names
    assert len(statements) == 1  # the version


def test_names_are_read_again_after_an_event_and_after_a_change_of_names(read: Sources, city: City) -> None:
    before = lens_names(read)
    record_many([complaint(1, agency="Kali Baru")], city)
    after = lens_names(read)
    assert "kali-baru" not in before.agency
    assert after.agency["kali-baru"].name == "Kali Baru"
    read.session.execute(update(Area).where(Area.code == RAGUNAN).values(name="Ragunan Baru"))
    new_version(read.session)
    read.session.commit()
    assert lens_names(read).area[RAGUNAN].name == "Ragunan Baru"


def test_a_filter_may_name_things_in_other_case_or_by_a_former_name(read: Sources) -> None:
    sda = read.session.scalars(select(Agency.id).where(Agency.slug == "sudin-sda")).one()
    read.session.add(Alias(kind="agency", identity="sudin-air", refers_to=sda))
    read.session.commit()
    asked = TicketFilter(agency=("Sudin-Air", "SUDIN-SDA", "entah"), category=("Banjir",), area=(RAGUNAN,), page=3)
    assert present(asked, read) == TicketFilter(
        agency=("sudin-sda", "entah"), category=("banjir",), area=(RAGUNAN,), page=3
    )


def test_a_filter_that_names_nothing_asks_no_database(read: Sources) -> None:
    asked = TicketFilter(q="lubang", status=("open",))
    with counted(read.session) as statements:
        assert present(asked, read) is asked
    assert len(statements) == 0
