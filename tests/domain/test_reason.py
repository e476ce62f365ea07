"""What counts as a reason."""

from __future__ import annotations

import pytest

from portal.domain.event import Kind
from portal.domain.reason import NEEDS_WORDS, has_words


@pytest.mark.parametrize(
    "text", ["", " ", ".", "-", "--", "...", "123", "ok", "x", "xxxxxx", "1. 2. 3.", "Aaa", "🙂🙂🙂"]
)
def test_a_sign_or_a_number_is_no_reason(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["Pipa kami.", "oke", "Sudah.", "RT 5 kosong", "完成了", "done"])
def test_a_few_letters_are(text: str) -> None:
    assert has_words(text)


def test_what_moves_ends_or_hides_a_ticket_needs_words_and_a_note_or_a_merge_does_not() -> None:
    assert {Kind.TRANSFERRED, Kind.REJECTED, Kind.VALIDATED, Kind.REDACTED, Kind.RESPONDED} <= NEEDS_WORDS
    assert not {Kind.NOTED, Kind.MERGED, Kind.PROMISED, Kind.RECEIVED} & NEEDS_WORDS
