"""What a strip says in words: all of it in one sentence, and its names from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.charts.life_strip import LARGE, life_strip
from portal.domain.life import Hands, Life, LifeMark, LifeSign
from portal.domain.status import Status
from portal.presentation.life_words import life_sentence, strip_names, strip_scale

START = datetime(2026, 10, 19, tzinfo=UTC)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


OPEN = Life(
    start=START,
    end=at(37),
    due=at(7),
    status=Status.VALIDASI,
    hands=(Hands(1, at(0), at(5), "PAM"), Hands(2, at(5), at(17), "SDA"), Hands(2, at(21), at(37), "SDA")),
    marks=(
        LifeMark(LifeSign.WORD, at(3)),
        LifeMark(LifeSign.BROKEN, at(14)),
        LifeMark(LifeSign.DONE, at(17)),
        LifeMark(LifeSign.DISPUTED, at(21)),
        LifeMark(LifeSign.DONE, at(34)),
    ),
)
ENDED = Life(start=START, end=at(4), due=at(7), status=Status.SELESAI, hands=OPEN.hands[:1], marks=())


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def test_the_sentence_says_all_that_the_strip_shows() -> None:
    assert life_sentence(OPEN) == (
        "Garis hidup: 37 hari sejak masuk, terlambat 30 hari; di tangan 2 instansi bergantian; "
        "2 kali dinyatakan selesai; 1 kali dibuka lagi; 1 kali janji lewat."
    )
    assert life_sentence(ENDED) == "Garis hidup: berakhir setelah 4 hari."
    new = Life(start=START, end=at(1), due=at(7), status=Status.MENUNGGU, hands=(), marks=())
    assert life_sentence(new) == "Garis hidup: 1 hari sejak masuk, batasnya 6 hari lagi; belum ada jawaban."
    with force_locale("en"):
        assert life_sentence(OPEN) == (
            "Life strip: 37 days so far, 30 days late; in the hands of 2 agencies in turn; "
            "said to be done 2 times; reopened 1 time; 1 promise broken."
        )


def test_names_go_from_left_to_right_with_their_days_where_there_is_room() -> None:
    strip = life_strip(OPEN, LARGE)
    assert [text for _, text, _ in strip_names(strip, True, False)] == [
        "batas", "janji lewat", "dinyatakan selesai", "dibantah", "dinyatakan selesai, lagi", "sekarang"
    ]  # fmt: skip
    dated = [text for _, text, _ in strip_names(strip, False, True)]
    assert dated[:2] == ["batas 26 Okt", "janji 2 Nov lewat"] and dated[-1] == "kabar terakhir 25 Nov"
    ended = strip_names(life_strip(ENDED, LARGE), True, True)
    assert [text for _, text, _ in ended] == ["selesai 23 Okt", "batas 26 Okt"]


def test_the_scale_is_named() -> None:
    late = strip_scale(life_strip(OPEN, LARGE), True)
    assert late == (
        "Menurut waktu sebenarnya, dari 19 Okt 2026 sampai sekarang. "
        "Di bawah garis: terlambat 30 hari, satu potong satu minggu."
    )
    kept = "Menurut waktu sebenarnya, dari 19 Okt 2026 sampai 23 Okt 2026."
    assert strip_scale(life_strip(ENDED, LARGE), True) == kept
