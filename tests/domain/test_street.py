"""The streets that places name: names alone, in one spelling, without what a reporter's house is called."""

from __future__ import annotations

from portal.domain.street import street_words, streets_in

INDONESIAN = {
    "depan SDN 01, Jalan Fatmawati Raya": ("Jalan Fatmawati Raya",),
    "Jalan Ampera Raya No. 12": ("Jalan Ampera Raya",),
    "jl.wijaya i, RT 05/RW 03": ("Jalan Wijaya I",),
    "JALAN TEBET BARAT DALAM VIII": ("Jalan Tebet Barat Dalam VIII",),
    "pertigaan jln kemang selatan depan rumah Pak Budi": ("Jalan Kemang Selatan",),
    "Gang Damai 3 Jalan Pejaten Raya 77": ("Gang Damai", "Jalan Pejaten Raya"),
    "Jl. H. Nawi Raya": ("Jalan H Nawi Raya",),
    "jalan rusak parah": ("Jalan Rusak Parah",),  # a place is short, and its words are trusted
    "kolong jalan layang Antasari, Jalan Pangeran Antasari": ("Jalan Pangeran Antasari",),
    "di jalan, Jalan 12, pejalan kaki": (),
    "": (),
}
ENGLISH = {
    "100 N EXAMPLE ST, 90012": ("N Example St",),
    "W 5TH ST AT S MAIN ST": ("W 5th St", "S Main St"),
    "12 Elm Street": ("Elm Street",),
    "Griffith Park": (),
}


def test_a_place_gives_the_names_of_its_streets_and_no_number() -> None:
    for language, places in (("id", INDONESIAN), ("en", ENGLISH)):
        for place, streets in places.items():
            assert streets_in(place, language) == streets, place


def test_a_street_that_is_called_as_an_area_is_asked_for_with_its_kind() -> None:
    areas = {"kebon-baru"}
    assert street_words("Gang Kebon Baru", areas) == '("gang Kebon Baru" OR "gg Kebon Baru")'
    assert street_words("Jalan RS Fatmawati Raya", areas) == '"RS Fatmawati Raya"'
    assert street_words("Jalan Barkah") == '("jalan Barkah" OR "jln Barkah" OR "jl Barkah")'
    assert street_words("N Main St", areas) == '"N Main St"'
