"""Labels of a source become agencies, categories, channels and areas: found by slug, code or whole name, else made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal.actions.intake.catalogue import Catalogue
from portal.actions.intake.outcome import Result
from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.domain.names import identity
from portal.domain.record import Record
from portal.extensions import db
from portal.models import Agency, Area, Category, Channel
from tests.support.complaints import complaint
from tests.support.installed import install

#: Equal for more than 80 characters, without a Latin letter, of signs alone, and whatever else there is.
NAMES = st.one_of(
    st.text("ab", min_size=1, max_size=3).map(lambda end: "Unit Pemeliharaan Jalan dan Saluran " * 3 + end),
    st.text("東京МосквაΑθ서울नगर ", min_size=1, max_size=6),
    st.text("./-+?!' &", min_size=1, max_size=4),
    st.text(min_size=1, max_size=20),
).filter(lambda name: name.strip() and "\x00" not in name)
BARE = City(slug="b", name="B", title="B", languages=("id",), zone="Asia/Jakarta", code_prefix="B", levels=("distrik",))
TABLES: dict[str, type[Agency | Area | Category | Channel]] = {
    "agency": Agency,
    "area": Area,
    "category": Category,
    "channel": Channel,
}
RAGUNAN = "31.74.04.1004"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


@pytest.fixture
def catalogue(context: None, city: City) -> Catalogue:
    return Catalogue.read(db.session(), city)


def count(model: type[Agency | Area | Category | Channel]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    "label", ["sudin-bina-marga", "Sudin Bina Marga", "Suku Dinas Bina Marga Jakarta Selatan", " SUDIN  BINA MARGA"]
)
def test_an_agency_is_found_by_slug_full_name_and_short_name(catalogue: Catalogue, label: str) -> None:
    before = count(Agency)
    found = db.session.get_one(Agency, catalogue.agency(label))
    assert (found.slug, count(Agency)) == ("sudin-bina-marga", before)


def test_an_unknown_agency_is_made_once_with_its_label_as_name(catalogue: Catalogue) -> None:
    before = count(Agency)
    made = catalogue.agency("Dinas Baru & Lama")
    assert catalogue.agency("DINAS BARU  & Lama") == catalogue.agency("Dinas Baru & Lama") == made
    row = db.session.get_one(Agency, made)
    assert (row.slug, row.name, row.short, count(Agency)) == (
        "dinas-baru-lama",
        "Dinas Baru & Lama",
        "Dinas Baru & Lama",
        before + 1,
    )


def test_unknown_categories_and_channels_are_made_with_one_name_in_both_languages(catalogue: Catalogue) -> None:
    category = db.session.get_one(Category, catalogue.category("Ular"))
    channel = db.session.get_one(Channel, catalogue.channel("Radio"))
    assert (category.slug, category.name_en, category.sensitive) == ("ular", "Ular", False)
    assert (channel.slug, channel.name_en) == ("radio", "Radio")
    assert catalogue.category_slugs[category.id] == "ular"


def test_an_area_is_found_by_code_and_by_name(catalogue: Catalogue) -> None:
    before = count(Area)
    assert catalogue.area(RAGUNAN) == catalogue.area("Ragunan") == catalogue.area("RAGUNAN")
    assert count(Area) == before


def test_an_unknown_area_is_of_the_citys_smallest_level(catalogue: Catalogue, city: City) -> None:
    row = db.session.get_one(Area, catalogue.area("Kampung Baru"))
    assert (row.code, row.name, row.level, row.lat) == ("kampung-baru", "Kampung Baru", city.levels[-1], None)
    bare = Catalogue.read(db.session(), replace(city, levels=()))
    assert db.session.get_one(Area, bare.area("Elsewhere")).level == "area"


def test_a_name_means_the_smallest_area_that_has_it(catalogue: Catalogue, city: City) -> None:
    found = db.session.get_one(Area, catalogue.area("Tebet Timur"))
    assert found.level == city.levels[-1]


def test_who_receives_is_said_by_the_area_then_the_category_then_the_city(catalogue: Catalogue, city: City) -> None:
    ragunan, jalan = catalogue.area(RAGUNAN), next(iter(catalogue.category_agencies))
    assert db.session.get_one(Agency, catalogue.holder(jalan, ragunan)).slug == "kelurahan-ragunan"
    assert catalogue.holder(jalan, None) == catalogue.category_agencies[jalan]
    assert db.session.get_one(Agency, catalogue.holder(None, None)).name == city.name


def test_sensitive_categories_and_centres_are_known(catalogue: Catalogue, city: City) -> None:
    private = {c.slug for c in city.categories.values() if c.sensitive}
    assert {catalogue.category_slugs[id] for id in catalogue.sensitive} == private
    centre = city.areas[RAGUNAN]
    assert catalogue.centres[catalogue.area(RAGUNAN)] == (centre.lat, centre.lon)


@pytest.mark.parametrize("kind", ["agency", "category", "channel", "area"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(NAMES, min_size=2, max_size=6))
def test_different_names_are_different_rows_with_addresses_of_their_own(kind: str, names: list[str]) -> None:
    session = db.session()
    catalogue = Catalogue.read(session, BARE)
    find: Callable[[str], int] = getattr(catalogue, kind)
    ids = {name: find(name) for name in names}
    assert len(set(ids.values())) == len({identity(name) for name in names})
    rows = [session.get_one(TABLES[kind], id) for id in set(ids.values())]
    assert len({getattr(row, "code" if kind == "area" else "slug") for row in rows}) == len(rows)
    again: Callable[[str], int] = getattr(Catalogue.read(session, BARE), kind)
    assert {name: again(f" {name} ") for name in names} == ids
    session.rollback()


def test_an_address_that_a_source_made_is_nobodys_name(catalogue: Catalogue) -> None:
    signs = catalogue.category("C++")
    plain = catalogue.category("C")
    assert (catalogue.category_slugs[signs], catalogue.category_slugs[plain]) == ("c", "c-2")
    assert Catalogue.read(db.session(), BARE).category("c") == plain


def test_a_former_name_finds_its_successor(city: City) -> None:
    air = replace(city.agencies["sudin-sda"], was=("Sudin Pengairan", "sudin-air"))
    install(replace(city, agencies={**city.agencies, air.slug: air}))
    catalogue = Catalogue.read(db.session(), city)
    assert catalogue.agency("SUDIN PENGAIRAN") == catalogue.agency("sudin-air") == catalogue.agency("sudin-sda")


def counts() -> list[int]:
    return [len(db.session.scalars(select(table)).all()) for table in TABLES.values()]


def test_what_a_refused_record_alone_names_is_not_made(city: City) -> None:
    def told(number: int, code: str | None = None) -> Record:
        return complaint(
            number, code=code, agency="Dinas Baru", category="Lubang baru", channel="Kanal baru", area="Wilayah baru"
        )

    before = counts()
    assert record(told(1, "x"), city).reason == "code_malformed"
    assert counts() == before
    both = record_many([told(1, "x"), told(2)], city)
    assert [outcome.result for outcome in both] == [Result.REFUSED, Result.CREATED]
    assert counts() == [n + 1 for n in before]
