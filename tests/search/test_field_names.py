"""Names of the values of fields: whatever a city's bodies, areas and categories are called, alone or together."""

from __future__ import annotations

from portal import cities
from portal.domain.names import address
from portal.search.field_names import WHOLE_CITY, Meant, of_city
from tests.search.named_city import NAMED_CITY

NAMES = of_city(NAMED_CITY)


def test_a_body_is_meant_with_all_that_lie_below_it() -> None:
    below = ("police-north", "police-north-1")
    for name in ("police", "CSPU", "civil service police unit"):
        assert NAMES.meant("agency", name) == Meant(("police",), below), name
    assert NAMES.meant("holder", "cspu") == NAMES.meant("asked", "cspu") == Meant(("police",), below)
    assert NAMES.meant("agency", "first post") == Meant(("police-north-1",)), "nothing lies below it"


def test_a_ring_of_parents_ends() -> None:
    assert set(NAMES.meant("agency", "mayor").below) == {"ring", *(f"ward-{n}" for n in range(60))}


def test_a_kind_means_all_of_it_and_nothing_is_cut() -> None:
    assert NAMES.meant("agency", "ward") == Meant(tuple(f"ward-{n}" for n in range(60)))
    assert NAMES.meant("agency", "dept").values == ("police", "roads", "fire"), "by a synonym"
    assert NAMES.meant("category", "roads and pavements").values == ("potholes", "kerbs")


def test_synonyms_are_asked_as_a_class_for_the_whole_and_for_one_word() -> None:
    assert NAMES.meant("agency", "cops").values == ("police",)
    assert NAMES.meant("agency", "firemen").values == ("fire",), "rescue is another word for the same"
    assert NAMES.meant("agency", "roads dept").values == ("roads",)


def test_words_of_a_name_and_beginnings_of_its_words() -> None:
    assert NAMES.meant("agency", "police north").values == ("police-north",)
    assert NAMES.meant("agency", "serv", prefix=True).values == ("police", "police-north")
    assert NAMES.meant("agency", "civil nor", prefix=True).values == ("police-north",)
    assert NAMES.meant("agency", "serv") == Meant()


def test_a_level_is_its_own_field_and_without_one_the_larger_of_two_equal_names_is_meant() -> None:
    assert NAMES.levels == {"district": "district", "ward": "ward"}
    assert NAMES.meant("area", "harbour").values == ("01",)
    assert NAMES.meant("area", "old town").values == ("02",), "the ward of that name lies elsewhere"
    assert NAMES.meant("area", "old town", level="ward").values == ("01.2",)
    assert NAMES.meant("area", "ward harbour").values == ("01.1",)
    assert NAMES.meant("area", "01.1").values == ("01.1",)
    assert NAMES.meant("area", "hill", level="district") == Meant()


def test_the_name_of_the_city_is_the_whole_city() -> None:
    assert {NAMES.meant("area", name).values for name in ("Northport", "city of northport")} == {(WHOLE_CITY,)}


def test_both_languages_name_categories_and_channels() -> None:
    assert NAMES.meant("category", "litter") == NAMES.meant("category", "Sampah") == Meant(("litter",))
    assert NAMES.meant("channel", "by post") == NAMES.meant("channel", "surat") == Meant(("post",))


def test_names_near_an_unknown_one() -> None:
    assert NAMES.near("agency", "roda") == ("roads",)
    assert NAMES.near("area", "harbor") == ("01", "01.1")
    assert NAMES.near("area", "harbor", "ward") == ("01.1",)
    assert NAMES.near("status", "selesay")[0] == "selesai"
    assert NAMES.near("agency", "xyzzy") == ()


def test_a_further_name_of_the_pack_hides_no_other_value_that_has_its_words() -> None:
    city = cities.load("jakarta-selatan")
    names = of_city(city)
    agencies = {one.slug: (one.also, one.labels) for one in city.agencies.values() if one.kind not in city.levels}
    categories = {one.slug: (one.also, (*one.labels, one.name_en)) for one in city.categories.values()}
    for field, found in (("agency", agencies), ("category", categories)):
        words = {
            slug: [set(address(label).split("-")) for label in (*also, *own)] for slug, (also, own) in found.items()
        }
        for slug, name in ((slug, name) for slug, (also, _) in found.items() for name in also):
            meant, said = names.meant(field, name), set(address(name).split("-"))
            whole = {other for other, labels in words.items() if any(said <= label for label in labels)}
            assert slug in meant.values and whole <= {*meant.values, *meant.below}, (field, slug, name)
    assert names.meant("category", "garbage").values == names.meant("category", "trash").values == ("sampah",)
    assert names.meant("agency", "transport") == names.meant("agency", "dinas perhubungan")
    assert names.agency_in(["jalan", "dinas", "bina", "marga"]) == (1, 4)
    assert names.agency_in(["kelurahan", "tebet", "timur"]) is None, "its area is asked for"
