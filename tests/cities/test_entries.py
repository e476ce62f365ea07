"""The tables of a pack: each entry with its defaults, and every wrong reference named by file, line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.cities import CityError, entries
from portal.domain.asked_photo import AskedPhoto
from portal.domain.city import PackAgency, PackArea, PackCategory, PackChannel

LEVELS = ("kecamatan", "kelurahan")
AGENCIES = "slug,name,parent\ndinas,Dinas,\nsudin,Suku Dinas,dinas\n"


def table(directory: Path, name: str, text: str) -> Path:
    path = directory / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(directory: Path, files: dict[str, str]) -> None:
    """All tables as a pack reads them."""
    paths = {name: table(directory, name, text) for name, text in files.items()}
    missing = directory / "none.csv"
    agencies = entries.agencies(paths.get("agencies", missing))
    entries.categories(paths.get("categories", missing), agencies)
    entries.areas(paths.get("areas", missing), LEVELS)
    entries.channels(paths.get("channels", missing))


def test_a_table_that_is_not_there_has_no_entries(tmp_path: Path) -> None:
    assert entries.agencies(tmp_path / "agencies.csv") == {}
    assert entries.areas(tmp_path / "areas.csv", LEVELS) == {}


def test_an_agency_is_called_by_its_whole_name_where_it_has_no_short_one(tmp_path: Path) -> None:
    assert entries.agencies(table(tmp_path, "agencies", "slug,name\ndinas,Dinas\n")) == {
        "dinas": PackAgency(slug="dinas", name="Dinas", short="Dinas", kind="department", parent=None)
    }


def test_a_parent_may_come_after_its_children(tmp_path: Path) -> None:
    found = entries.agencies(table(tmp_path, "agencies", "slug,name,parent\nsudin,Suku Dinas,dinas\ndinas,Dinas,\n"))
    assert [agency.parent for agency in found.values()] == ["dinas", None]


def test_a_category_has_the_citys_targets_where_it_names_none(tmp_path: Path) -> None:
    agencies = entries.agencies(table(tmp_path, "agencies", AGENCIES))
    text = "slug,name,name_en,group,agency,response_hours,resolution_hours,sensitive\n"
    text += "lampu,Lampu,Lights,Jalan,sudin,6,72,ya\nlain,Lain,,,,,,\n"
    lights, other = entries.categories(table(tmp_path, "categories", text), agencies).values()
    assert lights == PackCategory(
        slug="lampu",
        name="Lampu",
        name_en="Lights",
        group="Jalan",
        agency="sudin",
        response_hours=6,
        resolution_hours=72,
        sensitive=True,
        proof=AskedPhoto.NONE,
    )
    assert other == PackCategory(slug="lain", name="Lain", name_en="Lain", group="")


def test_a_category_says_whether_a_photo_goes_along_with_a_resolution(tmp_path: Path) -> None:
    text = "slug,name,sensitive,proof\na,A,,required\nb,B,,\nc,C,yes,\nd,D,,none\n"
    found = entries.categories(table(tmp_path, "categories", text), {})
    assert [category.proof.value for category in found.values()] == ["required", "asked", "none", "none"]


def test_an_area_has_its_centre_and_its_people_with_their_year(tmp_path: Path) -> None:
    text = "code,name,level,parent,lat,lon,population,year\n1,A,kecamatan,,,,,\n2,B,kelurahan,1,-6.2,106.8,900,2010\n"
    small = entries.areas(table(tmp_path, "areas", text), LEVELS)["2"]
    assert small == PackArea(
        code="2", name="B", level="kelurahan", parent="1", lat=-6.2, lon=106.8, population=900, year=2010
    )


def test_a_channel_is_called_the_same_in_both_languages_unless_it_says_otherwise(tmp_path: Path) -> None:
    found = entries.channels(table(tmp_path, "channels", "slug,name,name_en\ntwitter,Twitter,\nsurat,Surat,Letter\n"))
    assert list(found.values()) == [
        PackChannel(slug="twitter", name="Twitter", name_en="Twitter"),
        PackChannel(slug="surat", name="Surat", name_en="Letter"),
    ]


def test_an_entry_says_what_it_was_called_before(tmp_path: Path) -> None:
    text = "slug,name,was\nair,Dinas Air,Dinas Pengairan | pengairan\njalan,Jalan,\n"
    agencies = entries.agencies(table(tmp_path, "agencies", text))
    assert agencies["air"].was == ("Dinas Pengairan", "pengairan")
    assert agencies["air"].labels == ("air", "Dinas Air", "Dinas Air", "Dinas Pengairan", "pengairan")
    assert entries.categories(table(tmp_path, "categories", text), agencies)["air"].was == agencies["air"].was
    further = "slug,name,also\nair,Dinas Air,Water | Ledeng\n"
    water = entries.agencies(table(tmp_path, "agencies", further))["air"]
    assert water.also == ("Water", "Ledeng") and "Water" not in water.labels
    assert entries.categories(table(tmp_path, "categories", further), agencies)["air"].also == water.also
    assert entries.channels(table(tmp_path, "channels", text))["jalan"].was == ()
    areas = entries.areas(table(tmp_path, "areas", "code,name,level,was\n1,A,kecamatan,0 | Lama\n"), LEVELS)
    assert areas["1"].was == ("0", "Lama") and areas["1"].labels == ("1", "A", "0", "Lama")


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"agencies": "slug,nama\na,b\n"}, "agencies.csv:1: name: this column is missing"),
        ({"agencies": "slug,name,colour\na,b,red\n"}, "agencies.csv:1: colour: no such column"),
        ({"agencies": "slug,name\nDinas X,Dinas\n"}, "agencies.csv:2: slug: 'Dinas X'"),
        ({"agencies": "slug,name\na,A\n\na,B\n"}, "agencies.csv:4: slug: 'a' is already on line 2"),
        ({"agencies": "slug,name\na\n"}, "agencies.csv:2: has 1 cells, the header 2"),
        (
            {"areas": "code,name,level,was\n1,A,kecamatan,\n2,B,kecamatan,a\n"},
            "areas.csv:3: was: 'a' is '1' on line 2",
        ),
        ({"agencies": "slug,name,parent\na,A,b\n"}, "agencies.csv:2: parent: 'b' is no slug"),
        ({"agencies": "slug,name,parent\na,A,b\nb,B,a\n"}, "agencies.csv:2: parent: 'a' comes back to itself"),
        ({"agencies": 'slug,name\na,"A\n'}, "agencies.csv:2: is not CSV"),
        ({"agencies": "slug,name\na,\x00\n"}, "agencies.csv:2: holds a NUL"),
        ({"agencies": AGENCIES, "categories": "slug,name,agency\nx,X,dina\n"}, "categories.csv:2: agency: 'dina'"),
        ({"categories": "slug,name,resolution_hours\nx,X,-4\n"}, "categories.csv:2: resolution_hours: '-4'"),
        ({"categories": "slug,name,sensitive\nx,X,maybe\n"}, "categories.csv:2: sensitive: 'maybe'"),
        ({"categories": "slug,name,proof\nx,X,please\n"}, "categories.csv:2: proof: 'please' is not among asked"),
        ({"categories": "slug,name,sensitive,proof\nx,X,yes,asked\n"}, "categories.csv:2: proof: a sensitive"),
        ({"areas": "code,name,level\n1,A,desa\n"}, "areas.csv:2: level: 'desa'"),
        ({"areas": "code,name,level,lat\n1,A,kelurahan,-6.2\n"}, "areas.csv:2: lon: a centre needs both"),
        ({"areas": "code,name,level,lat,lon\n1,A,kelurahan,-96.2,1\n"}, "areas.csv:2: lat: '-96.2' is not within 90"),
        ({"areas": "code,name,level,lat,lon\n1,A,kelurahan,nan,1\n"}, "areas.csv:2: lat: 'nan' is not within 90"),
        ({"areas": "code,name,level,population\n1,A,kelurahan,9\n"}, "areas.csv:2: year: a population needs its year"),
        (
            {"areas": "code,name,level,parent\n1,A,kelurahan,\n2,B,kelurahan,1\n"},
            "areas.csv:3: parent: '1' is not of a",
        ),
        ({"agencies": "slug,name,was\na,A,b\nb,B,\n"}, "agencies.csv:2: was: 'b' is 'b' on line 3"),
        ({"agencies": "slug,name,was\na,A,X|Y\nb,B,y\n"}, "agencies.csv:3: was: 'y' is 'a' on line 2"),
        ({"channels": "slug,name,was\na,A,\nb,B, a \n"}, "channels.csv:3: was: 'a' is 'a' on line 2"),
        ({"channels": "slug,name\n,X\n"}, "channels.csv:2: slug: is empty"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_column(tmp_path: Path, files: dict[str, str], where: str) -> None:
    with pytest.raises(CityError, match=re.escape(where)):
        read(tmp_path, files)


def test_a_channel_is_the_citizens_unless_the_pack_says_otherwise(tmp_path: Path) -> None:
    text = "slug,name,kind\njaki,JAKI,\npatroli,Patroli,city\nsurel,Surel,citizen\n"
    found = entries.channels(table(tmp_path, "channels", text))
    assert {slug: channel.kind.value for slug, channel in found.items()} == {
        "jaki": "citizen", "patroli": "city", "surel": "citizen",
    }  # fmt: skip
    with pytest.raises(CityError, match=r"channels\.csv.*2.*kind.*'kota' is not among citizen, city"):
        entries.channels(table(tmp_path, "channels", "slug,name,kind\npatroli,Patroli,kota\n"))
