"""A place comes from an address or a form, both foreign: what cannot be read is left out, the rest goes along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.report_place import AskedPlace, parse


def test_what_was_said_is_carried_on_as_it_is() -> None:
    place = parse({"area": " 31.74.04.1004 ", "place": "Jalan  Ampera\nRaya", "lat": "-6.3021234", "lon": "106.82"})
    assert place == AskedPlace("31.74.04.1004", "Jalan Ampera Raya", -6.30212, 106.82)
    assert parse(dict(place.pairs())) == place


@pytest.mark.parametrize("lat", ["", "nan", "inf", "91", "enam", "-1e9"])
def test_half_a_point_is_none(lat: str) -> None:
    assert parse({"lat": lat, "lon": "106.8"}) == AskedPlace()


@given(st.dictionaries(st.sampled_from(["area", "place", "lat", "lon"]), st.text()))
def test_anything_is_read_and_carried_on_the_same(said: dict[str, str]) -> None:
    place = parse(said)
    assert parse(dict(place.pairs())) == place
