"""A report without a title gets its first clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.title import LONGEST, derive


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Selamat pagi, lampu jalan mati di depan pasar. Mohon diperbaiki.", "Lampu jalan mati di depan pasar"),
        ("sampah menumpuk sejak senin, mohon segera diangkut", "Sampah menumpuk sejak senin"),
        ("", ""),
        ("Got mampet", "Got mampet"),
    ],
)
def test_the_first_clause_without_greetings(text: str, title: str) -> None:
    assert derive(text) == title


@given(st.text())
def test_never_longer_than_a_line(text: str) -> None:
    assert len(derive(text)) <= LONGEST + 1
