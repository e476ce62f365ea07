"""A city pack comes into the database once, and again without a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.actions.areas.outlines import schematic_outlines
from portal.actions.install import install
from portal.cities.shapes import to_geojson
from portal.domain.city import City
from portal.domain.city import PackArea as AreaOf
from portal.extensions import db
from portal.models import Agency, Area, AreaShape, Category, Channel
from portal.queries.city.version import city_version


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def count(table: type[Agency] | type[Area] | type[AreaShape] | type[Category] | type[Channel]) -> int:
    return db.session.execute(select(func.count()).select_from(table)).scalar_one()


def area(code: str) -> Area:
    db.session.expire_all()
    return db.session.execute(select(Area).where(Area.code == code)).scalar_one()


def test_everything_that_the_pack_names_is_there(city: City) -> None:
    done = install(city)
    assert (count(Area), count(AreaShape), count(Channel)) == (75, 75, 13)
    assert (count(Agency), count(Category)) == (len(city.agencies), len(city.categories))
    assert (done.made, done.changed) == (75 + 75 + 13 + len(city.agencies) + len(city.categories), 0)
    assert area("31.74.01.1001").parent_id == area("31.74.01").id
    answering = select(Agency.slug).join(Category, Category.agency_id == Agency.id).where(Category.slug == "pohon")
    assert db.session.execute(answering).scalar_one() == "sudin-tamhut"


def test_installing_twice_changes_nothing(city: City) -> None:
    install(city)
    version = city_version(db.session())
    again = install(city)
    assert (again.made, again.changed) == (0, 0)
    assert city_version(db.session()) == version


def test_a_changed_pack_changes_the_rows_and_takes_nothing_away(city: City) -> None:
    install(city)
    version = city_version(db.session())
    tebet = replace(city.areas["31.74.01"], population=1)
    smaller = replace(city, channels={}, areas={**city.areas, tebet.code: tebet})
    done = install(smaller)
    assert (done.made, done.changed) == (0, 1)
    assert (area("31.74.01").population, count(Channel)) == (1, 13)
    assert city_version(db.session()) != version


def test_a_kecamatan_is_drawn_as_the_union_of_its_kelurahan(city: City) -> None:
    outlines = schematic_outlines(city)
    tebet = [outlines[a.code] for a in city.areas.values() if a.parent == "31.74.01"]
    assert abs(outlines["31.74.01"].area - sum(shape.area for shape in tebet)) < 1e-6


def test_areas_without_centres_have_no_outline_until_official_ones_come(city: City) -> None:
    bare = {code: replace(a, lat=None, lon=None) for code, a in city.areas.items()}
    install(replace(city, areas=bare))
    assert (count(Area), count(AreaShape)) == (75, 0)


def test_outlines_in_the_pack_replace_the_schematic_ones(city: City, tmp_path: Path) -> None:
    drawn = schematic_outlines(city)["31.74.01.1001"].buffer(0.001)
    feature = f'{{"type":"Feature","properties":{{"kode":"31.74.01.1001"}},"geometry":{to_geojson(drawn)}}}'
    file = tmp_path / "areas.geojson"
    file.write_text(f'{{"type":"FeatureCollection","features":[{feature}]}}')
    with_outlines = replace(city, shapes=str(file))
    install(with_outlines)
    official = select(Area.code).join(AreaShape, AreaShape.area_id == Area.id).where(AreaShape.schematic.is_(False))
    assert db.session.scalars(official).all() == ["31.74.01.1001"]
    version = city_version(db.session())
    again = install(with_outlines)
    assert (again.made, again.changed, city_version(db.session())) == (0, 0, version)


def test_a_pack_of_one_level_with_centres_is_drawn_without_any_below() -> None:
    areas = {c: AreaOf(code=c, name=c, level="kota", lat=-6 - n / 10, lon=106.8) for n, c in enumerate("ab")}
    alone = City(
        slug="x", name="X", title="X", languages=("id",), zone="Asia/Jakarta", code_prefix="X", areas=areas,
        levels=("kota", "kecamatan"),
    )  # fmt: skip
    assert schematic_outlines(alone).keys() == {"a", "b"}
