"""A name is an identity only as a whole; an address can stand in a path, in any script."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.names import LONGEST, LONGEST_IDENTITY, address, identity


@pytest.mark.parametrize(
    "same",
    [
        ("Regu 7", "REGU  7", " regu\u00a07\n", "\uff32\uff45\uff47\uff55\u3000\uff17"),
        ("José", "Jose\u0301", "JOSÉ"),
        ("Straße", "STRASSE"),
        ("Αθήνα", "ΑΘΉΝΑ"),
    ],
)
def test_case_width_composition_and_white_space_do_not_tell_names_apart(same: tuple[str, ...]) -> None:
    assert len({identity(name) for name in same}) == 1


def test_signs_and_accents_do() -> None:
    names = ("Regu-7", "Regu 7", "Regu. 7", "José", "Jose", "C++", "C", "C.", "Ć", "?!", "...", "///")
    assert len({identity(name) for name in names}) == len(names)


@given(st.text(max_size=400))
def test_an_identity_is_its_own_and_fits_an_index(name: str) -> None:
    found = identity(name)
    assert identity(found) == found
    assert len(found) <= LONGEST_IDENTITY
    assert found == " ".join(found.split())


def test_long_names_with_one_beginning_stay_apart() -> None:
    assert identity("a" * 400 + "b") != identity("a" * 400 + "c")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Suku Dinas Bina Marga", "suku-dinas-bina-marga"),
        ("  Jalan & Trotoar (rusak) ", "jalan-trotoar-rusak"),
        ("Café Señor", "cafe-senor"),
        ("\uff2a\uff21\uff2b\uff29", "jaki"),
        ("RT/RW 03", "rt-rw-03"),
        ("Łódź", "łodz"),
        ("東京", "東京"),
        ("Москва Юг", "москва-юг"),
        ("नगर सेवा", "नगर-सेवा"),
        ("강북동", "강북동"),
    ],
)
def test_an_address_keeps_letters_and_digits_of_every_script(name: str, expected: str) -> None:
    assert address(name) == expected


def test_names_of_signs_alone_have_addresses_of_their_own() -> None:
    found = [address(name) for name in ("...", "///", "?!", "")]
    assert len(set(found)) == 4
    assert all(re.fullmatch(r"n-[0-9a-f]{8}", one) for one in found)


@given(st.text(max_size=200))
def test_an_address_is_letters_digits_and_single_hyphens_and_stays_itself(name: str) -> None:
    found = address(name)
    assert 0 < len(found) <= LONGEST
    assert found == identity(found)
    assert "--" not in found and found == found.strip("-")
    assert all(char == "-" or unicodedata.category(char)[0] in "LNM" for char in found)
    assert address(found) == found


@given(st.text(max_size=120), st.integers(1, 12))
def test_where_an_address_is_taken_a_number_is_put_behind_it(name: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times):
        found = address(name, taken)
        assert found not in taken and len(found) <= LONGEST
        taken.add(found)
