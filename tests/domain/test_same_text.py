"""Which answers are the same text (shared cases of gaming, 8 and 8b)."""

from __future__ import annotations

import pytest

from portal.domain.same_text import fingerprint, only_pasted, pattern, phrase

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


def test_a_fingerprint_is_the_same_in_every_process_and_only_for_the_same_text() -> None:
    assert fingerprint(PASTED) == fingerprint(PASTED.replace("Ampera Raya No. 12", "Kemang No. 4"))
    assert fingerprint("Sudah kami tambal pagi ini.") == 8_672_391_879_998_460_590
    assert fingerprint(PASTED) != fingerprint("Lampu sudah menyala.") and fingerprint("") < 1 << 63


@pytest.mark.parametrize(
    ("text", "looked_for"),
    [
        (PASTED, "sudah kami terima pada"),
        ("Sudah kami tambal pagi ini.", "kami tambal pagi ini"),
        (
            "Selesai. Lampu menyala, kabel baru dipasang petugas kami tadi malam.",
            "kabel baru dipasang petugas kami tadi malam",
        ),
        ("a b c d e f g h i j", "a b c d e f g h"),
        ("Sudah beres.", ""),
        ("", ""),
    ],
)
def test_the_longest_run_of_plain_words_is_looked_for(text: str, looked_for: str) -> None:
    assert phrase(text) == looked_for


def test_only_what_says_nothing_else_is_pasted() -> None:
    told = ["", "Ada lubang di Jalan Ampera depan sekolah, motor jatuh.", "Sudah kami tambal pagi ini."]
    assert only_pasted("Sudah kami tambal pagi ini.", told)
    assert only_pasted("Ada lubang di Jalan Kemang depan sekolah, motor jatuh.", told)
    assert not only_pasted("Sudah kami tambal pagi ini, dan aspalnya dipadatkan.", told) and not only_pasted("", told)
