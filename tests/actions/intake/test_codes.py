"""Public codes: the city's prefix, the local day, and the day's running number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from portal.actions.intake.codes import Codes
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.status import Refused
from portal.extensions import db
from tests.support.complaints import complaint


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def codes(city: City) -> Codes:
    return Codes(db.session(), city)


def test_numbers_of_a_day_follow_each_other(city: City) -> None:
    of_day = codes(city)
    assert [of_day.give(complaint(1)) for _ in range(3)] == ["JK2303060001", "JK2303060002", "JK2303060003"]


def test_the_day_is_the_citys(city: City) -> None:
    of_day = codes(city)
    assert of_day.give(complaint(15)) == "JK2303060001"  # 23.30 in Jakarta
    assert of_day.give(complaint(16)) == "JK2303070001"  # 00.30 the day after
    assert codes(replace(city, zone="America/Los_Angeles")).give(complaint(4)) == "JK2303050001"


def test_numbers_go_on_where_the_database_is(city: City) -> None:
    record(complaint(1, code="JK2303060041"), city)
    assert codes(city).give(complaint(2)) == "JK2303060042"


def test_after_9999_numbers_grow_longer_and_go_on(city: City) -> None:
    record(complaint(1, code="JK2303069999"), city)
    assert codes(city).give(complaint(2)) == "JK23030610000"
    record(complaint(3, code="JK23030610000"), city)
    assert codes(city).give(complaint(4)) == "JK23030610001"


def test_a_code_of_the_source_is_kept_in_capitals(city: City) -> None:
    assert codes(city).give(complaint(1, code=" jk-77a ")) == "JK-77A"


@pytest.mark.parametrize("code", ["", "AB", "x" * 41, "JK 1 2", "JK/12", "JK٣٤٥", "<b>JK</b>"])
def test_what_is_no_code_is_refused(city: City, code: str) -> None:
    with pytest.raises(Refused, match="code_malformed"):
        codes(city).give(complaint(1, code=code))


def test_a_code_is_given_once_in_a_batch_and_once_in_the_database(city: City) -> None:
    given = codes(city)
    given.give(complaint(1, code="JK2303060001"))
    with pytest.raises(Refused, match="code_taken"):
        given.give(complaint(2, code="JK2303060001"))
    assert given.give(complaint(3)) == "JK2303060002"
    record(complaint(1, code="ABC"), city)
    with pytest.raises(Refused, match="code_taken"):
        codes(city).give(complaint(2, code="abc"))


def test_codes_that_were_looked_up_before_are_as_good_as_asked_one_by_one(city: City) -> None:
    record(complaint(1, code="ABC"), city)
    given = codes(city)
    given.look_up([complaint(2, code="ABC"), complaint(3, code="DEF"), complaint(4)])
    with pytest.raises(Refused, match="code_taken"):
        given.give(complaint(2, code="ABC"))
    assert given.give(complaint(3, code="DEF")) == "DEF"
