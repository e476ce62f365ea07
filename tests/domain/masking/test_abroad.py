"""Telephone numbers of other countries are masked, and figures that only look like them are not."""

from __future__ import annotations

import re
import time

import pytest

from portal.domain.masking import Contacts, mask
from tests.support.masks import expected, phones

GERMAN = Contacts.of(["+49 30 90 18 20", "115"], ("DE",))
DANISH = Contacts(regions=("DK",))
SPANISH = Contacts(regions=("ES",))
CZECH = Contacts(regions=("CZ",))
JAPANESE = Contacts(regions=("JP",))
KOREAN = Contacts(regions=("KR",))
AMERICAN = Contacts(regions=("US",))


def test_numbers_of_forty_countries_are_found_and_hardly_anything_else() -> None:
    texts = phones()
    right = [text for text, parts, city in texts if parts and re.fullmatch(expected(text, parts), mask(text, city))]
    touched = [text for text, _, city in texts if mask(text, city) != text]
    personal = [text for text, parts, _ in texts if parts]
    assert len(personal) >= 300 and len(texts) - len(personal) >= 300
    assert len(right) / len(personal) >= 0.98
    assert len(right) / len(touched) >= 0.97


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+49 (0)30 901820 oder 0049/30/901821", "[telepon] oder [telepon]"),
        ("(+66) 2 221 2141, +852 5555 0123", "[telepon], [telepon]"),
        ("00 44 20 7946 0018 / 011 44 20 7946 0018", "[telepon] / [telepon]"),
        ("plus four nine three zero one two three four five", "[telepon]"),
        ("wa.me/4915155501234", "wa.me/[telepon]"),
        ("Mrs Lee (+65 6225 5632)", "Mrs Lee ([telepon])"),
        ("+6512 and +999 123 456 789", "+6512 and +999 123 456 789"),
        ("+34.0522 -118.2437", "+34.0522 -118.2437"),
        ("order 0049 30 9018200", "order 0049 30 9018200"),
    ],
)
def test_a_number_in_its_international_form_is_known_in_every_city(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    ("city", "text", "shown"),
    [
        (GERMAN, "030/901 821, 0171-4455667", "[telepon], [telepon]"),
        (GERMAN, "089 2180-0", "[telepon]"),
        (DANISH, "33 66 33 66", "[telepon]"),
        (DANISH, "house 22 24 26 28, in 2021 2022", "house 22 24 26 28, in 2021 2022"),
        (SPANISH, "call 612345678, not asset 612345678", "call [telepon], not asset 612345678"),
        (SPANISH, "612.345.678 or 612 345 678", "612.345.678 or [telepon]"),
        (SPANISH, "33 66 33 66", "33 66 33 66"),
        (CZECH, "601 123 456, smlouva 2023/12345", "[telepon], smlouva 2023/12345"),
        (JAPANESE, "電話は03-1234-5678です、0312345678円", "電話は[telepon]です、0312345678円"),
        (KOREAN, "010-2000-0000, 01020000000", "[telepon], 01020000000"),
        (AMERICAN, "text 2135550123, 1-213-555-0123", "text [telepon], [telepon]"),
    ],
)
def test_a_number_as_it_is_dialled_at_home_is_known_in_the_cities_of_its_country(
    city: Contacts, text: str, shown: str
) -> None:
    assert mask(text, city) == shown


def test_an_official_number_stays_in_both_forms() -> None:
    for text in ("030 901820", "030/90 18 20", "+49 30 901820", "0049 30 901820", "+49 (0)30 901820"):
        assert mask(f"call {text} now", GERMAN) == f"call {text} now"
    assert mask("030 901829", GERMAN) == "[telepon]"


@pytest.mark.parametrize("piece", ["0171 ", "030/901", "+49 30 ", "0049", "tel 1\n"])
def test_no_text_of_a_country_however_long_takes_half_a_second(piece: str) -> None:
    mask(piece, GERMAN)  # a country's patterns are read when they are first needed
    started = time.process_time()
    mask((piece * 20_000)[:20_000], GERMAN)
    assert time.process_time() - started < 0.5
