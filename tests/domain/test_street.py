"""The streets that places name: names alone, in one spelling, without what a reporter's house is called."""

from __future__ import annotations

from portal.domain.street import streets_in

INDONESIAN = {
    "depan SDN 01, Jalan Fatmawati Raya": ("Jalan Fatmawati Raya",),
    "Jalan Ampera Raya No. 12": ("Jalan Ampera Raya",),
    "jl.wijaya i, RT 05/RW 03": ("Jalan Wijaya I",),
    "JALAN TEBET BARAT DALAM VIII": ("Jalan Tebet Barat Dalam VIII",),
    "pertigaan jln kemang selatan depan rumah Pak Budi": ("Jalan Kemang Selatan",),
    "Gang Damai 3 Jalan Pejaten Raya 77": ("Gang Damai", "Jalan Pejaten Raya"),
    "Jl. H. Nawi Raya": ("Jalan H Nawi Raya",),
    "jalan rusak parah": ("Jalan Rusak Parah",),  # a place is short, and its words are trusted
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
