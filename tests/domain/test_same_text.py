"""Which answers are the same text (shared cases of gaming, 8 and 8b)."""

from __future__ import annotations

import pytest

from portal.domain.same_text import pattern

PASTED = "Laporan Anda di Jalan Ampera Raya No. 12 sudah kami terima pada 3 Maret 2026 dan kami teruskan."


@pytest.mark.parametrize(
    "other",
    [
        PASTED,
        "Laporan Anda di Jalan Kemang Timur No. 4 sudah kami terima pada 19 April 2026 dan kami teruskan.",
        "Laporan Ibu Sari di Gang Mawar sudah kami terima pada 1/4/2026 dan kami teruskan.",
    ],
)
def test_another_date_street_or_name_is_the_same_text(other: str) -> None:
    assert pattern(other) == pattern(PASTED)


@pytest.mark.parametrize(
    "other",
    [
        "Laporan Anda di Jalan Ampera Raya No. 12 sudah kami kerjakan pada 3 Maret 2026 dan kami tutup.",
        "Lampu sudah menyala.",
        "",
    ],
)
def test_other_words_are_another_text(other: str) -> None:
    assert pattern(other) != pattern(PASTED)


@pytest.mark.parametrize(
    ("one", "other"), [("Sudah selesai.", "Sudah diganti."), ("道路已修好", "路灯已修好"), ("12", "13")]
)
def test_short_texts_and_those_of_other_scripts_are_the_same_only_where_they_are_equal(one: str, other: str) -> None:
    assert pattern(one) != pattern(other)
