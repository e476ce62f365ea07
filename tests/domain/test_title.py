"""A report without a title gets its first clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.title import LONGEST, derive, is_derived


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Selamat pagi, lampu jalan mati di depan pasar. Mohon diperbaiki.", "Lampu jalan mati di depan pasar"),
        ("sampah menumpuk sejak senin, mohon segera diangkut", "Sampah menumpuk sejak senin"),
        ("", ""),
        ("Got mampet", "Got mampet"),
        (
            "Mohon izin Bpk. Lurah, lampu padam di Jl. Ampera No. 12. Terima kasih",
            "Mohon izin Bpk. Lurah, lampu padam di Jl. Ampera No. 12",
        ),
        ("Pohon 2.5 meter tumbang di RT.03/RW.02. Tolong", "Pohon 2.5 meter tumbang di RT.03/RW.02"),
        ("Yth. Bapak Camat. Sampah menumpuk di Gg. Mawar!", "Sampah menumpuk di Gg. Mawar"),
        ("Lampu mati.Mohon diperbaiki", "Lampu mati"),
        ("Kata" * 40, "Kata" * 22 + "Ka…"),
    ],
)
def test_the_first_clause_without_greetings(text: str, title: str) -> None:
    assert derive(text) == title


@given(st.text())
def test_never_longer_than_a_line(text: str) -> None:
    assert len(derive(text)) <= LONGEST + 1


LONG = "Halo, jalan rusak parah di depan rumah saya hubungi 0812_3456_7890 atau datang langsung ke lokasi itu saja"


@pytest.mark.parametrize(
    ("heading", "text", "derived"),
    [
        (derive(LONG), LONG, True),
        (derive(LONG.replace("0812_3456_7890", "[telepon]")), LONG, True),
        ("Lampu padam", "Lampu padam di depan pasar.", False),
        ("Lampu padam …", "Got mampet", False),
    ],
)
def test_a_title_that_was_made_of_its_text_is_known_as_such(heading: str, text: str, derived: bool) -> None:
    assert is_derived(heading, text) is derived
