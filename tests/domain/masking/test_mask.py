"""Personal data are masked in whatever form they are written, and nothing else is."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.masking import MARKS, Contacts, mask
from tests.support.masks import OFFICIAL, expected, sample


@pytest.mark.parametrize(("text", "parts"), sample("masks") + sample("masks_own"))
def test_exactly_the_personal_part_of_a_text_is_replaced_by_a_word_in_brackets(text: str, parts: list[str]) -> None:
    assert re.fullmatch(expected(text, parts), mask(text, OFFICIAL)), mask(text, OFFICIAL)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("HP081234567890 / 0812 - 3456 - 7890", "HP[telepon] / [telepon]"),
        ("(62) 812 3456 7890", "[telepon]"),
        ("+65 6123 4567", "[telepon]"),
        ("call (213) 555-0199 or 213.555.0199", "call [telepon] or [telepon]"),
        ("62 21 7654321", "[telepon]"),
        ("08 12 34 56 78 90", "[telepon]"),
        ("telp 7654321", "telp [telepon]"),
        ("NIK 3174012345678901", "NIK [NIK]"),
        ("no. rek. 123-456-7890", "no. rek. [rekening]"),
        ("zero eight one two three four five six seven eight", "[telepon]"),
        ("mobil D 4 N", "mobil [pelat]"),
        ("https://www.instagram.com/budi.s/ dan t.me/budi", "https://www.instagram.com/[akun]/ dan t.me/[akun]"),
    ],
)
def test_the_word_in_brackets_says_what_stood_there(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Jalan Ampera Raya nomor 5, RT 03/RW 08",
        "sejak 14/11/2023 pukul 06.41",
        "08-12-2023 10.15 sampai 11.45",
        "pukul 08.15 - 09.30 2023",
        "tahun 2021 2022 2023 2024",
        "1995 2003 1234 5678",
        "di -6.301230 106.820110",
        "di -6.2088 106.8456",
        "Blok B 1234 CD, Ruko B 1200 AB, kereta KA 7024 AB",
        "paket 1234 5678 9012 3456",
        "anggaran 0850000000, alt 0812345678",
        "call center 1500-164",
        "=@SUM(A1)",
        "truk a 5 ton lewat",
        "PT 2023 ABC",
        "instagram.com/reel",
        "2023-05-01T10:00:00+07:00",
        "",
    ],
)
def test_what_is_nobodys_own_stays(text: str) -> None:
    assert mask(text) == text


def test_an_official_contact_stays_in_any_spelling_and_what_only_begins_like_it_goes() -> None:
    for spelt in ("0811 0000 112", "+62 811-0000-112", "62811 0000112", "HALO@KotaContoh.example", "@kotacontoh"):
        assert mask(f"ke {spelt} saja", OFFICIAL) == f"ke {spelt} saja"
    assert mask("0811-0000-1129", OFFICIAL) == "[telepon]"
    assert mask("@KotaContoh_palsu", OFFICIAL) == "[akun]"


PIECES = [
    *"08BO()./-@ b\u2013\n\t",
    "62",
    "+62",
    " - ",
    "213",
    "555",
    "021",
    "0274",
    "1234",
    "56789",
    "AB",
    "XYZ",
    "nik ",
]
PIECES += ["a@b.c", " at ", "t.me/x1", "BCA ", "nol "]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.text(max_size=80))
def test_what_is_not_masked_is_left_as_it_was(text: str) -> None:
    marks = "|".join(re.escape(f"[{word}]") for word in MARKS)
    pieces = re.split(marks, mask(text))
    at = 0
    for piece in pieces:
        at = text.index(piece, at) + len(piece)


@given(st.from_regex(r"08[1-9]{9}", fullmatch=True), st.sampled_from([" ", "-", ".", "_", "  ", "\u2009", "\u00ad"]))
def test_a_mobile_number_is_masked_whatever_stands_between_its_groups(number: str, gap: str) -> None:
    written = gap.join((number[:4], number[4:8], number[8:]))
    assert mask(f"Hubungi {written} ya") == "Hubungi [telepon] ya"


LONG = 20_000
HOSTILE = [
    *("1", "08", "0812 ", "1 ", "1-", "1\n", "+62 (0) 8-1/2.3 @ ", "3174094507880003 ", "O0", "0Ol ", "+49 ", "plus "),
    *("@", "a@", "aaa@ ", " ", "a", "a.", "-", "(", "(1", "[at]", " at ", "a at b dot ", '"', "\u00ad"),
    *(
        "nol ",
        "rek 1 ",
        "hp 1234567 ",
        "bpjs ",
        "paspor ",
        "B 1 ",
        "B1234ABC",
        "ig: ",
        "ig a_",
        "FB: Ab Cd ",
        "fb.com/a-",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_however_long_takes_half_a_second(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    for hostile in (text, f"{text} at @", f"nol{text}1"):
        started = time.process_time()
        mask(hostile)
        assert time.process_time() - started < 0.5


@pytest.mark.parametrize("text", ["0812 3344 5566 2 hari lagi", "0812-3344-5566 2) lagi"])
def test_a_number_ends_before_what_is_counted_next(text: str) -> None:
    assert mask(text).startswith("[telepon] 2")


def test_every_address_of_an_official_domain_stays_and_no_other() -> None:
    official = Contacts.of(["*@kotacontoh.example"])
    assert mask("ke loket.7@KotaContoh.example", official) == "ke loket.7@KotaContoh.example"
    assert mask("ke loket@kotacontoh.example.tipu.example", official) == "ke [email]"
    assert mask("ke loket@bukan-kotacontoh.example", official) == "ke [email]"
