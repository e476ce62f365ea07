"""A pack is read whole or refused with the place of its mistake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.cities import CityError, load, packs
from portal.domain.city import City
from portal.domain.names import address
from portal.search.analysis import Analyser

HEAD = """
name = "Kota Uji"
title = "Pantau Kota Uji"
zone = "Asia/Jakarta"
code_prefix = "KU"
levels = ["kecamatan", "kelurahan"]
"""
LOS_ANGELES = Path(__file__).parents[2] / "docs" / "examples" / "los-angeles"


def pack(directory: Path, head: str = HEAD, **files: str) -> str:
    """A pack in a directory; ``areas`` becomes areas.csv, ``words_toml`` words.toml."""
    (directory / "city.toml").write_text(head, encoding="utf-8")
    for name, text in files.items():
        file = name.replace("_", ".") if "_" in name else f"{name}.csv"
        (directory / file).write_text(text, encoding="utf-8")
    return str(directory)


def test_only_city_toml_is_needed_and_what_is_left_out_is_empty(tmp_path: Path) -> None:
    city = load(pack(tmp_path))
    assert (city.slug, city.languages, city.bounds, city.validator) == (tmp_path.name, ("id", "en"), None, None)
    assert not (city.agencies or city.categories or city.areas or city.channels or city.names or city.imports)
    assert (city.response_target.total_seconds(), city.resolution_target.days) == (6 * 3600, 7)


def test_citizens_write_in_the_city_s_first_language_unless_the_pack_says_otherwise(tmp_path: Path) -> None:
    assert load(pack(tmp_path)).text_language == "id"
    assert load(pack(tmp_path, HEAD + 'languages = ["en", "id"]\n')).text_language == "en"
    assert load(pack(tmp_path, HEAD + 'text_language = "en"\n')).text_language == "en"


def test_numbers_are_dialled_as_in_the_country_of_the_zone_unless_the_pack_says_otherwise(tmp_path: Path) -> None:
    german = HEAD.replace("Asia/Jakarta", "Europe/Berlin")
    assert load(pack(tmp_path)).contacts.regions == ("ID",)
    assert load(pack(tmp_path, german)).contacts.regions == ("DE",)
    assert load(pack(tmp_path, german + 'phone_regions = ["DE", "PL"]\n')).contacts.regions == ("DE", "PL")
    assert load(pack(tmp_path, german + "phone_regions = []\n")).contacts.regions == ()
    assert load(pack(tmp_path, HEAD.replace("Asia/Jakarta", "UTC"))).contacts.regions == ()
    for code in ("XX", "id", "UK"):
        with pytest.raises(CityError, match=f"'{code}' is no country's code of two capitals .ISO 3166-1"):
            load(pack(tmp_path, f'{german}phone_regions = ["{code}"]\n'))


def test_the_pack_of_jakarta_selatan_is_complete(city: City) -> None:
    levels = [area.level for area in city.areas.values()]
    assert (levels.count("kecamatan"), levels.count("kelurahan")) == (10, 65)
    assert len(city.channels) == 13
    assert 40 <= len(city.categories) <= 60 and any(c.sensitive for c in city.categories.values())
    assert city.validator == "biro-pemerintahan" and city.code_prefix == "JK"
    assert "jakarta-selatan" in packs()


def test_a_kecamatan_has_the_people_of_its_kelurahan(city: City) -> None:
    kelurahan = [area for area in city.areas.values() if area.level == "kelurahan"]
    for kecamatan in (area for area in city.areas.values() if area.level == "kecamatan"):
        assert kecamatan.population == sum(a.population or 0 for a in kelurahan if a.parent == kecamatan.code)
    assert sum(a.population or 0 for a in kelurahan) == 2_062_232  # census 2010
    assert {a.year for a in kelurahan} == {2010}


def test_every_area_of_jakarta_selatan_has_a_centre_within_bounds_and_an_office(city: City) -> None:
    assert city.bounds is not None
    west, south, east, north = city.bounds
    for area in city.areas.values():
        assert area.lat is not None and area.lon is not None
        assert west < area.lon < east and south < area.lat < north
        assert address(f"{area.level} {area.name}") in city.agencies


def test_place_names_are_protected_and_meaning_words_are_kept(city: City) -> None:
    assert {"pancoran", "kuningan", "fatmawati"} <= city.names
    words = Analyser.of(city)
    assert {"mohon", "tolong", "harap", "segera", "yth"} <= words.stop_words
    assert not {"belum", "tidak", "masalah", "umum"} & words.stop_words
    assert ("lampu", "jalan") in words.alternatives[("pju",)]
    assert city.synonyms["dishub"] == "dinas perhubungan"


def test_los_angeles_names_its_agencies_and_makes_its_areas_on_import() -> None:
    city = load(str(LOS_ANGELES))
    assert (city.zone, city.code_prefix, city.validator, city.languages[0]) == ("America/Los_Angeles", "LA", None, "en")
    assert city.agencies["bureau-of-sanitation"].short == "Sanitation" and not city.areas


def test_what_follows_when_people_say_not_done_is_the_city_s_choice(tmp_path: Path) -> None:
    validated = '[validation]\non = true\nagency = "biro"\n'
    agencies = "slug,name\nbiro,Biro\n"
    assert load(pack(tmp_path)).unsolved_then == "reopens"
    asks = HEAD + '[citizens]\nunsolved_people = 4\nunsolved_then = "asks"\n'
    city = load(pack(tmp_path, asks + validated, agencies=agencies))
    assert (city.unsolved_people, city.unsolved_then) == (4, "asks")
    wrong = {
        asks: "citizens.unsolved_then: 'asks' needs validation.on = true: nobody is there to be asked",
        asks.replace("asks", "ask") + validated: "citizens.unsolved_then: 'ask' is not among reopens, asks",
        asks.replace("_people", "_reopens")
        + validated: "citizens.unsolved_reopens: no such key; 'unsolved_people' is one",
    }
    for head, reason in wrong.items():
        with pytest.raises(CityError, match=re.escape(reason)):
            load(pack(tmp_path, head, agencies=agencies))


def test_import_mappings_of_a_pack_are_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports" / "crm.toml").write_text("")
    city = load(pack(tmp_path, import_toml=""))
    assert city.imports == {
        "import": str(tmp_path / "import.toml"),
        "crm": str(tmp_path / "imports" / "crm.toml"),
    }


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"head": HEAD + 'zoen = "x"\n'}, "city.toml: zoen: no such key; 'zone' is one"),
        ({"head": HEAD.replace("Asia/Jakarta", "Asia/Jakarata")}, "city.toml: zone: 'Asia/Jakarata'"),
        ({"head": HEAD.replace('"KU"', '"ku1"')}, "city.toml: code_prefix"),
        ({"head": HEAD.replace('name = "Kota Uji"', "")}, "city.toml: name: is missing"),
        ({"head": HEAD + "bounds = [1, 2, 3]\n"}, "city.toml: bounds: must be four numbers"),
        ({"head": HEAD + "bounds = [107, -6, 106, -5]\n"}, "city.toml: bounds"),
        ({"head": HEAD + 'languages = ["id", "xx"]\n'}, "city.toml: languages[2]: 'xx' is not among id, en"),
        ({"head": HEAD + 'languages = ["id", "id"]\n'}, "city.toml: languages: one is there twice"),
        ({"head": HEAD + "languages = 1\n"}, "city.toml: languages: must be a list of texts"),
        ({"head": HEAD + "[moderation]\non = 1\n"}, "city.toml: moderation.on: must be true or false"),
        ({"head": HEAD + "[moderation]\ndelay_hours = true\n"}, "city.toml: moderation.delay_hours: must be a number"),
        ({"head": HEAD + "[targets]\nresponse_hours = 99999\n"}, "targets.response_hours: must be 87600 or less"),
        ({"head": HEAD + "[targets]\nresponse_hours = nan\n"}, "targets.response_hours: must be a number"),
        ({"head": "x = " + "[" * 100_000}, "city.toml: is not TOML that can be read"),
        ({"head": HEAD + "= 3\n"}, "city.toml:7: is not TOML"),
        ({"head": HEAD + "[targets]\nresponse_hours = 0\n"}, "city.toml: targets.response_hours: must be above 0"),
        ({"head": HEAD + '[validation]\non = true\nagency = "biro"\n'}, "city.toml: validation.agency: 'biro'"),
        ({"words_toml": "stop_words = [1]\n"}, "words.toml: stop_words[1]: must be a text"),
        ({"words_toml": "[synonyms]\npju = 3\n"}, "words.toml: synonyms.pju: must be a text"),
        ({"words_toml": "stopwords = []\n"}, "words.toml: stopwords: no such key; 'stop_words' is one"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path: Path, files: dict[str, str], where: str) -> None:
    with pytest.raises(CityError, match=re.escape(where)):
        load(pack(tmp_path, **files))


def test_all_mistakes_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    wrong = HEAD.replace("Asia/Jakarta", "Asia/Jakarata") + "bounds = [1, 2]\n[targets]\nresponse_hours = 0\n"
    with pytest.raises(CityError) as error:
        load(pack(tmp_path, wrong))
    keys = [line.split(": ")[1] for line in str(error.value).splitlines()]
    assert keys == ["zone", "bounds", "targets.response_hours"]


def test_what_validation_names_while_it_is_off_need_not_be_an_agency(tmp_path: Path) -> None:
    assert load(pack(tmp_path, HEAD + '[validation]\nagency = "biro"\n')).validator is None


def test_names_of_areas_and_of_words_are_never_stemmed_and_words_are_in_lower_case(tmp_path: Path) -> None:
    areas = "code,name,level\n1,Pasar Minggu,kecamatan\n2,RW 05,kelurahan\n"
    words = 'names = ["Blok M"]\nstop_words = ["Yang"]\n[synonyms]\nPJU = "Lampu Jalan"\n'
    city = load(pack(tmp_path, areas=areas, words_toml=words))
    assert city.names == {"pasar", "minggu", "rw", "blok"}
    assert (city.stop_words, city.synonyms) == ({"yang"}, {"pju": "lampu jalan"})


@pytest.mark.parametrize("name", ["atlantis", "", "..", "jakarta-selatan/areas.csv"])
def test_a_city_without_a_pack_is_refused_and_the_known_ones_are_named(name: str) -> None:
    with pytest.raises(CityError, match="jakarta-selatan"):
        load(name)
