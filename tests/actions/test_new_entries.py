"""What an import makes is told by the one rule of names: what is no new name to the portal is none in the list."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.actions.new_entries import NewEntries, NewEntry
from portal.domain.city import City
from tests.support.complaints import complaint


def test_a_new_name_stands_beside_the_known_one_that_is_most_like_it(session: Session, city: City) -> None:
    made = NewEntries(city)
    record(complaint(1, agency="Kelurahan Ragunann"), city)
    made.look()
    assert NewEntry("agency", "Kelurahan Ragunann", "Kelurahan Ragunan") in made.found()


def test_what_is_like_a_slug_or_a_short_name_is_told_by_the_name(session: Session, city: City) -> None:
    made = NewEntries(city)
    record(complaint(1, agency="satpol-ppp"), city)
    made.look()
    assert NewEntry("agency", "satpol-ppp", city.agencies["satpol-pp"].name) in made.found()


@pytest.mark.parametrize("name", ["KELURAHAN  RAGUNAN", "Ｋｅｌｕｒａｈａｎ Ragunan", "Kelurahan\u00a0Ragunan"])
def test_a_name_of_the_pack_in_other_case_width_or_spaces_is_not_new(session: Session, city: City, name: str) -> None:
    made = NewEntries(city)
    record(complaint(1, agency=name), city)
    made.look()
    assert [entry for entry in made.found() if entry.kind == "agency"] == []
