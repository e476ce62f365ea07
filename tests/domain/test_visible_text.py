"""What is kept of a typed text."""

from __future__ import annotations

import pytest

from portal.domain.visible_text import visible_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sudah ditambal.", "Sudah ditambal."),
        (" dua\r\nbaris\rtiga\t. ", "dua\nbaris\ntiga\t."),
        ("\u202egpj.hasil\u202c", "gpj.hasil"),
        ("0812\u200b34567890", "081234567890"),
        ("\ufeffa\u00adb\u2066c\u2069", "abc"),
        ("\U0001f469\u200d\U0001f527 ok", "\U0001f469\u200d\U0001f527 ok"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("-", "-"),
        ("satu\u2028dua\x0btiga\x85empat", "satu\ndua\ntiga\nempat"),
        ("dua\nbaris\tdan é", "dua\nbaris\tdan é"),
    ],
)
def test_words_stay_and_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    assert visible_text(typed) == kept


@pytest.mark.parametrize("typed", ["", " \n\t", "\u200b\u200d\ufeff", "\u3164\u2800", "\u00a0\u2003", "\x00\x07"])
def test_a_text_that_shows_nothing_is_none(typed: str) -> None:
    assert visible_text(typed) == ""
