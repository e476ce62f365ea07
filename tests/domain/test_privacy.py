"""What the public may see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import privacy
from portal.domain.event import Kind
from portal.domain.privacy import mask, place, text_is_public
from portal.domain.visibility import Visibility


@pytest.mark.parametrize(
    ("shown", "readable"),
    [
        (Visibility.FULL, set(Kind)),
        (Visibility.STUB, {Kind.REDACTED, Kind.VISIBILITY_CHANGED}),
        (Visibility.HIDDEN, {Kind.VISIBILITY_CHANGED}),
        (Visibility.PENDING, set()),
    ],
)
def test_of_a_ticket_that_is_not_open_the_reasons_alone_are_read(shown: Visibility, readable: set[Kind]) -> None:
    assert {kind for kind in Kind if text_is_public(shown, kind)} == readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hubungi 0812-3456-7890 ya", "Hubungi [telepon] ya"),
        ("WA +62 812 3456 7890", "WA [telepon]"),
        ("telp (021) 789 1234", "telp [telepon]"),
        ("kirim ke budi.s@contoh.co.id", "kirim ke [email]"),
        ("NIK 3174012345678901", "NIK [NIK]"),
        ("motor B 1234 ABC parkir", "motor [pelat] parkir"),
        ("akun @budi_jaksel", "akun [akun]"),
        ("0812\u20133456\u20137890", "[telepon]"),
        ("HP081234567890 / 0812 - 3456 - 7890", "HP[telepon] / [telepon]"),
        ("(62) 812 3456 7890", "[telepon]"),
        ("kantor (0274) 512345", "kantor [telepon]"),
        ("+65 6123 4567", "[telepon]"),
        ("call (213) 555-0199 or 213.555.0199", "call [telepon] or [telepon]"),
        ("NIK 31.74.05.410990.0001", "NIK [NIK]"),
        ("KTP 3174 0541 0990 0001", "KTP [NIK]"),
    ],
)
def test_what_names_a_person_is_masked(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Jalan Ampera Raya nomor 5, RT 03/RW 08",
        "sejak 14/11/2023 pukul 06.41",
        "JK2311140207",
        "3 lubang, 2 motor jatuh",
        "08-12-2023 10.15 sampai 11.45",
        "pukul 08.15 - 09.30 2023",
        "tahun 2021 2022 2023 2024",
        "Rp 1.250.000.000 dan Rp 12.500.000",
        "di -6.301230 106.820110",
    ],
)
def test_addresses_dates_and_ticket_numbers_stay(text: str) -> None:
    assert mask(text) == text


PIECES = [*"08B()./-@ b\u2013", "62", "+62", " - ", "213", "555", "021", "0274", "1234", "56789", "AB", "XYZ", "no"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60))
def test_the_look_that_spares_most_texts_the_masks_misses_nothing(text: str) -> None:
    through_all = text
    for pattern, word in privacy._MASKS:
        through_all = pattern.sub(word, through_all)
    assert mask(text) == through_all


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


def test_a_stub_has_the_centre_of_its_area_and_no_words() -> None:
    stub = place(Visibility.STUB, -6.30123456, 106.82, "Jalan Ampera 5", (-6.3, 106.8))
    assert (stub.lat, stub.lon, stub.text) == (-6.3, 106.8, "")
    assert place(Visibility.HIDDEN, -6.3, 106.8, "Jalan", (-6.3, 106.8)).lat is None
    assert place(Visibility.FULL, -6.30123456, 106.82, "Jalan Ampera 5", None).lat == -6.30123
